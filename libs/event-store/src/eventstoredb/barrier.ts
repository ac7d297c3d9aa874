import { newId } from '../ids.js';
import type { Connection, Node } from './connection.js';
import { barrierCategory } from './event-bytes.js';
import { appendRequests, streamBackwards } from './wire.js';

/** What bounds the barrier's stream, as the server's stream metadata say it. */
const bounded = '{"$maxCount":1}';

/** Where the log ended at an instant after the call, and which node knows it. */
export interface Mark {
  readonly position: number;
  readonly node: Node;
}

/**
 * Appends one event to a stream of its own. A quorum has acknowledged it when it answers, so the
 * node that did was the leader then and holds everything that was acknowledged before; a deposed
 * leader finds no quorum. Only the last such event is kept.
 */
export class Barrier {
  private readonly stream: string;
  private bounding: Promise<void> | undefined;

  constructor(
    private readonly connection: Connection,
    cluster: string,
  ) {
    this.stream = `${barrierCategory}-${cluster}`;
  }

  async raise(): Promise<Mark> {
    this.bounding ??= this.bound();
    try {
      await this.bounding;
    } catch (error) {
      this.bounding = undefined;
      throw error;
    }
    const event = { id: newId(), type: 'BarrierRaised', data: '{}', metadata: '{}' };
    const requests = appendRequests(this.stream, 'any', [event]);
    const { answer, node } = await this.connection.append(requests);
    const position = Number(answer.getSuccess()?.getPosition()?.getCommitPosition());
    if (!Number.isSafeInteger(position)) throw new Error('The barrier was given no position.');
    return { position, node };
  }

  /** Lets the server keep one event of the stream; says so once in the life of the store. */
  private async bound(): Promise<void> {
    const metadataStream = `$$${this.stream}`;
    let standing = '';
    await this.connection.read(streamBackwards(metadataStream, 'end', 1), (answer) => {
      const raw = answer.getEvent()?.getEvent();
      if (raw) standing = Buffer.from(raw.getData_asU8()).toString();
      return true;
    });
    if (standing === bounded) return;
    const event = { id: newId(), type: '$metadata', data: bounded, metadata: '{}' };
    await this.connection.append(appendRequests(metadataStream, 'any', [event]));
  }
}
