import { addMilliseconds, shanghaiDate } from '../calendar.js';
import type { StreamKind } from '../decider.js';
import { fromMinorUnits, minorUnits, type Money } from '../money.js';
import { refuse } from '../refusal.js';
import { accountOf, exchangeOwner, posting, postingsOf } from '../settlement/posting.js';
import { before } from '../title/title.standing.js';
import type {
  CaptureHold,
  CreditWallet,
  DebitWallet,
  HoldFunds,
  LapseHold,
  VoidHold,
  WalletCommand,
} from './wallet.commands.js';
import type { WalletEvent } from './wallet.events.js';
import { emptyWallet, evolveWallet, hasLapsed } from './wallet.state.js';
import type { Hold, Wallet } from './wallet.state.js';

/** Open holds of one wallet. */
export const holdsMax = 1_000;

/** Lapsed holds that one command writes down on its way; an append takes 100 events. */
const lapsesMax = 90;

const dayMs = 24 * 60 * 60 * 1_000;

/** `wallet-<partyId>`. */
export const walletKind: StreamKind<WalletCommand, WalletEvent, Wallet> = {
  category: 'wallet',
  decider: {
    initialState: () => emptyWallet,
    evolve: evolveWallet,
    decide: (command, wallet) => {
      switch (command.type) {
        case 'CreditWallet':
          return creditWallet(command);
        case 'DebitWallet':
          return afterLapses(wallet, command, (settled) => debitWallet(command, settled));
        case 'HoldFunds':
          return afterLapses(wallet, command, (settled) => holdFunds(command, settled));
        case 'CaptureHold':
          return captureHold(command, wallet);
        case 'VoidHold':
          return voidHold(command, wallet);
        case 'LapseHold':
          return lapseHold(command, wallet);
      }
    },
  },
  schemaVersions: {
    WalletCredited: 1,
    WalletDebited: 1,
    FundsHeld: 1,
    HoldCaptured: 1,
    HoldVoided: 1,
    HoldLapsed: 1,
  },
  eventsMax: 100_000,
};

const custody = accountOf('custody', exchangeOwner);
const prepaid = (partyId: string): string => accountOf('prepaid', partyId);
const onHold = (partyId: string): string => accountOf('held', partyId);

const creditWallet = ({ data, meta }: CreditWallet): WalletEvent[] => {
  const minor = positive(data.amount);
  const on = shanghaiDate(meta.now);
  const postings = postingsOf(posting(custody, prepaid(data.partyId), minor));
  return [{ type: 'WalletCredited', data: { ...data, on, ...postings } }];
};

const debitWallet = ({ data, meta }: DebitWallet, wallet: Wallet): WalletEvent[] => {
  const minor = positive(data.amount);
  checkFunds(wallet, minor);
  const on = shanghaiDate(meta.now);
  const postings = postingsOf(posting(prepaid(data.partyId), custody, minor));
  return [{ type: 'WalletDebited', data: { ...data, on, ...postings } }];
};

const holdFunds = ({ data, meta }: HoldFunds, wallet: Wallet): WalletEvent[] => {
  const { partyId, holdId, ground, amount, order, policy } = data;
  if (meta.actor.role === 'manager' && !data.standsFor.includes(partyId)) {
    refuse('wallet_not_found');
  }
  if (wallet.holds.has(holdId)) return [];
  const { orderId } = order;
  if (order.buyerPartyId !== partyId || order.hasEnded) refuse('hold_without_order', { orderId });
  const minor = positive(amount);
  const expiresAt = holdEnd(data, meta.now);
  if (wallet.holds.size >= holdsMax) refuse('wallet_holds_too_many', { holdsMax });
  checkFunds(wallet, minor);
  const hold = { partyId, holdId, orderId, ground, amount: fromMinorUnits(minor), expiresAt };
  const versions = { orderVersion: order.version, policyVersion: policy.version };
  const postings = postingsOf(posting(prepaid(partyId), onHold(partyId), minor));
  return [{ type: 'FundsHeld', data: { ...hold, ...versions, ...postings } }];
};

