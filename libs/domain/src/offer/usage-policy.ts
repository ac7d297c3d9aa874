import { endOfShanghaiDay } from '../calendar.js';
import type { JsonObject, JsonValue } from '../json.js';
import type { UsageUnit } from '../usage/metering.js';
import type { OfferContent } from './offer.events.js';

/**
 * The terms of an offer as an ODRL 2.2 policy (W3C Recommendation of 2018-02-15) in JSON-LD. What the
 * core vocabulary has no word for stands in this profile, described in `docs/odrl-profile.md`.
 */
export const odrlProfile = 'urn:data-asset-ledger:odrl:1';

/** Prefixes of a policy. */
export const odrlContext = {
  odrl: 'http://www.w3.org/ns/odrl/2/',
  ledger: `${odrlProfile}#`,
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
} as const;

/** An offer as a policy is made from it. */
export interface PolicyOf {
  readonly offerId: string;
  /** Version of the offer's stream: another version is another policy. */
  readonly version: number;
  readonly sellerPartyId: string;
  readonly content: OfferContent;
  /** What the policy is about, as an IRI. */
  readonly target: string;
}

/** The policy that a buyer of the offer will be bound by. */
export const usagePolicy = ({ offerId, version, sellerPartyId, content, target }: PolicyOf) => ({
  '@id': `urn:uuid:${offerId}#policy-${version}`,
  '@type': 'odrl:Offer',
  'odrl:profile': { '@id': odrlProfile },
  'odrl:assigner': { '@id': `urn:uuid:${sellerPartyId}` },
  'odrl:target': { '@id': target },
  'ledger:exclusive': content.terms.exclusive,
  ...(content.cap !== undefined && { 'ledger:licencesMax': content.cap }),
  'odrl:permission':
    content.kind === 'transfer' ? [conveyance(content)] : [use(content), ...sublicence(content)],
  'odrl:prohibition': forbidsSublicence(content) ? [{ 'odrl:action': grantUse }] : [],
});

const grantUse = { '@id': 'odrl:grantUse' };

/** Who has bought the right itself gives it on as he likes. */
const forbidsSublicence = ({ kind, terms }: OfferContent): boolean =>
  kind !== 'transfer' && terms.sublicenceDepth === 0;

/** The right itself goes over: `odrl:transfer`, ownership in perpetuity. */
const conveyance = (content: OfferContent): JsonObject => ({
  'odrl:action': { '@id': 'odrl:transfer' },
  'odrl:constraint': [constraint('ledger:share', 'eq', content.transfer?.share ?? '1/1')],
  'odrl:duty': [compensation(content)],
});

const use = (content: OfferContent): JsonObject => ({
  'odrl:action': { '@id': 'odrl:use' },
  'odrl:constraint': constraintsOf(content),
  'odrl:duty': [compensation(content)],
});

const sublicence = ({ terms }: OfferContent): JsonObject[] =>
  terms.sublicenceDepth === 0
    ? []
    : [
        {
          'odrl:action': grantUse,
          'odrl:constraint': [constraint('ledger:depth', 'lteq', terms.sublicenceDepth)],
        },
      ];

const constraintsOf = ({ terms, metering }: OfferContent): JsonObject[] => {
  const { purposes, fields, territory, from, until } = terms;
  const { quota, unit } = metering ?? {};
  return [
    ...(purposes === undefined ? [] : [constraint('odrl:purpose', 'isAnyOf', purposes)]),
    ...(fields === undefined ? [] : [constraint('ledger:fields', 'isAnyOf', fields)]),
    ...(territory === undefined ? [] : [constraint('odrl:spatial', 'isPartOf', territory)]),
    constraint('odrl:dateTime', 'gteq', instant(`${from}T00:00:00+08:00`)),
    ...(until === undefined
      ? []
      : [constraint('odrl:dateTime', 'lteq', instant(endOfShanghaiDay(until)))]),
    ...(quota === undefined || unit === undefined
      ? []
      : [
          {
            ...constraint(
              quota.per === 'term' ? 'odrl:count' : 'ledger:countPerMonth',
              'lteq',
              quota.quantity,
            ),
            'odrl:unit': { '@id': unitOf(unit) },
          },
        ]),
  ];
};

const compensation = ({ price, pricePlan }: OfferContent): JsonObject => ({
  'odrl:action': {
    'rdf:value': { '@id': 'odrl:compensate' },
    'odrl:refinement': [
      {
        ...constraint('odrl:payAmount', 'eq', {
          '@type': 'xsd:decimal',
          '@value': price.amount.amount,
        }),
        'odrl:unit': { '@id': `urn:iso:std:iso:4217:${price.amount.currency}` },
        'ledger:vatIncluded': price.vatIncluded,
        ...(pricePlan && { 'ledger:pricePlan': { '@type': '@json', '@value': pricePlan } }),
      },
    ],
  },
});

const constraint = (
  leftOperand: string,
  operator: string,
  rightOperand: JsonValue,
): JsonObject => ({
  'odrl:leftOperand': { '@id': leftOperand },
  'odrl:operator': { '@id': `odrl:${operator}` },
  'odrl:rightOperand': rightOperand,
});

const instant = (value: string): JsonObject => ({ '@type': 'xsd:dateTime', '@value': value });

const unitOf = (unit: UsageUnit): string => `ledger:${unit}`;
