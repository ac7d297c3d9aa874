/** What files a route takes. */
export interface UploadLimits {
  readonly bytesMax: number;
  /** Media types of the bare file; `multipart/form-data` besides for a form with one file. */
  readonly mediaTypes: readonly string[];
}

const uploadLimits = 'ledger:upload-limits';

/** Keeps the limits with the handler of a route. */
export const limitUploads = (handler: object, limits: UploadLimits): void =>
  Reflect.defineMetadata(uploadLimits, limits, handler);

/** The limits of a route that takes a file. */
export const uploadLimitsOf = (handler: object): UploadLimits | undefined =>
  Reflect.getMetadata(uploadLimits, handler) as UploadLimits | undefined;
