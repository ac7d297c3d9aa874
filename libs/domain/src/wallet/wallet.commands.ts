import type { Meta } from '../decider.js';
import type { Money } from '../money.js';
import type { CreditGround, DebitGround, HoldGround } from './wallet.events.js';
import type { WalletTerms } from './wallet.policy.js';

interface Movement<Ground> {
  readonly partyId: string;
  readonly movementId: string;
  readonly ground: Ground;
  readonly amount: Money;
  readonly reference: string;
  readonly orderId?: string;
  readonly corrects?: string;
}

/** Operator, or a process that gives money back. */
export type CreditWallet = {
  readonly type: 'CreditWallet';
  readonly data: Movement<CreditGround>;
  readonly meta: Meta;
};

/** Operator. */
export type DebitWallet = {
  readonly type: 'DebitWallet';
  readonly data: Movement<DebitGround>;
  readonly meta: Meta;
};

/** The buyer, for an order of his own, or the operator. */
export type HoldFunds = {
  readonly type: 'HoldFunds';
  readonly data: {
    readonly partyId: string;
    readonly holdId: string;
    readonly ground: HoldGround;
    readonly amount: Money;
    /** Absent: as the policy says. */
    readonly expiresAt?: string;
    /** The order as the handler read it (rule pattern 2: evidence in the command). */
    readonly order: {
      readonly orderId: string;
      readonly version: number;
      /** Absent: there is no such order. */
      readonly buyerPartyId?: string;
      readonly hasEnded: boolean;
    };
    readonly policy: { readonly version: number; readonly terms: WalletTerms };
    /** The parties in whose place the caller's organisation stands, itself among them. */
    readonly standsFor: readonly string[];
  };
  readonly meta: Meta;
};

/** Operator, or a process that settles. */
export type CaptureHold = {
  readonly type: 'CaptureHold';
  readonly data: {
    readonly partyId: string;
    readonly holdId: string;
    readonly captureId: string;
    readonly amount: Money;
    readonly isFinal: boolean;
  };
  readonly meta: Meta;
};

/** Operator, or a process that ends an order. */
export type VoidHold = {
  readonly type: 'VoidHold';
  readonly data: { readonly partyId: string; readonly holdId: string; readonly reason: string };
  readonly meta: Meta;
};

/** Sweep: writes down what time has ended. */
export type LapseHold = {
  readonly type: 'LapseHold';
  readonly data: { readonly partyId: string; readonly holdId: string };
  readonly meta: Meta;
};

export type WalletCommand =
  CreditWallet | DebitWallet | HoldFunds | CaptureHold | VoidHold | LapseHold;
