import type { Money } from '../money.js';
import type { ExternalRegistration } from './external-registration.js';

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

/** What is said of an enforcement; who gets what is computed of it. */
export type EnforcementSaid = {
  readonly ground: string;
  readonly method: EnforcementMethod;
  readonly proceeds: Money;
  readonly claims: readonly ClaimDue[];
  readonly documentDigest: string;
};

/** What an amendment or extension says of the terms, beside how much is secured. */
export type SaidTerms = {
  readonly until?: string;
  readonly contractDigest?: string;
  readonly externalRegistration?: ExternalRegistration;
  readonly licensingStaysOpen?: boolean;
};

/** What an amendment or extension should have said. */
export type CorrectedTerms = SaidTerms & {
  /** By how much more is secured; absent: by nothing. */
  readonly increase?: Money;
};

/** What one person proposes and another one approves. */
export type PledgeAction =
  | { readonly is: 'release'; readonly amount?: Money; readonly reason: string }
  | ({ readonly is: 'enforcement'; readonly order?: AuthorityOrder } & EnforcementSaid)
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
    }
  | {
      readonly is: 'termsCorrection';
      readonly correctedEvent: number;
      /** All that the amendment or extension should have said; absent: nothing was agreed. */
      readonly terms?: CorrectedTerms;
      readonly reason: string;
    }
  | {
      readonly is: 'assignmentCorrection';
      readonly correctedEvent: number;
      /** Whose it is, and the version of its stream; absent: it goes back. */
      readonly toPartyId?: string;
      readonly assigneeVersion?: number;
      readonly reason: string;
    }
  | {
      readonly is: 'subordinationCorrection';
      readonly correctedEvent: number;
      readonly reason: string;
    }
  | {
      readonly is: 'enforcementCorrection';
      readonly correctedEvent: number;
      /** As it was; absent: there was none. */
      readonly enforcement?: EnforcementSaid;
      readonly reason: string;
    };

/** How the object is turned into money, Civil Code art. 410, 436. */
export type EnforcementMethod = 'agreedPrice' | 'auction' | 'sale';

/** Set where two persons were needed: which proposal, and the tokens of both. */
export type FourEyes = {
  readonly proposalId: string;
  readonly proposer: string;
  readonly approver: string;
};

/** What one pledgee gets; money to the fen. */
export type DistributedShare = {
  readonly pledgeId: string;
  readonly costs: Money;
  readonly interest: Money;
  readonly principal: Money;
  readonly total: Money;
  /** What stays owed, by the debtor alone (art. 438). */
  readonly shortfall: Money;
  /** Nobody stated what is owed: what is registered is kept for him. */
  readonly reserved: boolean;
};

/** How the object was turned into money, and who gets what of it. */
export type Enforced = {
  readonly ground: string;
  readonly method: EnforcementMethod;
  readonly proceeds: Money;
  readonly shares: readonly DistributedShare[];
  /** To the pledgor (art. 438). */
  readonly surplus: Money;
  readonly documentDigest: string;
};

export type OfPledge = { readonly assetId: string; readonly pledgeId: string; readonly on: string };
