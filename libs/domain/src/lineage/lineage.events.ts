import type { SourceReference } from '../asset/asset-description.js';

/** Facts of `asset-<assetId>` on what it was made from, once it is registered. */
export type LineageEvent =
  | {
      /** Counts as an edge for everybody's check of cycles from now on, until it is decided. */
      readonly type: 'SourcesProposed';
      readonly data: {
        readonly assetId: string;
        readonly applicantPartyId: string;
        readonly proposalId: string;
        /** All sources from then on, not only new ones. */
        readonly sources: readonly SourceReference[];
        readonly reason: string;
      };
    }
  | {
      readonly type: 'SourcesAdopted';
      readonly data: {
        readonly assetId: string;
        readonly applicantPartyId: string;
        readonly proposalId: string;
        readonly sources: readonly SourceReference[];
        /** Position of the log up to which the ancestors were read, and how many there were. */
        readonly checkedUpTo: number;
        readonly ancestors: number;
      };
    }
  | {
      readonly type: 'SourcesDropped';
      readonly data: {
        readonly assetId: string;
        readonly proposalId: string;
        readonly ground: 'cycle' | 'tooLarge' | 'sourceNotRegistered';
        /** For a cycle: from the asset through its ancestors back to itself. */
        readonly path: readonly string[];
      };
    };
