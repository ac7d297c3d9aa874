import type { JsonObject, JsonValue } from '../json.js';
import { odrlProfile, usagePolicy, type PolicyOf } from '../offer/usage-policy.js';
import { refuse } from '../refusal.js';
import {
  asOrdered,
  type Demand,
  demandsOf,
  includesAll,
  isPrice,
  isPurpose,
  local,
} from './policy-demands.js';

/** A rule of a policy as the Dataspace Protocol spells it: names in place of nodes. */
export type PolicyRule = {
  readonly action: string;
  readonly constraint?: readonly JsonObject[];
};

type PolicyRules = {
  readonly permission?: readonly PolicyRule[];
  readonly prohibition?: readonly PolicyRule[];
  readonly obligation?: readonly PolicyRule[];
};

/** An offer in a message; in a catalogue its target is the data set around it. */
export type PolicyOffer = PolicyRules & {
  readonly '@id': string;
  readonly '@type': 'Offer';
  readonly profile?: string;
  readonly target?: string;
};

/** What both sides are bound by. */
export type PolicyAgreement = PolicyRules & {
  readonly '@id': string;
  readonly '@type': 'Agreement';
  readonly profile?: string;
  readonly target: string;
  readonly assigner: string;
  readonly assignee: string;
  /** RFC 3339 instant. */
  readonly timestamp: string;
};

/** A purpose of an order that neither side has narrowed. */
export const anyPurpose = '任何合法用途';

const payAmount = 'payAmount';
const ownTerm = (name: string): string => `${odrlProfile}#${name}`;

/** The policy of an offer (`docs/odrl-profile.md`) in the protocol's spelling. */
export const dataspaceOffer = (offer: PolicyOf): PolicyOffer => {
  const policy = usagePolicy(offer) as unknown as JsonObject;
  const permissions = objects(policy['odrl:permission']);
  const prohibitions = objects(policy['odrl:prohibition']).map(ruleOf);
  const duties = permissions.flatMap((rule) => objects(rule['odrl:duty']).map(ruleOf));
  const wide = scalarsOf(policy);
  const permission = permissions.map((rule, index) =>
    index === 0 ? withConstraints(ruleOf(rule), wide) : ruleOf(rule),
  );
  return {
    '@id': String(policy['@id']),
    '@type': 'Offer',
    profile: odrlProfile,
    permission,
    ...(prohibitions.length > 0 && { prohibition: prohibitions }),
    ...(duties.length > 0 && { obligation: duties }),
  };
};

const objects = (value: JsonValue | undefined): readonly JsonObject[] =>
  Array.isArray(value) ? (value as readonly JsonObject[]) : [];

const withConstraints = (rule: PolicyRule, more: readonly JsonObject[]): PolicyRule =>
  more.length === 0 ? rule : { ...rule, constraint: [...(rule.constraint ?? []), ...more] };

/** A duty's action may carry refinements: the protocol knows constraints only. */
const ruleOf = (rule: JsonObject): PolicyRule => {
  const action = rule['odrl:action'] as JsonObject;
  const refined = objects(action['odrl:refinement']);
  const constraint = [...objects(rule['odrl:constraint']), ...refined].flatMap(constraintOf);
  const name = plain(action['rdf:value'] ?? action);
  return { action: String(name), ...(constraint.length > 0 && { constraint }) };
};

const constraintOf = (constraint: JsonObject): readonly JsonObject[] => {
  const unit = constraint['odrl:unit'];
  return [
    {
      leftOperand: plain(constraint['odrl:leftOperand']),
      operator: plain(constraint['odrl:operator']),
      rightOperand: plain(constraint['odrl:rightOperand']),
      ...(unit !== undefined && { unit: plain(unit) }),
    },
    ...scalarsOf(constraint),
  ];
};

/** Terms of our profile that stand beside: each a constraint of its own, so that none is lost. */
const scalarsOf = (node: JsonObject): readonly JsonObject[] =>
  Object.entries(node).flatMap(([name, value]) =>
    name.startsWith('ledger:')
      ? [{ leftOperand: expanded(name), operator: 'eq', rightOperand: plain(value) }]
      : [],
  );

const expanded = (name: string): string => {
  if (name.startsWith('odrl:')) return name.slice('odrl:'.length);
  return name.startsWith('ledger:') ? ownTerm(name.slice('ledger:'.length)) : name;
};

/**
 * Nodes become names, typed values their text. The protocol would take objects as well; JSON-LD loses
 * members that no context names, and EDC then takes nothing of the catalogue: JSON goes as text.
 */
const plain = (value: JsonValue | undefined): JsonValue => {
  if (typeof value === 'string') return expanded(value);
  if (typeof value !== 'object' || value === null) return String(value ?? '');
  if (Array.isArray(value)) return (value as readonly JsonValue[]).map(plain);
  const { '@id': id, '@value': text, '@type': type } = value as JsonObject;
  if (type === '@json') return JSON.stringify(inOrder(text));
  if (id !== undefined || text !== undefined) return plain(id ?? text);
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [expanded(key), plain(member)]),
  );
};

