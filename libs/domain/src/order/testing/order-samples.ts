import type { Role } from '../../decider.js';
import type { LicensingEvidence } from '../../offer/licensing-evidence.js';
import type { DealKind, OfferContent } from '../../offer/offer.events.js';
import type { Money } from '../../money.js';
import type { OfferEvidence } from '../order.commands.js';
import type { OrderEvent } from '../order.events.js';
import { listedTerms } from '../terms.js';
import { openGates, passed } from '../../offer/testing/open-gates.js';

/** Literal facts for the specs of orders: one seller, one buyer, one contract. */
export const seller = '11111111-1111-5111-8111-111111111111';
export const buyer = '22222222-2222-5222-8222-222222222222';
export const outsider = '33333333-3333-5333-8333-333333333333';
export const orderId = 'aaaaaaaa-aaaa-5aaa-8aaa-aaaaaaaaaaaa';
export const offerId = 'bbbbbbbb-bbbb-5bbb-8bbb-bbbbbbbbbbbb';
export const holdingId = 'cccccccc-cccc-5ccc-8ccc-cccccccccccc';
export const reservationId = 'dddddddd-dddd-5ddd-8ddd-dddddddddddd';
export const licenceId = 'eeeeeeee-eeee-5eee-8eee-eeeeeeeeeeee';
export const digest = 'd'.repeat(64);
export const otherDigest = 'e'.repeat(64);
export const expiresAt = '2026-03-03T02:00:00.000Z';

export const meta = (
  partyId: string,
  now = '2026-03-02T02:00:00.000Z',
  role: Role = 'manager',
) => ({ actor: { person: 'person-token', partyId, role }, now });

export const content = (kind: DealKind, more: Partial<OfferContent> = {}): OfferContent => ({
  name: '企业登记信息',
  summary: '按日更新的企业登记信息',
  assetId: 'ffffffff-ffff-5fff-8fff-ffffffffffff',
  holdingId,
  kind,
  terms: { exclusive: kind === 'exclusive', from: '2026-03-01', sublicenceDepth: 0 },
  price: { amount: { amount: '120000.00', currency: 'CNY' }, vatIncluded: true },
  delivery: 'api',
  ...(kind === 'capped' && { cap: 2 }),
  ...(kind === 'transfer' && { transfer: {} }),
  ...more,
});

const listedOffer = (kind: DealKind, more: Partial<OfferEvidence> = {}): OfferEvidence => ({
  offerId,
  version: 2,
  stage: 'listed',
  sellerPartyId: seller,
  content: content(kind),
  until: '2026-03-31',
  ...more,
});

export const openTitle = (
  kind: DealKind,
  more: Partial<LicensingEvidence> = {},
): LicensingEvidence => ({
  titleVersion: 7,
  right: 'operation',
  sellerHoldsEntry: true,
  authorisation: { holdingId, terms: content(kind).terms, until: '2026-12-31' },
  ...more,
});

const purpose = '信贷风险评估';

export const placedEvent = (kind: DealKind): OrderEvent => ({
  type: 'OrderPlaced',
  data: {
    orderId,
    offerId,
    offerVersion: 2,
    sellerPartyId: seller,
    buyerPartyId: buyer,
    content: content(kind),
    purpose,
    terms: listedTerms(content(kind)),
    passed,
  },
});

export const licensedEvent: OrderEvent = {
  type: 'OrderLicensed',
  // The 1st of April 2026 is thirty days later, a Wednesday.
  data: { orderId, licenceId, titleVersion: 7, signUntil: '2026-04-01' },
};

export const reservedEvent: OrderEvent = {
  type: 'LicenceReservationNoted',
  data: { orderId, reservationId, titleVersion: 8, expiresAt },
};

export const refusedEvent: OrderEvent = {
  type: 'LicenceRefused',
  data: { orderId, code: 'entry_pledged', obstacles: { pledgeIds: ['p-1'] }, titleVersion: 8 },
};

export const signedEvent = (side: 'seller' | 'buyer', contractDigest = digest): OrderEvent => ({
  type: 'OrderSigned',
  data: { orderId, side, partyId: side === 'seller' ? seller : buyer, contractDigest },
});

const cny = (amount: string): Money => ({ amount, currency: 'CNY' });

export const contractedEvent: OrderEvent = {
  type: 'OrderContracted',
  data: {
    orderId,
    contractDigest: digest,
    on: '2026-03-02',
    fundingUntil: '2026-03-12',
    postings: [
      { debit: `receivable:${buyer}`, credit: `due:${orderId}`, amount: cny('120000.00') },
    ],
  },
};

/** What takes back the price of a contract that is no more. */
export const undue = {
  postings: [{ debit: `due:${orderId}`, credit: `receivable:${buyer}`, amount: cny('120000.00') }],
};

export const grantedEvent: OrderEvent = {
  type: 'LicenceGrantNoted',
  data: { orderId, grantId: reservationId, titleVersion: 9 },
};

export const cancelledEvent = (
  reason: 'withdrawnByBuyer' | 'withdrawnBySeller' | 'reservationLapsed' = 'withdrawnByBuyer',
): OrderEvent => ({ type: 'OrderCancelled', data: { orderId, reason } });

export const place = (
  kind: DealKind,
  more: {
    readonly offer?: Partial<OfferEvidence>;
    readonly title?: Partial<LicensingEvidence>;
    readonly purpose?: string;
    readonly by?: string;
    readonly now?: string;
  } = {},
) => ({
  type: 'PlaceOrder' as const,
  data: {
    orderId,
    offer: listedOffer(kind, more.offer),
    gates: openGates,
    purpose: more.purpose ?? purpose,
    licenceId,
    ...(kind === 'ordinary' ? { licensing: openTitle(kind, more.title) } : {}),
  },
  meta: meta(more.by ?? buyer, more.now),
});

export const sign = (by: string, contractDigest = digest, now?: string) => ({
  type: 'SignContract' as const,
  data: { orderId, contractDigest },
  meta: meta(by, now),
});

export const cancel = (by: string) => ({
  type: 'CancelOrder' as const,
  data: { orderId },
  meta: meta(by),
});

const system = meta('exchange', undefined, 'system');

export const noteReservation = (id = reservationId) => ({
  type: 'NoteReservation' as const,
  data: { orderId, reservationId: id, titleVersion: 8, expiresAt },
  meta: system,
});

export const refuseLicence = {
  type: 'RefuseLicence' as const,
  data: { orderId, code: 'entry_pledged', obstacles: { pledgeIds: ['p-1'] }, titleVersion: 8 },
  meta: system,
};

export const noteGrant = (grantId = reservationId) => ({
  type: 'NoteGrant' as const,
  data: { orderId, grantId, titleVersion: 9 },
  meta: system,
});

export const noteLapse = (id = reservationId) => ({
  type: 'NoteReservationLapse' as const,
  data: { orderId, reservationId: id },
  meta: system,
});

export const toHoldingId = 'cccccccc-cccc-5ccc-8ccc-dddddddddddd';

export const noteTransfer = (transferId = reservationId) => ({
  type: 'NoteTransfer' as const,
  data: { orderId, transferId, toHoldingId, titleVersion: 9 },
  meta: system,
});

export const movedEvent: OrderEvent = {
  type: 'RightTransferNoted',
  data: { orderId, transferId: reservationId, toHoldingId, titleVersion: 9 },
};
