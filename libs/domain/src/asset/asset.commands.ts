import type { Reclassify } from '../classification/classification.rules.js';
import type { Meta } from '../decider.js';
import type { NoteDuplicate, ResolveDuplicate } from '../fingerprint/duplicate.rules.js';
import type { DecideSources, ProposeSources } from '../lineage/lineage.rules.js';
import type { AssessQuality } from '../quality/quality.rules.js';
import type { RejectionGround } from './asset.events.js';
import type { InPlaceOf } from './asset.succession.js';
import type { LifeCommand, SubmitApplication } from './life.commands.js';

export type { SubmitApplication };

export type RejectApplication = {
  readonly type: 'RejectApplication';
  readonly data: {
    readonly assetId: string;
    readonly ground: RejectionGround;
    readonly explanation: string;
  };
  readonly meta: Meta;
};

/** Any of them may say in whose place its actor acts. */
export type AssetCommand = Act & { readonly data: InPlaceOf };

type Act =
  | LifeCommand
  | RejectApplication
  | Reclassify
  | AssessQuality
  | ProposeSources
  | DecideSources
  | NoteDuplicate
  | ResolveDuplicate;
