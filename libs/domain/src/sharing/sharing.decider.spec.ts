import fc from 'fast-check';
import { specOf } from '../testing/decider-spec.js';
import { sharingKind, type SharingCommand } from './sharing.decider.js';
import type { SharingEvent, SharingTerms } from './sharing.events.js';
import { sharingInForce, type SharingState } from './sharing.state.js';

const [owner, holder, stranger] = ['owner', 'holder', 'stranger'] as const;
const sharingId = 'sharing';
const cny = (amount: string) => ({ amount, currency: 'CNY' }) as const;
const meta = (partyId: string, date = '2026-03-02') => ({
  actor: { person: 'token', partyId, role: 'manager' as const },
  now: `${date}T02:00:00.000Z`,
});
const terms: SharingTerms = {
  base: 'netOfFee',
  first: [{ partyId: holder, role: 'holder', kind: 'recovery', amount: cny('100.00') }],
  tiers: [{ shares: [{ partyId: owner, role: 'operator', ratio: '1/1' }] }],
  guarantees: [],
};
const other: SharingTerms = { ...terms, first: [] };

type Agreeing = Extract<SharingCommand, { type: 'AgreeSharing' }>;
const agree = (
  more: Partial<Agreeing['data']> = {},
  by: string = owner,
  date?: string,
): Agreeing => ({
  type: 'AgreeSharing',
  data: {
    sharingId,
    isNew: true,
    name: '分配',
    from: '2026-03-02',
    terms,
    contractDigest: 'a'.repeat(64),
    ...more,
  },
  meta: meta(by, date),
});
const agreed = (version = 1, from = '2026-03-02', of = terms): SharingEvent => ({
  type: 'SharingAgreed',
  data: {
    sharingId,
    ownerPartyId: owner,
    name: '分配',
    version,
    from,
    terms: of,
    contractDigest: 'a'.repeat(64),
  },
});
const take = (orderId: string, pool = '6000', soldOn = '2026-03-02'): SharingCommand => ({
  type: 'TakeRecovery',
  data: { sharingId, orderId, soldOn, pool },
  meta: meta('system'),
});
const giveBack = (orderId: string, part: string, whole: string): SharingCommand => ({
  type: 'ReturnRecovery',
  data: { sharingId, orderId, part, whole },
  meta: meta('system'),
});
const taken = (orderId: string, amount: string): SharingEvent => ({
  type: 'RecoveryTaken',
  data: { sharingId, orderId, version: 1, parts: [{ partyId: holder, amount: cny(amount) }] },
});
const given = specOf(sharingKind.decider);

describe('an agreement', () => {
  it('is made by the seller from today on, and revised from tomorrow on, after what there is', () => {
    given().when(agree()).then(agreed());
    given()
      .when(agree({ from: '2026-03-01' }))
      .thenRefused('sharing_not_prospective');
    const revise = (from: string, date = '2026-03-02') =>
      agree({ isNew: false, from, terms: other }, owner, date);
    given(agreed()).when(revise('2026-03-02')).thenRefused('sharing_not_prospective');
    given(agreed())
      .when(revise('2026-03-03'))
      .then(agreed(2, '2026-03-03', other));
    given(agreed(), agreed(2, '2026-04-01', other))
      .when(agree({ isNew: false, from: '2026-04-01' }))
      .thenRefused('sharing_not_prospective');
    given(agreed())
      .when(agree({ isNew: false }))
      .thenNothing();
  });

  it('is nobody’s who has no part in it, and nobody else’s to revise', () => {
    given(agreed())
      .when(agree({ isNew: false }, stranger))
      .thenRefused('sharing_not_found');
    given(agreed())
      .when(agree({ isNew: false }, holder))
      .thenRefused('sharing_not_the_owner');
    given()
      .when(agree({ isNew: false }))
      .thenRefused('sharing_not_found');
    given(agreed()).when(agree()).thenRefused('sharing_already_agreed');
    given()
      .when(agree({ terms: { ...terms, tiers: [] } }))
      .thenRefused('sharing_terms_invalid', { reason: 'tiersNotAscending' });
  });

  it('is in force for a day by its last version that had begun', () => {
    const state = [agreed(), agreed(2, '2026-04-01', other)].reduce<SharingState>(
      sharingKind.decider.evolve,
      undefined,
    );
    const versionOn = (date: string) => state && sharingInForce(state, date)?.version;
    expect(['2026-03-01', '2026-03-02', '2026-03-31', '2026-04-01'].map(versionOn)).toEqual([
      undefined,
      1,
      1,
      2,
    ]);
  });
});

