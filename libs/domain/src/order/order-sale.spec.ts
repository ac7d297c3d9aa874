import { Refused } from '../refusal.js';
import { specOf } from '../testing/decider-spec.js';
import { evolveTitle, initialTitle } from '../title/title.state.js';
import type { TitleEvent } from '../title/title.events.js';
import { isMoving } from './deal.js';
import type { OrderCommand } from './order.commands.js';
import { orderKind } from './order.decider.js';
import type { OrderEvent } from './order.events.js';
import { entitles, type PlacedOrder } from './order.state.js';
import { returnOf } from './right-return.js';
import {
  accept,
  after,
  agree,
  amend,
  cny,
  deliver,
  dispute,
  fund,
  propose,
  refund,
  resolve,
  settle,
  stateOf,
  terminate,
} from './testing/course-samples.js';
import {
  buyer,
  cancelledEvent,
  content,
  digest,
  expiresAt,
  holdingId,
  licensedEvent,
  meta,
  movedEvent,
  noteGrant,
  noteLapse,
  noteReservation,
  noteTransfer,
  orderId,
  otherDigest,
  outsider,
  place,
  placedEvent,
  refuseLicence,
  reservationId,
  reservedEvent,
  seller,
  sign,
  toHoldingId,
} from './testing/order-samples.js';

const given = specOf(orderKind.decider);
const price = '120000.00';
const contracted = [place('transfer'), noteReservation(), sign(seller), sign(buyer)];
const paid = [...contracted, fund(price)];
const moved = [...paid, noteTransfer()];
const refusing = (past: readonly OrderCommand[], command: OrderCommand): string => {
  try {
    orderKind.decider.decide(command, stateOf(after(...past)));
    return 'allowed';
  } catch (error) {
    if (error instanceof Refused) return error.code;
    throw error;
  }
};
const typesOf = (events: readonly OrderEvent[]) => events.map(({ type }) => type);
const prove = (how: 'deletion' | 'returnTransfer', isReturned: boolean): OrderCommand => ({
  type: 'ProveUseEnd',
  data: {
    orderId,
    refundNo: 1,
    how,
    proofDigest: otherDigest,
    ...(isReturned && { returned: { transferId: 'back', titleVersion: 12 } }),
  },
  meta: meta(buyer),
});

describe('a capped order', () => {
  it('is placed, keeps a place and is granted as an exclusive one', () => {
    given().when(place('capped')).then(placedEvent('capped'));
    expect(typesOf(after(place('capped'), noteReservation(), sign(seller), sign(buyer)))).toEqual([
      'OrderPlaced',
      'LicenceReservationNoted',
      'OrderSigned',
      'OrderSigned',
      'OrderContracted',
    ]);
    const signed = [place('capped'), noteReservation(), sign(seller), sign(buyer)];
    expect(refusing(signed, fund(price))).toBe('order_not_granted');
    expect(refusing([...signed, noteGrant()], fund(price))).toBe('allowed');
  });
});

