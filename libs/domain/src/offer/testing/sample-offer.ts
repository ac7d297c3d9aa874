import type { Meta } from '../../decider.js';
import type { OfferContent, OfferEvent } from '../offer.events.js';
import { passed } from './open-gates.js';

export const seller = '11111111-1111-5111-8111-111111111111';
export const stranger = '22222222-2222-5222-8222-222222222222';
export const offerId = 'bbbbbbbb-bbbb-5bbb-8bbb-bbbbbbbbbbbb';
export const holdingId = 'cccccccc-cccc-5ccc-8ccc-cccccccccccc';
export const until = '2026-03-31';

/** An ordinary offer without anything that it need not say. */
export const content: OfferContent = {
  name: '企业登记信息',
  summary: '按日更新的企业登记信息',
  assetId: 'ffffffff-ffff-5fff-8fff-ffffffffffff',
  holdingId,
  kind: 'ordinary',
  terms: { exclusive: false, purposes: ['信贷'], from: '2026-03-01', sublicenceDepth: 0 },
  price: { amount: { amount: '120000.00', currency: 'CNY' }, vatIncluded: true },
  delivery: 'api',
};

export const meta = (partyId = seller, role: Meta['actor']['role'] = 'manager'): Meta => ({
  actor: { person: 'person-token', partyId, role },
  now: '2026-03-02T02:00:00.000Z',
});

export const drafted = (more: Partial<OfferContent> = {}): OfferEvent => ({
  type: 'OfferDrafted',
  data: { offerId, sellerPartyId: seller, content: { ...content, ...more } },
});

export const listed = (more: Partial<OfferContent> = {}): OfferEvent => ({
  type: 'OfferListed',
  data: {
    ...{ offerId, sellerPartyId: seller, content: { ...content, ...more } },
    ...{ until, titleVersion: 7, passed },
  },
});
