import type { Money } from '../money.js';
import type { CorrectedTerms, Enforced, FourEyes, OfPledge } from './pledge-action.js';
import type { SecurityEvidence } from './pledged-object.js';

/**
 * What the register said of a pledge by mistake, set right by two persons. `correctedEvent` is the
 * version of the title that said so, or last corrected it; what was shown in between stays there.
 */

export type PledgeCorrectionEvent =
  | {
      /** A release by mistake is undone; see `pledge-corrections.rules.ts` for the rank. */
      readonly type: 'PledgeReleaseCorrected';
      readonly data: OfPledge &
        FourEyes &
        Partial<SecurityEvidence> & {
          /** Version of the title whose release was a mistake. */
          readonly correctedEvent: number;
          readonly pledgeePartyId: string;
          readonly amount: Money;
          /** Every pledgee registered since consented; else what comes back ranks from now on. */
          readonly keepsRank: boolean;
          readonly authorisationId: string;
          readonly consentIds?: readonly string[];
          readonly reason: string;
        };
    }
  | {
      /** Claims were fixed wrongly: at another amount, or not at all. */
      readonly type: 'ClaimsFixingCorrected';
      readonly data: OfPledge &
        FourEyes & {
          /** Version of the title that fixed them, or last corrected that. */
          readonly correctedEvent: number;
          /** What was owed on the day of the fixing; absent: nothing was fixed. */
          readonly claims?: Money;
          /** Of pledgees registered since, where more is secured now. */
          readonly consentIds?: readonly string[];
          readonly reason: string;
        };
    }
  | {
      /** A cancellation by order was recorded by mistake; the rank is as after a release by mistake. */
      readonly type: 'PledgeCancellationCorrected';
      readonly data: OfPledge &
        FourEyes & {
          readonly correctedEvent: number;
          readonly pledgeePartyId: string;
          /** Every pledgee registered since consented; else it ranks from now on. */
          readonly keepsRank: boolean;
          readonly consentIds?: readonly string[];
          readonly documentDigest?: string;
          readonly reason: string;
        };
    }
  | {
      /** An amendment or extension said something else than was agreed, or nothing was. */
      readonly type: 'PledgeTermsCorrected';
      readonly data: OfPledge &
        FourEyes & {
          readonly correctedEvent: number;
          /** All that it should have said; absent: nothing was agreed. */
          readonly terms?: CorrectedTerms;
          readonly reason: string;
        };
    }
  | {
      /** The claim went to another than was recorded, or did not go. */
      readonly type: 'PledgeAssignmentCorrected';
      readonly data: OfPledge &
        FourEyes & {
          readonly correctedEvent: number;
          /** Who had it by mistake, and whose it is. */
          readonly fromPartyId: string;
          readonly toPartyId: string;
          /** Version of `party-<toPartyId>` that was relied on; absent: it goes back. */
          readonly assigneeVersion?: number;
          readonly reason: string;
        };
    }
  | {
      /** Nobody stepped back: the order is as if there had been no such agreement. */
      readonly type: 'PledgeSubordinationCorrected';
      readonly data: OfPledge &
        FourEyes & {
          readonly correctedEvent: number;
          readonly subordinationId: string;
          /** Of those who stand otherwise without it. */
          readonly consentIds?: readonly string[];
          readonly reason: string;
        };
    }
  | {
      /** Figures of an enforcement were wrong, or there was none and the pledge stands again. */
      readonly type: 'PledgeEnforcementCorrected';
      readonly data: OfPledge &
        FourEyes &
        Partial<SecurityEvidence> & {
          readonly correctedEvent: number;
          readonly pledgeePartyId: string;
          /** As it was, on the order of then; absent: there was none. */
          readonly enforced?: Enforced;
          /** Where there was none: as after a release by mistake. */
          readonly keepsRank?: boolean;
          readonly authorisationId?: string;
          readonly consentIds?: readonly string[];
          readonly reason: string;
        };
    }
  | {
      /**
       * It was cleared by an enforcement that never was, or by an order that left it standing: so it
       * stands again. In the second case by two persons of the registrar's.
       */
      readonly type: 'PledgeClearingCorrected';
      readonly data: OfPledge &
        Partial<FourEyes> & {
          readonly correctedEvent: number;
          readonly enforcedPledgeId: string;
          readonly pledgeePartyId: string;
          readonly keepsRank: boolean;
          readonly consentIds?: readonly string[];
          readonly documentDigest?: string;
          readonly reason: string;
        };
    };