describe('an order that buys the right itself', () => {
  it('is paid for first, moves then, and is delivered after that', () => {
    expect(refusing(paid, deliver())).toBe('order_not_granted');
    given(...after(...paid))
      .when(noteTransfer())
      .then(movedEvent);
    given(...after(...moved))
      .when(noteTransfer())
      .thenNothing();
    const course = [...moved, deliver(), accept(), settle()];
    expect(typesOf(after(...course)).slice(-4)).toEqual([
      'RightTransferNoted',
      'DataDelivered',
      'OrderAccepted',
      'OrderSettled',
    ]);
    given(...after(...course))
      .when(settle())
      .thenNothing();
  });

  it('moves when all of the price is there: no deposit, no part of it', () => {
    const isMovingAfter = (...past: readonly OrderCommand[]) =>
      isMoving(stateOf(after(...past)) as PlacedOrder);
    expect(isMovingAfter(...contracted, fund('119999.99'))).toBe(false);
    expect(isMovingAfter(...paid)).toBe(true);
    expect(isMovingAfter(...contracted, fund('100000.00'), amendedTo())).toBe(false);
    const reserved = [place('transfer'), noteReservation()];
    expect(refusing(reserved, propose(buyer, { deposit: cny('1.00') }))).toBe(
      'order_terms_invalid',
    );
  });

  it('is moving at once where a lower price is agreed on that is paid already', () => {
    const amended = [...contracted, fund('100000.00'), amendedTo(), agree(buyer)];
    expect(isMoving(stateOf(after(...amended)) as PlacedOrder)).toBe(true);
  });

  it('is not undone, refunded or amended while the title is about to say that it moved', () => {
    const last = [...paid, terminate(buyer, 'agreed')];
    expect(refusing(last, terminate(seller, 'agreed'))).toBe('order_transfer_pending');
    expect(refusing(paid, terminate(seller, 'byOrder'))).toBe('order_transfer_pending');
    expect(refusing(paid, refund('full'))).toBe('order_transfer_pending');
    expect(refusing(paid, refund('priceReduction', '1.00'))).toBe('order_transfer_pending');
    expect(refusing([...paid, dispute()], resolve('fullRefund'))).toBe('order_transfer_pending');
    expect(refusing([...contracted, amendedTo(), fund(price)], agree(buyer))).toBe(
      'order_transfer_pending',
    );
  });

  it('ends with what was paid given back where the title refuses, or its time runs out', () => {
    const back = { debit: `escrow:${orderId}`, credit: `payable:${buyer}`, amount: cny(price) };
    const [refused] = given(...after(...paid))
      .when(refuseLicence)
      .events();
    expect(refused).toMatchObject({ type: 'LicenceRefused', data: { postings: [back] } });
    const [lapsed] = given(...after(...paid))
      .when(noteLapse())
      .events();
    const { data: reason } = cancelledEvent('reservationLapsed');
    expect(lapsed).toEqual({ type: 'OrderCancelled', data: { ...reason, postings: [back] } });
    expect(refusing(moved, refuseLicence)).toBe('order_state_conflict');
    expect(refusing(moved, noteLapse())).toBe('order_state_conflict');
  });

  it('takes no news that it cannot have had', () => {
    expect(refusing([place('transfer'), noteReservation()], noteTransfer())).toBe(
      'order_state_conflict',
    );
    expect(refusing(contracted, noteTransfer('another'))).toBe('order_state_conflict');
    const exclusive = [place('exclusive'), noteReservation(), sign(seller), sign(buyer)];
    expect(refusing(exclusive, noteTransfer())).toBe('order_state_conflict');
    expect(refusing([place('ordinary')], noteTransfer())).toBe('order_state_conflict');
    expect(refusing(contracted, noteTransfer())).toBe('allowed');
  });

  it('notes that its reservation is held for longer, and nothing shorter', () => {
    const longer = { ...noteReservation(), data: { ...noteReservation().data } };
    longer.data.expiresAt = '2026-03-13T15:59:59.999Z';
    const noted = { ...reservedEvent, data: { ...reservedEvent.data, ...longer.data } };
    given(...after(...contracted))
      .when(longer)
      .then(noted as OrderEvent);
    expect(stateOf([...after(...contracted), noted as OrderEvent])?.stage).toBe('contracted');
    given(...after(...contracted), noted as OrderEvent)
      .when(noteReservation())
      .thenNothing();
    expect(noteReservation().data.expiresAt).toBe(expiresAt);
  });

  it('gives no licence: who has the right uses the data as its holder', () =>
    expect(entitles(stateOf(after(...moved)) as PlacedOrder)).toBe(false));

  it('binds the proceeds to the pledgees who let it go', () => {
    const pledge = {
      pledgeId: 'p-1',
      pledgeePartyId: outsider,
      consentId: 'c-1',
      proceeds: 'payDown',
      secured: cny('100.00'),
      titleVersion: 9,
    } as const;
    const told = { ...noteTransfer(), data: { ...noteTransfer().data, bound: [pledge] } };
    expect(
      typesOf(
        given(...after(...paid))
          .when(told)
          .events(),
      ),
    ).toEqual(['RightTransferNoted', 'ProceedsBound']);
    const settled = given(...after(...paid, told, deliver(), accept()))
      .when(settle())
      .events();
    expect(settled.at(-1)).toMatchObject({
      data: { payDowns: [{ pledgeId: 'p-1', amount: cny('100.00') }] },
    });
  });
});

