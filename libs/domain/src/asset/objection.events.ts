/** What the applicant or holder says to an objection. */
export type ObjectionAnswer = {
  /** Whether he finds it justified; the registrar decides all the same. */
  readonly accepts: boolean;
  readonly statement: string;
  /** SHA-256 of each document, hex. */
  readonly evidenceDigests: readonly string[];
};

/** Facts of `asset-<assetId>` on the investigation of an objection. */
export type ObjectionEvent = {
  /** 解释说明, before it is decided (guide art. 25, 29). */
  readonly type: 'ObjectionAnswered';
  readonly data: ObjectionAnswer & {
    readonly assetId: string;
    readonly objectionNo: number;
    readonly on: string;
  };
};
