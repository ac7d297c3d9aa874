import { Inject, Injectable } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { finalize } from 'rxjs';
import type { Observable } from 'rxjs';
import { requestOf } from '../request-state.js';
import { uploadLimitsOf } from './upload-limits.js';
import { UploadRoom } from './upload-room.js';

/**
 * A file takes its room before it is read, by the length it declares, and gives it back when the
 * route is done with it, also where the caller has long gone.
 */
@Injectable()
export class UploadRoomInterceptor implements NestInterceptor {
  constructor(@Inject(UploadRoom) private readonly room: UploadRoom) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { bytesMax = Infinity } = uploadLimitsOf(context.getHandler()) ?? {};
    const { 'content-length': declared = bytesMax } = requestOf(context).headers;
    const leave = this.room.take(Math.min(Number(declared), bytesMax));
    return next.handle().pipe(finalize(leave));
  }
}
