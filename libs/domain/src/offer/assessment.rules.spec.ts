import { faultsOf } from '../policy/policy.shape.js';
import { specOf } from '../testing/decider-spec.js';
import type { AssessOffer } from './assessment.rules.js';
import type { AssessorFound } from './assessor.js';
import { type AssessorAdmission, assessorPolicy } from './assessor.policy.js';
import { offerKind } from './offer.decider.js';
import type { OfferEvent } from './offer.events.js';

const seller = '11111111-1111-5111-8111-111111111111';
const assessor = '22222222-2222-5222-8222-222222222222';
const offerId = 'bbbbbbbb-bbbb-5bbb-8bbb-bbbbbbbbbbbb';
const heads = {
  basicInformation: 'conforming',
  lawfulness: 'conforming',
  tradability: 'conforming',
} as const;

const content = {
  name: '企业登记信息',
  summary: '按日更新的企业登记信息',
  assetId: 'a',
  holdingId: 'h',
  kind: 'ordinary',
  terms: { exclusive: false, from: '2026-03-01', sublicenceDepth: 0 },
  price: { amount: { amount: '120000.00', currency: 'CNY' }, vatIncluded: true },
  delivery: 'api',
} as const;
const drafted: OfferEvent = {
  type: 'OfferDrafted',
  data: { offerId, sellerPartyId: seller, content },
};
const listed: OfferEvent = {
  type: 'OfferListed',
  data: { offerId, sellerPartyId: seller, content, until: '2026-12-31', titleVersion: 1 },
};
const said = {
  offerId,
  assessmentId: 'x',
  assessorPartyId: assessor,
  scope: '来源与授权链',
  heads,
  reportDigest: 'a'.repeat(64),
  issuedOn: '2026-03-02',
  validUntil: '2026-12-31',
};
const admitted = (
  content: AssessorAdmission = { matters: ['opinion'] },
  more: Partial<AssessorFound> = {},
): AssessorFound => ({
  ...{ isRegistered: true, standsFor: [assessor], admission: { version: 3, content } },
  ...more,
});
const assess = (
  more: Partial<AssessOffer['data']> = {},
  by: { readonly partyId: string; readonly role: 'manager' | 'operator' } = {
    partyId: seller,
    role: 'manager',
  },
): AssessOffer => ({
  type: 'AssessOffer',
  data: { ...said, assessor: admitted(), ...more },
  meta: { actor: { person: 'person-token', ...by }, now: '2026-03-02T02:00:00.000Z' },
});
const operator = { partyId: 'o', role: 'operator' } as const;
const kept = { ...said, admissionVersion: 3 };
const assessed = { type: 'OfferAssessed', data: { ...kept, opinion: 'positive' } } as const;

const given = specOf(offerKind.decider);

describe('the compliance assessment of an offer', () => {
  it('is positive exactly where every head conforms', () => {
    given(drafted).when(assess()).then(assessed);
    const negative = { ...heads, lawfulness: 'notConforming' } as const;
    given(drafted)
      .when(assess({ heads: negative }))
      .then({ type: 'OfferAssessed', data: { ...kept, heads: negative, opinion: 'negative' } });
  });

  it('is on the edition that it names, or on the one that is offered', () => {
    const edition = '2026年10月版';
    const offered: OfferEvent = {
      type: 'OfferDrafted',
      data: {
        offerId,
        sellerPartyId: seller,
        content: { ...content, edition: { label: edition } },
      },
    };
    const of = (label: string) => ({ ...assessed, data: { ...assessed.data, edition: label } });
    given(offered).when(assess()).then(of(edition));
    given(offered)
      .when(assess({ edition: '2026年11月版' }))
      .then(of('2026年11月版'));
    given(offered, of(edition)).when(assess()).thenNothing();
    given(drafted, of(edition)).when(assess()).then(assessed);
  });

  it('suspends a listed offer when it is negative', () => {
    const negative = { ...heads, tradability: 'notConforming' } as const;
    given(drafted, listed)
      .when(assess({ heads: negative }))
      .then(
        { type: 'OfferAssessed', data: { ...kept, heads: negative, opinion: 'negative' } },
        {
          type: 'OfferSuspended',
          data: { offerId, ground: 'opinionNegative', reason: said.scope },
        },
      );
  });

  it('says nothing twice', () => {
    given(drafted, assessed).when(assess()).thenNothing();
  });

  it('is the seller’s to record, and the operator’s once the offer was in the open', () => {
    given(drafted).when(assess({}, operator)).thenRefused('offer_not_found');
    given(drafted, listed).when(assess({}, operator)).then(assessed);
    const stranger = { partyId: assessor, role: 'manager' } as const;
    given(drafted, listed).when(assess({}, stranger)).thenRefused('not_the_seller');
  });

  it('comes from a registered third party', () => {
    given(drafted)
      .when(assess({ assessorPartyId: seller }))
      .thenRefused('assessor_is_the_seller');
    given(drafted)
      .when(assess({ assessor: admitted(undefined, { isRegistered: false }) }))
      .thenRefused('assessor_not_registered');
  });

  it('comes from no organisation that stands in the seller’s place', () => {
    given(drafted)
      .when(assess({ assessor: admitted(undefined, { standsFor: [assessor, seller] }) }))
      .thenRefused('assessor_is_the_seller');
  });

  it('comes from whom the exchange has admitted, to the last day of that', () => {
    const { admission: _, ...nobody } = admitted();
    const lacks = { assessorPartyId: assessor, lacks: ['opinion'] };
    given(drafted)
      .when(assess({ assessor: nobody }))
      .thenRefused('assessor_not_admitted', lacks);
    given(drafted)
      .when(assess({ assessor: admitted({ matters: [] }) }))
      .thenRefused('assessor_not_admitted', lacks);
    const until = (day: string) => admitted({ matters: ['opinion'], until: day });
    given(drafted)
      .when(assess({ assessor: until('2026-03-02') }))
      .then(assessed);
    given(drafted)
      .when(assess({ assessor: until('2026-03-01') }))
      .thenRefused('assessor_not_admitted', lacks);
  });

  it.each([
    ['riskAssessment', { riskAssessmentDigest: 'c'.repeat(64) }],
    ['anonymisation', { isAnonymised: true }],
  ] as const)(
    'comes from whom it has admitted for %s, too, where it speaks of that',
    (matter, found) => {
      given(drafted)
        .when(assess(found))
        .thenRefused('assessor_not_admitted', { assessorPartyId: assessor, lacks: [matter] });
      const both: AssessorAdmission = { matters: ['opinion', matter] };
      expect(faultsOf(assessorPolicy.shape, both)).toEqual([]);
      given(drafted)
        .when(assess({ ...found, assessor: admitted(both) }))
        .then({ type: 'OfferAssessed', data: { ...kept, ...found, opinion: 'positive' } });
    },
  );

  it('was issued by today and not after its own last day', () => {
    given(drafted)
      .when(assess({ validUntil: '2026-03-02' }))
      .then({
        type: 'OfferAssessed',
        data: { ...kept, validUntil: '2026-03-02', opinion: 'positive' },
      });
    given(drafted)
      .when(assess({ validUntil: '2026-03-01' }))
      .thenRefused('assessment_dates_wrong');
    given(drafted)
      .when(assess({ issuedOn: '2026-03-03' }))
      .thenRefused('assessment_dates_wrong');
  });

  it('comes too late when the offer has been taken down', () => {
    const delisted: OfferEvent = { type: 'OfferDelisted', data: { offerId, reason: '产品改版' } };
    given(drafted, listed, delisted).when(assess()).thenRefused('offer_delisted');
  });
});
