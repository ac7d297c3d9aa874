import { minorUnits } from '../money.js';
import { before } from '../title/title.standing.js';
import type { HoldGround, WalletEvent } from './wallet.events.js';

/** Money held for an order. Amounts are fen. */
export interface Hold {
  readonly holdId: string;
  readonly orderId: string;
  readonly ground: HoldGround;
  /** Above 0: a hold of nothing is over. */
  readonly remaining: bigint;
  readonly expiresAt: string;
}

export interface Wallet {
  /** What is free, lapsed holds left out until that is written down. Never below 0. */
  readonly free: bigint;
  /** Open holds by id. */
  readonly holds: ReadonlyMap<string, Hold>;
}

export const emptyWallet: Wallet = { free: 0n, holds: new Map() };

export const walletStream = (partyId: string): string => `wallet-${partyId}`;

/** Whether time has ended a hold, written down or not. */
export const hasLapsed = ({ expiresAt }: Hold, now: string): boolean => !before(now, expiresAt);

/** What the party may spend at an instant, and what is held then. */
export const fundsAt = (
  { free, holds }: Wallet,
  now: string,
): { readonly available: bigint; readonly held: bigint } => {
  let [available, held] = [free, 0n];
  for (const hold of holds.values()) {
    if (hasLapsed(hold, now)) available += hold.remaining;
    else held += hold.remaining;
  }
  return { available, held };
};

export const evolveWallet = (wallet: Wallet, { type, data }: WalletEvent): Wallet => {
  const { free } = wallet;
  switch (type) {
    case 'WalletCredited':
      return { ...wallet, free: free + minorUnits(data.amount) };
    case 'WalletDebited':
      return { ...wallet, free: free - minorUnits(data.amount) };
    case 'FundsHeld': {
      const { holdId, orderId, ground, expiresAt } = data;
      const remaining = minorUnits(data.amount);
      const hold = { holdId, orderId, ground, remaining, expiresAt };
      return { free: free - remaining, holds: new Map(wallet.holds).set(holdId, hold) };
    }
    case 'HoldCaptured': {
      const hold = held(wallet, data.holdId);
      const remaining = hold.remaining - minorUnits(data.amount);
      if (data.isFinal) {
        return { free: free + remaining, holds: without(wallet, data.holdId) };
      }
      return { free, holds: new Map(wallet.holds).set(data.holdId, { ...hold, remaining }) };
    }
    case 'HoldVoided':
    case 'HoldLapsed': {
      const { remaining } = held(wallet, data.holdId);
      return { free: free + remaining, holds: without(wallet, data.holdId) };
    }
  }
};

const held = ({ holds }: Wallet, holdId: string): Hold => {
  const hold = holds.get(holdId);
  if (hold === undefined) throw new Error(`Hold ${holdId} is not open.`);
  return hold;
};

const without = ({ holds }: Wallet, holdId: string): ReadonlyMap<string, Hold> => {
  const left = new Map(holds);
  left.delete(holdId);
  return left;
};
