import fc from 'fast-check';
import { Refused } from '../refusal.js';
import { specOf } from '../testing/decider-spec.js';
import type { LicensingEvidence } from './licensing-evidence.js';
import { offerKind } from './offer.decider.js';
import type { OfferCommand } from './offer.decider.js';
import type { OfferContent, OfferEvent } from './offer.events.js';
import type { OfferState } from './offer.state.js';
import { openGates, passed } from './testing/open-gates.js';

const seller = '11111111-1111-5111-8111-111111111111';
const other = '22222222-2222-5222-8222-222222222222';
const offerId = 'bbbbbbbb-bbbb-5bbb-8bbb-bbbbbbbbbbbb';
const holdingId = 'cccccccc-cccc-5ccc-8ccc-cccccccccccc';
const until = '2026-03-31';

const content: OfferContent = {
  name: '企业登记信息',
  summary: '按日更新的企业登记信息',
  assetId: 'ffffffff-ffff-5fff-8fff-ffffffffffff',
  holdingId,
  kind: 'ordinary',
  terms: {
    exclusive: false,
    purposes: ['反欺诈', '信贷'],
    from: '2026-03-01',
    until: '2026-12-31',
    sublicenceDepth: 0,
  },
  price: { amount: { amount: '120000.00', currency: 'CNY' }, vatIncluded: true },
  delivery: 'api',
};

const meta = (partyId = seller, now = '2026-03-02T02:00:00.000Z') => ({
  actor: { person: 'person-token', partyId, role: 'manager' as const },
  now,
});

const draft = (more: Partial<OfferContent> = {}) => ({
  type: 'DraftOffer' as const,
  data: { offerId, content: { ...content, ...more } },
  meta: meta(),
});

const list = (more: Partial<LicensingEvidence> = {}, day = until, by = seller, now?: string) => ({
  type: 'ListOffer' as const,
  data: {
    offerId,
    until: day,
    gates: openGates,
    licensing: {
      titleVersion: 7,
      right: 'operation' as const,
      sellerHoldsEntry: true,
      authorisation: { holdingId, terms: content.terms, until: '2026-06-30' },
      ...more,
    },
  },
  meta: meta(by, now),
});

const delist = (by = seller) => ({
  type: 'DelistOffer' as const,
  data: { offerId, reason: '产品改版' },
  meta: meta(by),
});

const drafted: OfferEvent = {
  type: 'OfferDrafted',
  data: { offerId, sellerPartyId: seller, content },
};
const listed: OfferEvent = {
  type: 'OfferListed',
  data: { offerId, sellerPartyId: seller, content, until, titleVersion: 7, passed },
};
const delisted: OfferEvent = { type: 'OfferDelisted', data: { offerId, reason: '产品改版' } };

const given = specOf(offerKind.decider);

describe('drafting an offer', () => {
  it('records what is offered, with the price in full', () => {
    given().when(draft()).then(drafted);
    const price = { amount: { amount: '120000', currency: 'CNY' as const }, vatIncluded: true };
    given().when(draft({ price })).then(drafted);
  });

  it('is refused under an id that is taken', () =>
    given(drafted).when(draft()).thenRefused('offer_already_drafted'));

  it('takes a price of zero and refuses one below', () => {
    const price = (amount: string) => ({
      price: { amount: { amount, currency: 'CNY' as const }, vatIncluded: true },
    });
    expect(
      given()
        .when(draft(price('0.00')))
        .events(),
    ).toHaveLength(1);
    given()
      .when(draft(price('-0.01')))
      .thenRefused('price_negative');
  });

  it('refuses terms that contradict the kind of the deal', () => {
    given()
      .when(draft({ kind: 'exclusive' }))
      .thenRefused('deal_kind_contradicts_terms');
    given()
      .when(draft({ terms: { ...content.terms, exclusive: true } }))
      .thenRefused('deal_kind_contradicts_terms');
  });

  it('takes a licence of one day and refuses one that ends before it begins', () => {
    const ending = (day: string) => draft({ terms: { ...content.terms, until: day } });
    expect(given().when(ending('2026-03-01')).events()).toHaveLength(1);
    given().when(ending('2026-02-28')).thenRefused('licence_term_reversed');
  });
});

