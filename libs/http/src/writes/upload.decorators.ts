import { applyDecorators, createParamDecorator, UseInterceptors } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import { ApiConsumes } from '@nestjs/swagger';
import { requestOf } from '../request-state.js';
import { receiveUpload } from './receive-upload.js';
import type { UploadedFile } from './receive-upload.js';
import { limitUploads, uploadLimitsOf } from './upload-limits.js';
import type { UploadLimits } from './upload-limits.js';
import { UploadRoomInterceptor } from './upload-room.interceptor.js';

/** The route takes a file in place of JSON: bare, or as the one file of a form. */
export const AcceptsUpload = (limits: UploadLimits): MethodDecorator =>
  applyDecorators(
    (_, __, { value }: PropertyDescriptor) => limitUploads(value as object, limits),
    UseInterceptors(UploadRoomInterceptor),
    ApiConsumes(...limits.mediaTypes),
  );

/** `@Upload() file: UploadedFile`: the file, read whole within the route's limit (413 beyond). */
export const Upload = createParamDecorator(
  (_: unknown, execution: ExecutionContext): Promise<UploadedFile> => {
    const limits = uploadLimitsOf(execution.getHandler());
    if (!limits) throw new Error('A route with @Upload needs @AcceptsUpload.');
    return receiveUpload(requestOf(execution), limits.bytesMax);
  },
);
