import { Inject, Injectable } from '@nestjs/common';
import type { HttpConfiguration } from '../configuration.js';
import { problem } from '../problems/http-problem.js';
import { CONFIGURATION } from '../tokens.js';

const retryAfterSeconds = 5;

/**
 * Bounds the bytes of the files that a process holds at once. Where there is no room: `busy`. One
 * file alone always has room.
 */
@Injectable()
export class UploadRoom {
  private bytesHeld = 0;

  constructor(@Inject(CONFIGURATION) private readonly configuration: HttpConfiguration) {}

  /** Takes room, and answers what gives it back. */
  take(bytes: number): () => void {
    const isFull = this.bytesHeld + bytes > this.configuration.uploadsBytesMax;
    if (this.bytesHeld > 0 && isFull) throw problem('busy', { retryAfterSeconds });
    this.bytesHeld += bytes;
    return () => void (this.bytesHeld -= bytes);
  }
}