describe('listing an offer', () => {
  it('puts it up, naming the title version it was checked against', () =>
    given(drafted).when(list()).then(listed));

  it('says nothing when it stands to the same day, and refuses another day', () => {
    given(drafted, listed).when(list()).thenNothing();
    given(drafted, listed).when(list({}, '2026-04-01')).thenRefused('offer_already_listed');
    given(drafted, listed, delisted).when(list()).thenRefused('offer_delisted');
  });

  it('hides another organisation’s draft', () => {
    given(drafted)
      .when(list({}, until, other))
      .thenRefused('offer_not_found');
    given().when(list()).thenRefused('offer_not_found');
  });

  it('ends today at the earliest and with the licence at the latest', () => {
    expect(given(drafted).when(list({}, '2026-03-02')).events()).toHaveLength(1);
    given(drafted).when(list({}, '2026-03-01')).thenRefused('listing_until_out_of_range');
    expect(given(drafted).when(list({}, '2026-12-31')).events()).toHaveLength(1);
    given(drafted).when(list({}, '2027-01-01')).thenRefused('listing_until_out_of_range');
    given(drafted).when(list({}, '2026-02-30')).thenRefused('listing_until_out_of_range');
  });

  it('needs an entry that the seller holds and that can be licensed', () => {
    given(drafted)
      .when(list({ sellerHoldsEntry: false }))
      .thenRefused('seller_holds_no_entry');
    given(drafted)
      .when(list({ right: 'processing' }))
      .thenRefused('entry_not_licensable');
  });

  it('needs the holder’s authorisation for this offer, on these terms, in time', () => {
    const reason = (why: string, more: object = {}) => ({
      reason: why,
      holdingId,
      titleVersion: 7,
      ...more,
    });
    const { authorisation, ...none } = list().data.licensing;
    given(drafted)
      .when({ ...list(), data: { offerId, until, gates: openGates, licensing: none } })
      .thenRefused('licensing_not_open', reason('notAuthorised'));
    given(drafted)
      .when(list({ authorisation: { ...authorisation, holdingId: 'another' } }))
      .thenRefused('licensing_not_open', reason('otherTerms'));
    given(drafted)
      .when(list({ authorisation: { ...authorisation, until: '2026-03-01' } }))
      .thenRefused('licensing_not_open', reason('authorisationEnded', { until: '2026-03-01' }));
    expect(
      given(drafted)
        .when(list({ authorisation: { ...authorisation, until: '2026-03-02' } }))
        .events(),
    ).toHaveLength(1);
  });

  it('passes the gates of trading, and says on what', () =>
    given(drafted)
      .when({
        ...list(),
        data: { ...list().data, gates: { ...openGates, label: { grade: 'core' } } },
      })
      .thenRefused('core_data_not_tradable'));

  it('is refused while the entry is pledged or barred, naming by what', () =>
    given(drafted)
      .when(list({ suspendedBy: { pledgeIds: ['p-1'], barIds: ['b-1'] } }))
      .thenRefused('licensing_not_open', {
        reason: 'suspended',
        holdingId,
        titleVersion: 7,
        pledgeIds: ['p-1'],
        barIds: ['b-1'],
      }));
});

describe('taking an offer down', () => {
  it('is for the seller, once', () => {
    given(drafted, listed).when(delist()).then(delisted);
    given(drafted, listed, delisted).when(delist()).thenNothing();
    given(drafted, listed).when(delist(other)).thenRefused('not_the_seller');
    given(drafted).when(delist()).thenRefused('offer_not_standing');
    given(drafted).when(delist(other)).thenRefused('offer_not_found');
  });
});

describe('any history of an offer', () => {
  const { initialState, evolve, decide } = offerKind.decider;
  const commands: readonly OfferCommand[] = [
    draft(),
    list(),
    list({ suspendedBy: { barIds: ['b-1'] } }),
    list({}, '2026-04-01'),
    list({}, until, other),
    delist(),
    delist(other),
  ];
  const tried = (command: OfferCommand, state: OfferState): readonly OfferEvent[] => {
    try {
      return decide(command, state);
    } catch (error) {
      if (error instanceof Refused) return [];
      throw error;
    }
  };

  it('is drafted, listed and taken down at most once, in this order', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...commands), { maxLength: 20 }), (history) => {
        const log: OfferEvent[] = [];
        for (const command of history) {
          log.push(...tried(command, log.reduce(evolve, initialState())));
        }
        const types = log.map(({ type }) => type);
        const whole = ['OfferDrafted', 'OfferListed', 'OfferDelisted'];
        expect(types).toEqual(whole.slice(0, types.length));
      }),
    );
  });
});