describe('recovery of costs', () => {
  it('takes what is left, once for each sale', () => {
    given(agreed()).when(take('a')).then(taken('a', '60.00'));
    given(agreed(), taken('a', '60.00')).when(take('a')).thenNothing();
    given(agreed(), taken('a', '60.00')).when(take('b')).then(taken('b', '40.00'));
    given(agreed(), taken('a', '60.00'), taken('b', '40.00')).when(take('c')).thenNothing();
    given(agreed())
      .when(take('a', '6000', '2026-03-01'))
      .thenNothing();
    given().when(take('a')).thenRefused('sharing_not_found');
  });

  it('is open again as far as a sale is undone', () => {
    const returned = (amount: string): SharingEvent => ({
      type: 'RecoveryReturned',
      data: { sharingId, orderId: 'a', parts: [{ partyId: holder, amount: cny(amount) }] },
    });
    given(agreed(), taken('a', '60.00'))
      .when(giveBack('a', '1', '2'))
      .then(returned('30.00'));
    given(agreed(), taken('a', '60.00'), returned('30.00'))
      .when(giveBack('a', '1', '2'))
      .thenNothing();
    given(agreed(), taken('a', '60.00'), returned('30.00'))
      .when(giveBack('a', '2', '2'))
      .then(returned('30.00'));
    given(agreed())
      .when(giveBack('a', '1', '1'))
      .thenNothing();
  });

  it('is taken by charges as by sales, each once, by the version that they name', () => {
    const ofCharge = (chargeNo: number, version: number): SharingCommand =>
      ({ ...take('a'), data: { ...take('a').data, chargeNo, version } }) as SharingCommand;
    const takenBy = (chargeNo: number, amount: string): SharingEvent =>
      ({ ...taken('a', amount), data: { ...taken('a', amount).data, chargeNo } }) as SharingEvent;
    given(agreed(), taken('a', '60.00')).when(ofCharge(1, 1)).then(takenBy(1, '40.00'));
    given(agreed(), takenBy(1, '60.00')).when(ofCharge(1, 1)).thenNothing();
    given(agreed(), takenBy(1, '60.00')).when(ofCharge(2, 1)).then(takenBy(2, '40.00'));
    given(agreed(1, '2026-03-02', other), agreed(2, '2026-03-03'))
      .when(ofCharge(1, 1))
      .thenNothing();
    const part = (of: string): SharingCommand =>
      ({
        ...giveBack('a', of, '100'),
        data: { ...giveBack('a', of, '100').data, chargeNo: 1 },
      }) as SharingCommand;
    const returned = (amount: string): SharingEvent => ({
      type: 'RecoveryReturned',
      data: {
        sharingId,
        orderId: 'a',
        chargeNo: 1,
        parts: [{ partyId: holder, amount: cny(amount) }],
      },
    });
    const four = Array.from({ length: 4 }, () => returned('0.60'));
    given(agreed(), takenBy(1, '60.00'), ...four.slice(1))
      .when(part('4'))
      .then(returned('0.60'));
    // Many small credits are returned with the last fen of the charge.
    given(agreed(), takenBy(1, '60.00'), ...four)
      .when(part('5'))
      .thenNothing();
    given(agreed(), takenBy(1, '60.00'), ...four)
      .when(part('100'))
      .then(returned('57.60'));
  });

  it('never gives more than the cost, whatever is sold and undone', () => {
    const step = fc.record({
      order: fc.integer({ min: 1, max: 8 }),
      pool: fc.integer({ min: 0, max: 9_000 }),
      part: fc.integer({ min: 0, max: 4 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let state = [agreed()].reduce<SharingState>(sharingKind.decider.evolve, undefined);
        for (const { order, pool, part } of steps) {
          const command =
            part === 0
              ? take(String(order), String(pool))
              : giveBack(String(order), String(part), '4');
          state = sharingKind.decider
            .decide(command, state)
            .reduce(sharingKind.decider.evolve, state);
          const sum = state?.recovered.get(holder) ?? 0n;
          expect(sum >= 0n && sum <= 10_000n).toBe(true);
        }
      }),
    );
  });

  it('comes to an end: sales and versions of one agreement are limited', () => {
    const many = Array.from({ length: 3_999 }, (_, n) => taken(`o${n}`, '0.01'));
    given(agreed(), ...many)
      .when(take('last'))
      .thenRefused('sharing_full');
    given(agreed(), ...many.slice(1))
      .when(take('last', '100'))
      .then(taken('last', '1.00'));
    expect(sharingKind.eventsMax).toBeGreaterThanOrEqual(4_000 * 6);
  });
});