/** Members by their names: the same content is the same text, wherever it was kept. */
const inOrder = (value: JsonValue | undefined): JsonValue | undefined => {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    return (value as readonly JsonValue[]).map((member) => inOrder(member) ?? null);
  }
  const members = Object.entries(value as JsonObject).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(members.map(([name, member]) => [name, inOrder(member)]));
};

/** Whether two policies demand the same, whatever their spelling. */
export const samePolicy = (a: PolicyRules, b: PolicyRules): boolean => {
  const [left, right] = [demandsOf(a), demandsOf(b)];
  return includesAll(left, right) && includesAll(right, left);
};

const neither = (demand: Demand): boolean => !isPrice(demand) && !isPurpose(demand);

const valuesOf = (demands: readonly Demand[]): readonly string[] =>
  demands.flatMap(([, , , , value]) =>
    Array.isArray(value) ? value.map(String) : [String(value)],
  );

/** What a consumer's request comes to, measured by the offer that stands. */
export interface ReadRequest {
  /** The offer with the consumer's purpose and price in it. */
  readonly offer: PolicyOffer;
  /** The purpose of the order. */
  readonly purpose: string;
  /** Another price than the one that stands, two decimals. */
  readonly price?: string;
}

/**
 * Reads a request. Of the terms a consumer may narrow the purpose and name another price; an offer
 * that only says `use` means the one whose id it has. Refuses `dataspace_offer_differs`,
 * `dataspace_purpose_needed`.
 */
export const readRequest = (standing: PolicyOffer, asked: PolicyOffer): ReadRequest => {
  const [ours, theirs] = [demandsOf(standing), demandsOf(asked)];
  const isReference = theirs.every(([kind, , operand]) => kind === 'permission' && operand === '');
  const rest = theirs.filter(neither);
  const stated = ours.filter(neither);
  const [about, named] = [standing.target, asked.target].map((one) =>
    one?.replace(/^urn:uuid:/, ''),
  );
  const isElsewhere = about !== undefined && named !== undefined && about !== named;
  const differs =
    isElsewhere || (!isReference && !(includesAll(rest, stated) && includesAll(stated, rest)));
  if (differs) return refuse('dataspace_offer_differs', { offerId: asked['@id'] });
  const allowed = valuesOf(ours.filter(isPurpose));
  const wanted = valuesOf(theirs.filter(isPurpose));
  if (allowed.length > 0 && wanted.some((one) => !allowed.includes(one))) {
    return refuse('purpose_outside_terms', { offerId: asked['@id'], purposes: allowed });
  }
  const purposes = wanted.length > 0 ? wanted : allowed;
  if (purposes.length > 1) return refuse('dataspace_purpose_needed', { purposes });
  const price = priceAsked(asked);
  const isOther = price !== undefined && price !== priceAsked(standing);
  const narrowed = wanted.length === 0 ? standing : withPurpose(standing, wanted);
  const priced = isOther ? withPrice(narrowed, price) : narrowed;
  return {
    offer: isReference ? priced : { ...priced, ...asOrdered(priced, asked) },
    purpose: purposes[0] ?? anyPurpose,
    ...(isOther && { price }),
  };
};

/** The amount that a policy demands, two decimals; `undefined`: none. */
export const priceAsked = (policy: PolicyRules): string | undefined => {
  const [amount] = valuesOf(demandsOf(policy).filter(isPrice));
  if (amount === undefined) return undefined;
  const [, whole, decimals = ''] = /^(\d{1,13})(?:\.(\d{1,2}))?$/.exec(amount) ?? [];
  if (whole === undefined) return refuse('dataspace_price_invalid', { amount });
  return `${BigInt(whole)}.${decimals.padEnd(2, '0')}`;
};

/** The same policy at another price. */
export const withPrice = <P extends PolicyRules>(policy: P, amount: string): P => ({
  ...policy,
  ...(policy.obligation && {
    obligation: policy.obligation.map((rule) => ({
      ...rule,
      ...(rule.constraint && {
        constraint: rule.constraint.map((one) =>
          local(one['leftOperand']) === payAmount ? { ...one, rightOperand: amount } : one,
        ),
      }),
    })),
  }),
});

const withPurpose = (policy: PolicyOffer, purposes: readonly string[]): PolicyOffer => {
  const isOf = (one: JsonObject): boolean => local(one['leftOperand']) === 'purpose';
  const own = { leftOperand: 'purpose', operator: 'isAnyOf', rightOperand: [...purposes] };
  const [use, ...others] = policy.permission ?? [];
  const rest = (use?.constraint ?? []).filter((one) => !isOf(one));
  return {
    ...policy,
    permission: [{ action: 'use', ...use, constraint: [own, ...rest] }, ...others],
  };
};

/** What both are bound by, once the provider agrees to an offer. */
export const agreementOf = (
  { permission, prohibition, obligation, profile }: PolicyOffer,
  bound: Pick<PolicyAgreement, '@id' | 'target' | 'assigner' | 'assignee' | 'timestamp'>,
): PolicyAgreement => ({
  '@type': 'Agreement',
  ...bound,
  ...(profile !== undefined && { profile }),
  ...(permission && { permission }),
  ...(prohibition && { prohibition }),
  ...(obligation && { obligation }),
});
