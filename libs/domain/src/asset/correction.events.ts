import type { AssetDescription } from './asset-description.js';

/** What is to be set right, in a correction that is proposed or approved. */
type Corrected = {
  readonly assetId: string;
  readonly applicantPartyId?: string;
  readonly registrarPartyId?: string;
  readonly correctionId?: string;
  /** Version of this stream whose event described the asset wrongly. */
  readonly correctedEvent: number;
  readonly description: AssetDescription;
  readonly reason: string;
};

/** Facts of `asset-<assetId>` on clerical errors: one person proposes, another decides. */
export type CorrectionEvent =
  | {
      /** Changes nothing yet. */
      readonly type: 'RegistrationCorrectionProposed';
      readonly data: Corrected & {
        readonly correctionId: string;
        /** Token of the person who proposes it. */
        readonly proposer: string;
        readonly on: string;
      };
    }
  | {
      /** Sets a clerical error right; what was shown in between stays in the log. */
      readonly type: 'RegistrationCorrected';
      readonly data: Corrected & {
        readonly proposer?: string;
        /** Token of the person who approved it, another than the proposer. */
        readonly approver: string;
        readonly on?: string;
        readonly warnings?: readonly { readonly field: string; readonly rule: string }[];
      };
    }
  | {
      readonly type: 'RegistrationCorrectionRejected';
      readonly data: {
        readonly assetId: string;
        readonly correctionId: string;
        readonly reason: string;
        readonly approver: string;
        readonly on: string;
      };
    };
