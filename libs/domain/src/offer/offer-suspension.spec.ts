import type { Role } from '../decider.js';
import { specOf } from '../testing/decider-spec.js';
import { offerKind } from './offer.decider.js';
import type { OfferContent, OfferEvent } from './offer.events.js';
import { openGates, passed } from './testing/open-gates.js';

const seller = '11111111-1111-5111-8111-111111111111';
const exchange = '22222222-2222-5222-8222-222222222222';
const offerId = 'bbbbbbbb-bbbb-5bbb-8bbb-bbbbbbbbbbbb';
const holdingId = 'cccccccc-cccc-5ccc-8ccc-cccccccccccc';
const assetId = 'ffffffff-ffff-5fff-8fff-ffffffffffff';
const until = '2026-03-31';
const terms = { exclusive: false, from: '2026-03-01', sublicenceDepth: 0 };

const content: OfferContent = {
  name: '企业登记信息',
  summary: '按日更新的企业登记信息',
  assetId,
  holdingId,
  kind: 'ordinary',
  terms,
  price: { amount: { amount: '120000.00', currency: 'CNY' }, vatIncluded: true },
  delivery: 'api',
};

const meta = (role: Role, partyId: string) => ({
  actor: { person: 'person-token', partyId, role },
  now: '2026-03-02T02:00:00.000Z',
});

const reason = '级别由一般调为敏感';
const why = { offerId, ground: 'gradeRaised', reason, asset: { assetId, version: 6 } } as const;
const suspend = () => ({
  type: 'SuspendOffer' as const,
  data: why,
  meta: meta('system', 'system'),
});

const list = (role: Role, partyId: string) => ({
  type: 'ListOffer' as const,
  data: {
    offerId,
    until,
    gates: openGates,
    licensing: {
      titleVersion: 8,
      right: 'operation' as const,
      sellerHoldsEntry: true,
      authorisation: { holdingId, terms, until: '2026-06-30' },
    },
  },
  meta: meta(role, partyId),
});

const drafted: OfferEvent = {
  type: 'OfferDrafted',
  data: { offerId, sellerPartyId: seller, content },
};
const listed = (titleVersion = 7): OfferEvent => ({
  type: 'OfferListed',
  data: { offerId, sellerPartyId: seller, content, until, titleVersion, passed },
});
const suspended: OfferEvent = { type: 'OfferSuspended', data: why };
const delisted: OfferEvent = { type: 'OfferDelisted', data: { offerId, reason: '产品改版' } };

const given = specOf(offerKind.decider);

describe('suspending an offer', () => {
  it('stops a listed one, naming the evidence, once', () => {
    given(drafted, listed()).when(suspend()).then(suspended);
    given(drafted, listed(), suspended).when(suspend()).thenNothing();
  });

  it('finds no draft, and nothing to stop in one that was taken down', () => {
    given().when(suspend()).thenRefused('offer_not_found');
    given(drafted).when(suspend()).thenRefused('offer_not_found');
    given(drafted, listed(), delisted).when(suspend()).thenRefused('offer_delisted');
  });
});

describe('a suspended offer', () => {
  const history = [drafted, listed(), suspended];

  it('is listed again by its seller or the operator, against the title as it stands', () => {
    given(...history)
      .when(list('manager', seller))
      .then(listed(8));
    given(...history)
      .when(list('operator', exchange))
      .then(listed(8));
    given(...history)
      .when(list('manager', exchange))
      .thenRefused('not_the_seller');
  });

  it('by the operator is listed again by him alone, even if it was suspended before', () => {
    const stop = {
      ...{ type: 'SuspendOffer' as const, meta: meta('operator', exchange) },
      data: { offerId, ground: 'operator', reason: '待核实' } as const,
    };
    const stopped: OfferEvent = { type: 'OfferSuspended', data: stop.data };
    for (const past of [[drafted, listed()], history]) {
      given(...past)
        .when(stop)
        .then(stopped);
      given(...past, stopped)
        .when(stop)
        .thenNothing();
      given(...past, stopped)
        .when(suspend())
        .thenNothing();
      given(...past, stopped)
        .when(list('manager', seller))
        .thenRefused('offer_stopped', { offerId });
      given(...past, stopped)
        .when(list('operator', exchange))
        .then(listed(8));
    }
    given(...history, stopped, listed(8), suspended)
      .when(list('manager', seller))
      .then(listed(8));
  });

  it('is the only one that the operator lists', () =>
    given(drafted, listed()).when(list('operator', exchange)).thenRefused('not_the_seller'));

  it('can be suspended again, and taken down', () => {
    given(...history, listed(8))
      .when(suspend())
      .then(suspended);
    const data = { offerId, reason: '产品改版' };
    given(...history)
      .when({ type: 'DelistOffer', data, meta: meta('manager', seller) })
      .then(delisted);
  });
});