describe('all of the price of a right that has moved', () => {
  const granted = [...moved, refund('full')];

  it('goes back when the right has gone back, which the title says', () => {
    expect(stateOf(after(...granted))?.stage).toBe('refunding');
    expect(refusing(granted, prove('deletion', false))).toBe('order_right_not_returned');
    expect(refusing(granted, prove('returnTransfer', false))).toBe('order_right_not_returned');
    expect(
      typesOf(
        given(...after(...granted))
          .when(prove('returnTransfer', true))
          .events(),
      ),
    ).toEqual(['UseEndProven', 'RefundPosted', 'OrderRefunded']);
  });

  it('so also where the contract is terminated', () => {
    const terminated = [...moved, terminate(buyer, 'agreed'), terminate(seller, 'agreed')];
    expect(stateOf(after(...terminated))?.stage).toBe('refunding');
    const ended = given(...after(...terminated))
      .when(prove('returnTransfer', true))
      .events();
    expect(ended.at(-1)).toMatchObject({ type: 'OrderTerminated', data: { reason: 'agreed' } });
  });

  it('so also by an authority’s order, which says what becomes of the right', () => {
    const byOrder = (right?: 'returns' | 'stays'): OrderCommand => {
      const command = terminate(buyer, 'byOrder');
      return { ...command, data: { ...command.data, ...(right && { right }) } } as OrderCommand;
    };
    const system = {
      ...meta('system'),
      actor: { ...meta('system').actor, role: 'system' },
    } as const;
    expect(refusing(moved, byOrder())).toBe('order_right_undecided');
    const stays = after(...moved, byOrder('stays'));
    expect(stays.at(-1)).toMatchObject({
      type: 'OrderTerminated',
      data: { reason: 'byOrder', right: 'stays' },
    });
    expect(stateOf(stays)?.balances.get(`payable:${buyer}`)).toBe(12_000_000n);
    const returns = [...moved, byOrder('returns')];
    expect(stateOf(after(...returns))).toMatchObject({ stage: 'refunding', received: 12_000_000n });
    expect(refusing(returns, prove('returnTransfer', false))).toBe('order_right_not_returned');
    for (const proof of [
      prove('returnTransfer', true),
      { ...prove('returnTransfer', true), meta: system } as OrderCommand,
    ]) {
      const ended = after(...returns, proof);
      expect(ended.at(-1)).toMatchObject({
        type: 'OrderTerminated',
        data: { reason: 'byOrder', documentDigest: digest, right: 'returns' },
      });
      expect(stateOf(ended)?.balances.get(`payable:${buyer}`)).toBe(12_000_000n);
    }
    const seen = { ...prove('returnTransfer', true), meta: system } as OrderCommand;
    given(...after(...returns, seen))
      .when(seen)
      .thenNothing();
    const licence = [place('ordinary'), sign(seller), sign(buyer), fund(price)];
    expect(refusing(licence, byOrder('returns'))).toBe('order_terms_invalid');
    // Who has opened a dispute, or waits for the return already, waits for nothing else.
    expect(
      stateOf(after(...moved, dispute(), byOrder('returns'), prove('returnTransfer', true))),
    ).toMatchObject({ stage: 'terminated' });
  });

  it('a part of it goes back without: the right stays with the buyer', () => {
    const reduced = given(...after(...moved))
      .when(refund('priceReduction', '1.00'))
      .events();
    expect(typesOf(reduced)).toEqual(['RefundGranted', 'RefundPosted']);
    const licence = [place('ordinary'), sign(seller), sign(buyer), fund(price), deliver()];
    const full = [...licence, refund('full')];
    expect(refusing(full, prove('returnTransfer', true))).toBe('order_right_not_returned');
    expect(licensedEvent.type).toBe('OrderLicensed');
  });
});

