import fc from 'fast-check';
import { minorUnits } from '../money.js';
import { Refused } from '../refusal.js';
import { posted } from '../settlement/posting.js';
import type { Balances } from '../settlement/posting.js';
import type { WalletCommand } from './wallet.commands.js';
import { walletKind } from './wallet.decider.js';
import type { WalletEvent } from './wallet.events.js';
import { fundsAt } from './wallet.state.js';
import type { Wallet } from './wallet.state.js';
import { capture, credit, debit, hold, lapsing, owner, voiding } from './testing/wallet-samples.js';

const { decide, evolve, initialState } = walletKind.decider;

/** Hours in March; each command is run by a process whose clock may be behind the one before. */
const instants = Array.from({ length: 10 }, (_, at) => `2026-03-16T0${at}:00:00.000Z`);
const at = fc.constantFrom(...instants);
const holdId = fc.constantFrom('h-1', 'h-2', 'h-3', 'h-4');
const minor = fc.integer({ min: 0, max: 120 });

const command: fc.Arbitrary<WalletCommand> = fc.oneof(
  fc.tuple(minor, at).map(([amount, now]) => credit(amount, now)),
  fc.tuple(minor, at).map(([amount, now]) => debit(amount, now)),
  fc
    .record({ amount: minor, holdId, expiresAt: at, now: at })
    .map(({ amount, holdId: id, expiresAt, now }) =>
      hold(amount, { holdId: id, expiresAt, at: now }),
    ),
  fc
    .record({ amount: minor, isFinal: fc.boolean(), now: at, holdId })
    .map(({ amount, isFinal, now, holdId: id }) => capture(amount, isFinal, now, id)),
  fc.tuple(at, holdId).map(([now, id]) => voiding(now, id)),
  fc.tuple(at, holdId).map(([now, id]) => lapsing(now, id)),
);

const tried = (wallet: Wallet, one: WalletCommand): readonly WalletEvent[] => {
  try {
    return decide(one, wallet);
  } catch (error) {
    if (error instanceof Refused) return [];
    throw error;
  }
};

/** What came in less what went out, from the amounts of the events alone. */
const net = (events: readonly WalletEvent[]): bigint =>
  events.reduce((sum, { type, data }) => {
    if (type === 'WalletCredited') return sum + minorUnits(data.amount);
    if (type === 'WalletDebited' || type === 'HoldCaptured') return sum - minorUnits(data.amount);
    return sum;
  }, 0n);

describe('any history of a wallet, under clocks that differ', () => {
  it('keeps every fen: nothing is lost, made, spent twice or below zero, and the books balance', () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 60 }), (history) => {
        const log: WalletEvent[] = [];
        let wallet = initialState();
        let books: Balances = new Map();
        for (const one of history) {
          const events = tried(wallet, one);
          log.push(...events);
          wallet = events.reduce(evolve, wallet);
          books = events.reduce((sum, { data }) => posted(sum, data.postings ?? []), books);
          const held = [...wallet.holds.values()].reduce(
            (sum, { remaining }) => sum + remaining,
            0n,
          );
          expect(wallet.free).toBeGreaterThanOrEqual(0n);
          for (const { remaining } of wallet.holds.values()) expect(remaining).toBeGreaterThan(0n);
          expect(wallet.free + held).toBe(net(log));
          const { available, held: live } = fundsAt(wallet, one.meta.now);
          expect(available + live).toBe(wallet.free + held);
          expect(books.get(`prepaid:${owner}`) ?? 0n).toBe(wallet.free);
          expect(books.get(`held:${owner}`) ?? 0n).toBe(held);
          expect([...books.values()].reduce((sum, balance) => sum + balance, 0n)).toBe(0n);
        }
        expect(log.reduce(evolve, initialState())).toEqual(wallet);
      }),
      { numRuns: 500 },
    );
  });
});
