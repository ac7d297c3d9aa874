import { applyDecorators, createParamDecorator, SetMetadata } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import { ApiConsumes } from '@nestjs/swagger';
import { requestOf } from '../request-state.js';
import { receiveUpload } from './receive-upload.js';
import type { UploadedFile } from './receive-upload.js';

/** What files a route takes. */
export interface UploadLimits {
  readonly bytesMax: number;
  /** Media types of the bare file; `multipart/form-data` besides for a form with one file. */
  readonly mediaTypes: readonly string[];
}

/** Metadata key of a route's `UploadLimits`. */
export const uploadLimits = 'ledger:upload-limits';

/** The route takes a file in place of JSON: bare, or as the one file of a form. */
export const AcceptsUpload = (limits: UploadLimits): MethodDecorator =>
  applyDecorators(SetMetadata(uploadLimits, limits), ApiConsumes(...limits.mediaTypes));

/** `@Upload() file: UploadedFile`: the file, read whole within the route's limit (413 beyond). */
export const Upload = createParamDecorator(
  (_: unknown, execution: ExecutionContext): Promise<UploadedFile> => {
    const limits = Reflect.getMetadata(uploadLimits, execution.getHandler()) as
      UploadLimits | undefined;
    if (!limits) throw new Error('A route with @Upload needs @AcceptsUpload.');
    return receiveUpload(requestOf(execution), limits.bytesMax);
  },
);
