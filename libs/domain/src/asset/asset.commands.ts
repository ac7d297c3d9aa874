import type { Reclassify } from '../classification/classification.rules.js';
import type { Meta } from '../decider.js';
import type { NoteDuplicate, ResolveDuplicate } from '../fingerprint/duplicate.rules.js';
import type { DecideSources, ProposeSources } from '../lineage/lineage.rules.js';
import type { PartyEvidence } from '../party/party.state.js';
import type { AssessQuality } from '../quality/quality.rules.js';
import type { RejectionGround } from './asset.events.js';
import type { ApplicationTerms } from './asset.state.js';

export type SubmitApplication = {
  readonly type: 'SubmitApplication';
  readonly data: ApplicationTerms & {
    readonly assetId: string;
    readonly importId?: string;
    /**
     * The applicant and every holder as their streams stood when the handler read them (pattern 2:
     * evidence in the command; a registration is never undone, so nothing is checked again).
     */
    readonly parties: readonly PartyEvidence[];
  };
  readonly meta: Meta;
};

export type AcceptApplication = {
  readonly type: 'AcceptApplication';
  readonly data: { readonly assetId: string };
  readonly meta: Meta;
};

export type RejectApplication = {
  readonly type: 'RejectApplication';
  readonly data: {
    readonly assetId: string;
    readonly ground: RejectionGround;
    readonly explanation: string;
  };
  readonly meta: Meta;
};

export type RegisterAsset = {
  readonly type: 'RegisterAsset';
  readonly data: { readonly assetId: string };
  readonly meta: Meta;
};

export type IssueCertificate = {
  readonly type: 'IssueCertificate';
  readonly data: {
    readonly assetId: string;
    /** `yyyy-MM` of the series that the serial was drawn from. */
    readonly month: string;
    readonly serial: number;
  };
  readonly meta: Meta;
};

export type AssetCommand =
  | SubmitApplication
  | AcceptApplication
  | RejectApplication
  | RegisterAsset
  | IssueCertificate
  | Reclassify
  | AssessQuality
  | ProposeSources
  | DecideSources
  | NoteDuplicate
  | ResolveDuplicate;
