export const sampleTypes = ['text', 'integer', 'decimal', 'boolean', 'date'] as const;

/** One column of a sample. */
export type SampleField = {
  readonly name: string;
  readonly type: (typeof sampleTypes)[number];
  readonly description?: string;
};

/** A few records that show what a buyer would get (凭样品买卖, Civil Code art. 635). */
export type Sample = {
  readonly fields: readonly SampleField[];
  readonly rows: number;
  /** SHA-256 of the file that is handed out, hex. */
  readonly digest: string;
  readonly bytes: number;
  /** What the seller answers for: nothing in it is personal information. */
  readonly declaresNoPersonalInformation: true;
};
