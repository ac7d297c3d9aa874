import type { PartyClass } from './party.events.js';

/** Facts of `party-<partyId>` on a class registered wrongly: one person proposes, another decides. */
export type ClassCorrectionEvent =
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
    };
