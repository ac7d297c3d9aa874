import type { Money } from '../money.js';

/** What is owed to one pledgee on the day of a distribution. */
export type ClaimDue = {
  readonly pledgeId: string;
  readonly costs: Money;
  readonly interest: Money;
  readonly principal: Money;
  /** Agreed otherwise than costs, interest, principal (Civil Code art. 561). */
  readonly order?: readonly ClaimPart[];
};

export type ClaimPart = 'costs' | 'interest' | 'principal';

/** An authority's document: who, SHA-256 of it (hex) and its number. */
export type AuthorityOrder = {
  readonly authority: string;
  readonly documentDigest: string;
  readonly documentNumber?: string;
};

/** What one person proposes and another one approves. */
export type PledgeAction =
  | { readonly is: 'release'; readonly amount?: Money; readonly reason: string }
  | {
      readonly is: 'enforcement';
      readonly ground: string;
      readonly method: EnforcementMethod;
      readonly proceeds: Money;
      readonly claims: readonly ClaimDue[];
      readonly documentDigest: string;
      readonly order?: AuthorityOrder;
    }
  | { readonly is: 'correction'; readonly correctedEvent: number; readonly reason: string }
  | {
      readonly is: 'fixingCorrection';
      readonly correctedEvent: number;
      /** What was owed on the day of the fixing; absent: nothing was fixed. */
      readonly claims?: Money;
      readonly reason: string;
    }
  | {
      readonly is: 'cancellationCorrection';
      readonly correctedEvent: number;
      readonly reason: string;
      /** SHA-256 of what shows the mistake, hex. */
      readonly documentDigest?: string;
    };

/** How the object is turned into money, Civil Code art. 410, 436. */
export type EnforcementMethod = 'agreedPrice' | 'auction' | 'sale';

/** Set where two persons were needed: which proposal, and the tokens of both. */
export type FourEyes = {
  readonly proposalId: string;
  readonly proposer: string;
  readonly approver: string;
};
