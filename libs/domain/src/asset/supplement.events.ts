/** Facts of `asset-<assetId>` on supporting material (补充佐证材料) that a review asks for. */
export type SupplementEvent =
  | {
      /** What the review asks for besides what was filed (guide art. 18). */
      readonly type: 'SupplementRequested';
      readonly data: {
        readonly assetId: string;
        readonly missing: readonly string[];
        readonly on: string;
        /** Last day for bringing it; absent: no limit. */
        readonly supplementBy?: string;
        /** The review's last day if nothing comes: none of these days counts (art. 28). */
        readonly reviewBy?: string;
        readonly calendarVersion: number;
      };
    }
  | {
      readonly type: 'ReviewSupplemented';
      readonly data: {
        readonly assetId: string;
        readonly explanation: string;
        /** SHA-256 of each document, hex. */
        readonly evidenceDigests: readonly string[];
        readonly on: string;
        /** The review's last day, put off by what it took. */
        readonly reviewBy?: string;
        readonly calendarVersion: number;
      };
    };