const holdEnd = ({ expiresAt, policy: { terms } }: HoldFunds['data'], now: string): string => {
  const latest = addMilliseconds(now, terms.holdDaysMax * dayMs);
  const end = expiresAt ?? addMilliseconds(now, terms.holdDaysDefault * dayMs);
  if (!before(now, end) || before(latest, end)) refuse('hold_until_unsound', { latest });
  return end;
};

/** The money leaves the wallet; of a final capture the rest is free again. */
const captureHold = ({ data, meta }: CaptureHold, wallet: Wallet): WalletEvent[] => {
  const { partyId, holdId, captureId } = data;
  const hold = openHold(wallet, holdId);
  if (hasLapsed(hold, meta.now)) refuse('hold_expired', { holdId, expiresAt: hold.expiresAt });
  const minor = positive(data.amount);
  if (minor > hold.remaining) {
    refuse('capture_exceeds_hold', { holdId, remaining: fromMinorUnits(hold.remaining).amount });
  }
  const isFinal = data.isFinal || minor === hold.remaining;
  const rest = isFinal ? hold.remaining - minor : 0n;
  const postings = postingsOf([
    ...posting(onHold(partyId), custody, minor),
    ...posting(onHold(partyId), prepaid(partyId), rest),
  ]);
  const { orderId } = hold;
  const captured = { captureId, amount: fromMinorUnits(minor), isFinal };
  const on = shanghaiDate(meta.now);
  return [
    {
      type: 'HoldCaptured',
      data: { partyId, holdId, orderId, ...captured, on, ...postings },
    },
  ];
};

const voidHold = ({ data }: VoidHold, wallet: Wallet): WalletEvent[] => {
  const hold = openHold(wallet, data.holdId);
  const { reason } = data;
  return [{ type: 'HoldVoided', data: { ...freed(data.partyId, hold), reason } }];
};

/** Silence where the hold is gone: it was captured or voided while it fell due. */
const lapseHold = ({ data, meta }: LapseHold, wallet: Wallet): WalletEvent[] => {
  const hold = wallet.holds.get(data.holdId);
  if (hold === undefined) return [];
  const { holdId, expiresAt } = hold;
  if (!hasLapsed(hold, meta.now)) return refuse('hold_not_due', { holdId, expiresAt });
  return [{ type: 'HoldLapsed', data: freed(data.partyId, hold) }];
};

/**
 * Who spends money that a lapsed hold had tied up writes the lapse down in the same breath. So what
 * is free never rests on a clock: a process whose clock is behind cannot capture that hold any more.
 */
const afterLapses = (
  wallet: Wallet,
  { data: { partyId }, meta: { now } }: DebitWallet | HoldFunds,
  decide: (settled: Wallet) => WalletEvent[],
): WalletEvent[] => {
  const lapses = [...wallet.holds.values()]
    .filter((hold) => hasLapsed(hold, now))
    .slice(0, lapsesMax);
  const events = lapses.map((hold): WalletEvent => ({
    type: 'HoldLapsed',
    data: freed(partyId, hold),
  }));
  const decided = decide(events.reduce(evolveWallet, wallet));
  return decided.length === 0 ? [] : [...events, ...decided];
};

const freed = (partyId: string, { holdId, orderId, remaining }: Hold) => ({
  partyId,
  holdId,
  orderId,
  ...postingsOf(posting(onHold(partyId), prepaid(partyId), remaining)),
});

const openHold = ({ holds }: Wallet, holdId: string): Hold =>
  holds.get(holdId) ?? refuse('hold_not_found', { holdId });

const positive = (amount: Money): bigint => {
  const minor = minorUnits(amount);
  return minor > 0n ? minor : refuse('wallet_amount_zero');
};

const checkFunds = ({ free }: Wallet, wanted: bigint): void => {
  if (wanted <= free) return;
  const [available, asked] = [fromMinorUnits(free).amount, fromMinorUnits(wanted).amount];
  refuse('wallet_funds_short', { available, wanted: asked });
};
