import type { Money } from '../money.js';
import type { Moves } from '../order/contract.events.js';

/**
 * Facts of `wallet-<partyId>`: money that a party paid in to spend. What of it is free stands on its
 * account `prepaid`, what is held for an order on `held`; a capture takes it out to the custody
 * account, from where it pays the order as any payment does.
 */

/** What money is held for. */
export const holdGrounds = ['deposit', 'prepaid'] as const;
export type HoldGround = (typeof holdGrounds)[number];

/** Why money comes in: paid in, given back of an order, or a pay-out that was none. */
export const creditGrounds = ['topUp', 'refund', 'correction'] as const;
export type CreditGround = (typeof creditGrounds)[number];

/** Why money goes out: paid back to the party, or a credit that was none. */
export const debitGrounds = ['payOut', 'correction'] as const;
export type DebitGround = (typeof debitGrounds)[number];

/** Money in or out across the exchange's bank account. */
type Movement<Ground> = Moves & {
  readonly partyId: string;
  readonly movementId: string;
  readonly ground: Ground;
  readonly amount: Money;
  /** Of the payment at the bank, or the reason of a correction. */
  readonly reference: string;
  readonly orderId?: string;
  /** The movement that a correction undoes. */
  readonly corrects?: string;
  readonly on: string;
};

/** One hold. */
type Held = Moves & {
  readonly partyId: string;
  readonly holdId: string;
  readonly orderId: string;
};

export type WalletEvent =
  | { readonly type: 'WalletCredited'; readonly data: Movement<CreditGround> }
  | { readonly type: 'WalletDebited'; readonly data: Movement<DebitGround> }
  | {
      readonly type: 'FundsHeld';
      readonly data: Held & {
        readonly ground: HoldGround;
        readonly amount: Money;
        /** From this instant on the money is free again. */
        readonly expiresAt: string;
        /** Version of the order as it was read. */
        readonly orderVersion: number;
        /** Version of the policy `wallet`. */
        readonly policyVersion: number;
      };
    }
  | {
      readonly type: 'HoldCaptured';
      readonly data: Held & {
        readonly captureId: string;
        readonly amount: Money;
        /** The hold is over and what is left is free again; otherwise that stays held. */
        readonly isFinal: boolean;
        readonly on: string;
      };
    }
  | { readonly type: 'HoldVoided'; readonly data: Held & { readonly reason: string } }
  | { readonly type: 'HoldLapsed'; readonly data: Held };
