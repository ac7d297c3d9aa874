import { Inject, Injectable } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { finalize } from 'rxjs';
import type { Observable } from 'rxjs';
import type { HttpConfiguration } from '../configuration.js';
import { problem } from '../problems/http-problem.js';
import { requestOf } from '../request-state.js';
import { CONFIGURATION } from '../tokens.js';
import { routeInputsOf } from '../validation/route-inputs.js';

const retryAfterSeconds = 5;

/**
 * Bounds the bytes of the files that a process holds at once. A file takes its room before it is
 * read, by the length it declares, and gives it back when the route is done with it, also where
 * the caller has long gone. Where there is no room: `busy`. One file alone always has room.
 */
@Injectable()
export class UploadRoomInterceptor implements NestInterceptor {
  private bytesHeld = 0;

  constructor(@Inject(CONFIGURATION) private readonly configuration: HttpConfiguration) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { upload } = routeInputsOf(context.getClass(), context.getHandler());
    if (!upload) return next.handle();
    const { 'content-length': declared = upload.bytesMax } = requestOf(context).headers;
    const bytes = Math.min(Number(declared), upload.bytesMax);
    const isFull = this.bytesHeld + bytes > this.configuration.uploadsBytesMax;
    if (this.bytesHeld > 0 && isFull) throw problem('busy', { retryAfterSeconds });
    this.bytesHeld += bytes;
    return next.handle().pipe(finalize(() => (this.bytesHeld -= bytes)));
  }
}
