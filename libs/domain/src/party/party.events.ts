/** Facts of `party-<partyId>`: who an organisation is. Natural persons cannot be parties. */

export type PartyClass = 'enterprise' | 'governmentOrgan' | 'publicInstitution' | 'other';

/** An entry in a register of organisations: GB 32100 code, ISO 17442 LEI, or a foreign register. */
export type PartyIdentifier = {
  readonly kind: 'uscc' | 'lei' | 'foreign';
  readonly value: string;
};

/** Who stands in the place of an organisation, with its exact part where one was agreed. */
export type SuccessorStated = { readonly partyId: string; readonly share?: string };

export type PartyEvent =
  | {
      readonly type: 'PartyRegistered';
      readonly data: {
        readonly partyId: string;
        readonly identifier: PartyIdentifier;
        readonly name: string;
        readonly partyClass: PartyClass;
        /** Where it is registered (ISO 3166-1 alpha-2), where the identifier does not say so. */
        readonly country?: string;
        /** Why a code whose check character fails was taken all the same. */
        readonly checkOverrideReason?: string;
      };
    }
  | {
      readonly type: 'PartyVerified';
      readonly data: {
        readonly partyId: string;
        /** What was looked at, e.g. a business licence. */
        readonly evidence: string;
        /** SHA-256 of the document, hex. */
        readonly documentDigest?: string;
      };
    }
  | {
      /** Changes nothing yet. */
      readonly type: 'PartyCorrectionProposed';
      readonly data: {
        readonly partyId: string;
        readonly correctionId: string;
        readonly partyClass: PartyClass;
        readonly reason: string;
        /** Token of the person who proposes it. */
        readonly proposer: string;
        readonly on: string;
      };
    }
  | {
      /** What was registered was wrong; decisions keep the version that they relied on. */
      readonly type: 'PartyCorrected';
      readonly data: {
        readonly partyId: string;
        /** Absent in the oldest events, whose proposer is the one who acts. */
        readonly correctionId?: string;
        readonly partyClass: PartyClass;
        readonly previousClass: PartyClass;
        readonly reason: string;
        readonly proposer?: string;
        /** Token of the person who approved it, another than the proposer. */
        readonly approver: string;
      };
    }
  | {
      readonly type: 'PartyCorrectionRejected';
      readonly data: {
        readonly partyId: string;
        readonly correctionId: string;
        readonly reason: string;
        readonly approver: string;
        readonly on: string;
      };
    }
  | {
      /** The organisation is called so from a day on; names of other days stay. */
      readonly type: 'PartyRenamed';
      readonly data: {
        readonly partyId: string;
        readonly name: string;
        readonly from: string;
        /** SHA-256 of the document, hex. */
        readonly documentDigest?: string;
      };
    }
  | {
      /** Merged into one, or divided into several: they stand in its place (Civil Code art. 67). */
      readonly type: 'PartySucceeded';
      readonly data: {
        readonly partyId: string;
        readonly kind: 'merger' | 'division';
        readonly successors: readonly SuccessorStated[];
        /** Day from which it counts. */
        readonly on: string;
        readonly documentDigest?: string;
        /** Pattern 2: the successors as their own streams described them. */
        readonly successorEvidence: readonly {
          readonly partyId: string;
          readonly version: number;
        }[];
      };
    }
  | {
      /** Written by a process into the successor's stream: in whose place it stands. */
      readonly type: 'PredecessorNoted';
      readonly data: {
        readonly partyId: string;
        readonly predecessorPartyId: string;
        readonly kind: 'merger' | 'division';
        readonly on: string;
      };
    }
  | {
      readonly type: 'PartySuspended';
      readonly data: {
        readonly partyId: string;
        readonly reason: string;
        readonly documentDigest?: string;
        readonly on: string;
      };
    }
  | {
      readonly type: 'PartySuspensionLifted';
      readonly data: { readonly partyId: string; readonly reason: string; readonly on: string };
    }
  | {
      /** A process raises a bar on every entry that the organisation has (pattern 1). */
      readonly type: 'InsolvencyOpened';
      readonly data: {
        readonly partyId: string;
        readonly caseId: string;
        /** Number of the case, e.g. （2026）某破1号. */
        readonly caseNumber: string;
        readonly authority: string;
        readonly documentDigest?: string;
        readonly on: string;
      };
    }
  | {
      readonly type: 'InsolvencyEnded';
      readonly data: {
        readonly partyId: string;
        readonly caseId: string;
        readonly reason: string;
        readonly on: string;
      };
    };
