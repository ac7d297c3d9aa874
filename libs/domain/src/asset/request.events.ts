import type { AssetDescription } from './asset-description.js';

/** Facts of `asset-<assetId>` on what a holder asks the registrar for. */
export type RequestEvent =
  | {
      /** The holder asks for a change or a renewal; the registrar does it or refuses. */
      readonly type: 'RequestFiled';
      readonly data: {
        readonly assetId: string;
        readonly requestId: string;
        readonly request: 'change' | 'renewal';
        readonly description?: AssetDescription;
        readonly reason: string;
        readonly evidenceDigest?: string;
        /** Of a renewal: inclusive last day of the agreement that the data now comes by. */
        readonly sourceAgreementUntil?: string;
        /** Last day (inclusive) for deciding it; absent: the scheme has no clock. */
        readonly decideBy?: string;
        readonly calendarVersion?: number;
      };
    }
  | {
      readonly type: 'RequestRefused';
      readonly data: {
        readonly assetId: string;
        readonly requestId: string;
        readonly request: 'change' | 'renewal';
        readonly reason: string;
        readonly on: string;
      };
    }
  | {
      readonly type: 'RequestWithdrawn';
      readonly data: {
        readonly assetId: string;
        readonly requestId: string;
        readonly request: 'change' | 'renewal';
        readonly on: string;
      };
    };
