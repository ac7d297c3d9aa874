import { specOf } from '../testing/decider-spec.js';
import { holdsMax, walletKind } from './wallet.decider.js';
import { fundsAt } from './wallet.state.js';
import {
  capture,
  captured,
  credit,
  credited,
  debit,
  debited,
  heldEvent,
  hold,
  lapsed,
  lapsing,
  now,
  orderId,
  outsider,
  owner,
  tomorrow,
  voided,
  voiding,
} from './testing/wallet-samples.js';

const given = specOf(walletKind.decider);
const justBefore = '2026-03-17T01:59:59.999Z';

describe('money in and out', () => {
  it('is paid in and paid back, as far as it is free', () => {
    given().when(credit(100)).then(credited(100));
    given(credited(100)).when(debit(100)).then(debited(100));
    given(credited(100))
      .when(debit(101))
      .thenRefused('wallet_funds_short', { available: '1.00', wanted: '1.01' });
    given(credited(100), heldEvent(40)).when(debit(61)).thenRefused('wallet_funds_short');
  });

  it.each([
    ['paid in', credit(0)],
    ['paid out', debit(0)],
    ['held', hold(0)],
  ])('is more than nothing when it is %s', (_, command) =>
    given(credited(100)).when(command).thenRefused('wallet_amount_zero'),
  );

  it('is more than nothing when it is captured', () =>
    given(credited(100), heldEvent(40)).when(capture(0)).thenRefused('wallet_amount_zero'));
});

describe('a hold', () => {
  const funded = given(credited(100));

  it('takes what is free out of reach until it ends', () => {
    funded.when(hold(100)).then(heldEvent(100));
    funded.when(hold(101)).thenRefused('wallet_funds_short');
    given(credited(100), heldEvent(60))
      .when(hold(41, { holdId: 'h-2' }))
      .thenRefused('wallet_funds_short', { available: '0.40', wanted: '0.41' });
  });

  it('is placed by the owner, who stands in his place, or the operator', () => {
    funded.when(hold(1, { standsFor: [outsider, owner] })).then(heldEvent(1));
    funded.when(hold(1, { role: 'operator', standsFor: [outsider] })).then(heldEvent(1));
    funded.when(hold(1, { standsFor: [outsider] })).thenRefused('wallet_not_found');
  });

  it('is for an order of the owner’s that goes on', () => {
    const code = 'hold_without_order';
    funded.when(hold(1, { order: { hasEnded: true } })).thenRefused(code, { orderId });
    funded.when(hold(1, { order: { buyerPartyId: outsider } })).thenRefused(code, { orderId });
  });

  it('ends later than now and within the policy; without an end, as the policy says', () => {
    const latest = '2026-09-12T02:00:00.000Z';
    const code = 'hold_until_unsound';
    funded.when(hold(1, { expiresAt: latest })).then(heldEvent(1, 'h-1', latest));
    funded.when(hold(1, { expiresAt: '2026-09-12T02:00:00.001Z' })).thenRefused(code, { latest });
    funded.when(hold(1, { expiresAt: now })).thenRefused(code, { latest });
    const { data, ...rest } = hold(1);
    const { expiresAt: _, ...open } = data as { expiresAt?: string };
    funded
      .when({ ...rest, data: open } as ReturnType<typeof hold>)
      .then(heldEvent(1, 'h-1', '2026-04-15T02:00:00.000Z'));
  });

  it('under an id that is open already is silence', () =>
    given(credited(100), heldEvent(40)).when(hold(40)).thenNothing());

  it('is one of so many at most', () => {
    const many = Array.from({ length: holdsMax - 1 }, (_, at) => heldEvent(1, `x-${at}`));
    const past = [credited(100_000), ...many];
    given(...past)
      .when(hold(1))
      .then(heldEvent(1));
    given(...past, heldEvent(1, 'x-last'))
      .when(hold(1))
      .thenRefused('wallet_holds_too_many', { holdsMax });
  });
});

describe('a capture', () => {
  const past = given(credited(100), heldEvent(60));

  it('takes a part and leaves the rest held, a final one frees it', () => {
    past.when(capture(20)).then(captured(20));
    past.when(capture(20, true)).then(captured(20, true, 40));
    past.when(capture(60)).then(captured(60, true));
    given(credited(100), heldEvent(60), captured(20)).when(capture(40)).then(captured(40, true));
  });

  it('takes no more than is still held', () => {
    past
      .when(capture(61))
      .thenRefused('capture_exceeds_hold', { holdId: 'h-1', remaining: '0.60' });
    given(credited(100), heldEvent(60), captured(20))
      .when(capture(41))
      .thenRefused('capture_exceeds_hold', { holdId: 'h-1', remaining: '0.40' });
  });

  it('needs an open hold', () => {
    const code = 'hold_not_found';
    given(credited(100)).when(capture(1)).thenRefused(code, { holdId: 'h-1' });
    given(credited(100), heldEvent(60), captured(60, true)).when(capture(1)).thenRefused(code);
    given(credited(100), heldEvent(60), voided(60)).when(capture(1)).thenRefused(code);
  });

  it('comes before the hold’s end, written down or not', () => {
    past.when(capture(20, false, justBefore)).then({
      ...captured(20),
      data: { ...captured(20).data, on: '2026-03-17' },
    } as ReturnType<typeof captured>);
    past
      .when(capture(20, false, tomorrow))
      .thenRefused('hold_expired', { holdId: 'h-1', expiresAt: tomorrow });
  });
});

describe('the end of a hold', () => {
  const past = given(credited(100), heldEvent(60));

  it('is a void, which frees what is left of it', () => {
    past.when(voiding()).then(voided(60));
    given(credited(100), heldEvent(60), captured(20)).when(voiding()).then(voided(40));
    given(credited(100)).when(voiding()).thenRefused('hold_not_found', { holdId: 'h-1' });
  });

  it('is the clock: written down once it has come, silently where the hold is gone', () => {
    past
      .when(lapsing(justBefore))
      .thenRefused('hold_not_due', { holdId: 'h-1', expiresAt: tomorrow });
    past.when(lapsing(tomorrow)).then(lapsed(60));
    given(credited(100), heldEvent(60), voided(60)).when(lapsing(tomorrow)).thenNothing();
  });

  it('frees its money before anybody writes it down, and is written down by who spends it', () => {
    const wallet = [credited(100), heldEvent(60)].reduce(
      walletKind.decider.evolve,
      walletKind.decider.initialState(),
    );
    expect(fundsAt(wallet, justBefore)).toEqual({ available: 40n, held: 60n });
    expect(fundsAt(wallet, tomorrow)).toEqual({ available: 100n, held: 0n });
    const next = '2026-03-18T02:00:00.000Z';
    past
      .when(hold(100, { holdId: 'h-2', at: tomorrow, expiresAt: next }))
      .then(lapsed(60), heldEvent(100, 'h-2', next));
    past
      .when(hold(101, { holdId: 'h-2', at: tomorrow, expiresAt: next }))
      .thenRefused('wallet_funds_short', { available: '1.00', wanted: '1.01' });
  });
});

it('a wallet’s stream has a stated length: some fifty thousand orders of hold and capture', () =>
  expect(walletKind.eventsMax).toBe(100_000));