describe('the return of a right', () => {
  const { assetId } = content('transfer');
  const holders = (...list: readonly (readonly [string, string?])[]) =>
    list.map(([partyId, share]) => ({ partyId, ...(share !== undefined && { share }) }));
  const entry = (id: string, ...list: readonly (readonly [string, string?])[]) => ({
    holdingId: id,
    right: 'operation' as const,
    holders: holders(...list),
    basis: '自行采集',
    from: '2026-01-01',
  });
  const opened = (first: ReturnType<typeof entry>): TitleEvent => ({
    type: 'TitleOpened',
    data: { assetId, registrarPartyId: seller, inHouse: true, entries: [first] },
  });
  const transfer = (
    transferId: string,
    fromHoldingId: string,
    to: ReturnType<typeof entry>,
    sides: { readonly by: string; readonly transferees: readonly string[] },
    part: 'whole' | 'share' = 'whole',
  ): TitleEvent => ({
    type: 'RightTransferred',
    data: {
      assetId,
      transferId,
      fromHoldingId,
      part,
      transferorPartyIds: [sides.by],
      transfereePartyIds: sides.transferees,
      to,
      contractDigest: digest,
      consentIds: [],
      dischargedPledgeIds: [],
      endedOfferIds: [],
      endedAuthorisationIds: [],
      transfereeEvidence: [],
      on: '2026-03-02',
    },
  });
  const returned = (share: string | undefined, ...events: readonly TitleEvent[]) => {
    const order = stateOf(after(...moved)) as PlacedOrder;
    const sold = { ...order.content, transfer: share === undefined ? {} : { share } };
    return returnOf(events.reduce(evolveTitle, initialTitle()), { ...order, content: sold });
  };

  it('is a later transfer of all of it to who had it', () => {
    const past = [
      opened(entry(holdingId, [seller])),
      transfer(reservationId, holdingId, entry(toHoldingId, [buyer]), {
        by: seller,
        transferees: [buyer],
      }),
    ];
    const back = (to: string) =>
      transfer('back', toHoldingId, entry('h-3', [to]), { by: buyer, transferees: [to] });
    expect(returned(undefined, ...past)).toBeUndefined();
    expect(returned(undefined, ...past, back(outsider))).toBeUndefined();
    expect(returned(undefined, ...past, back(seller))).toEqual({
      transferId: 'back',
      titleVersion: 3,
    });
  });

  it('is of a share when the seller has as much more as he had sold', () => {
    const past = [
      opened(entry(holdingId, [seller, '2/3'], [outsider, '1/3'])),
      transfer(
        reservationId,
        holdingId,
        entry(toHoldingId, [seller, '1/6'], [outsider, '1/3'], [buyer, '1/2']),
        { by: seller, transferees: [buyer] },
        'share',
      ),
    ];
    const back = (...list: readonly (readonly [string, string])[]) =>
      transfer(
        'back',
        toHoldingId,
        entry('h-3', ...list),
        { by: buyer, transferees: [seller] },
        'share',
      );
    expect(returned('1/2', ...past)).toBeUndefined();
    expect(
      returned('1/2', ...past, back([seller, '1/3'], [outsider, '1/3'], [buyer, '1/3'])),
    ).toBeUndefined();
    expect(returned('1/2', ...past, back([seller, '2/3'], [outsider, '1/3']))).toEqual({
      transferId: 'back',
      titleVersion: 3,
    });
  });
});

function amendedTo(amount = '100000.00'): OrderCommand {
  return amend(seller, { price: { amount: cny(amount), vatIncluded: true } });
}
