import pg from 'pg';
import { type Appended, EventIdTaken, LogUnavailable, VersionConflict } from '../event-log.js';
import { AppendQueue, type Waiting } from './append-queue.js';
import { appendedAt, type AppendRequest } from './append-request.js';
import { appendCall, outcomesOf } from './append-statement.js';
import { persistently } from './connection.js';
import { earlierAppend } from './earlier-append.js';
import { Lane } from './lane.js';
import type { Reader } from './reader.js';

export interface SequencerOptions {
  /** Connections that write. With two, one batch is built while the other commits. Default 2. */
  readonly writers?: number;
  /** Appends that may wait before `LogOverloaded`. Default 10,000. */
  readonly waitingMax?: number;
}

/**
 * Writes appends in batches: what arrives while a statement is under way goes with the next one.
 * So a busy log pays for one round trip and one disk sync per batch, an idle one waits for nobody.
 */
export class Sequencer {
  private readonly queue: AppendQueue;
  private readonly idle: Lane[];
  private readonly lanes: readonly Lane[];
  private readonly lookUps = new Set<Promise<void>>();
  private isScheduled = false;
  private isClosed = false;
  private whenIdle: (() => void) | undefined;

  constructor(
    url: string,
    private readonly reader: Reader,
    /** Called when a batch recorded something, after everyone who waited for it was answered. */
    private readonly onRecorded: () => void,
    { writers = 2, waitingMax = 10_000 }: SequencerOptions = {},
  ) {
    this.queue = new AppendQueue(waitingMax);
    this.lanes = Array.from({ length: writers }, () => new Lane(url, 'ledger log writer'));
    this.idle = [...this.lanes];
  }

  append(request: AppendRequest): Promise<Appended> {
    return new Promise((resolve, reject) => {
      if (this.isClosed) throw new LogUnavailable('The event log is closed.');
      this.queue.add({ request, resolve, reject });
      this.schedule();
    });
  }

  /** Writes what waits, then ends the connections. */
  async close(): Promise<void> {
    this.isClosed = true;
    await new Promise<void>((resolve) => {
      this.whenIdle = resolve;
      this.schedule();
    });
    for (const lane of this.lanes) lane.close();
    await Promise.all(this.lookUps);
  }

  /** Keeps what is being looked up for a repeat, so that closing waits for it. */
  private lookUp(answering: Promise<void>): void {
    const kept = answering.finally(() => this.lookUps.delete(kept));
    this.lookUps.add(kept);
  }

  /** After the events of this turn, so that whoever appends in the same turn goes along. */
  private schedule(): void {
    if (this.isScheduled) return;
    this.isScheduled = true;
    setImmediate(() => {
      this.isScheduled = false;
      this.dispatch();
    });
  }

  private dispatch(): void {
    for (let lane = this.idle.pop(); lane; lane = this.idle.pop()) {
      const batch = this.queue.take();
      if (batch.length === 0) {
        this.idle.push(lane);
        break;
      }
      void this.drive(lane, batch);
    }
    if (this.idle.length === this.lanes.length && this.queue.length === 0) this.whenIdle?.();
  }

  private async drive(lane: Lane, batch: readonly Waiting[]): Promise<void> {
    const started = performance.now();
    const isRecorded = await this.write(lane, batch);
    this.queue.took(batch.length, performance.now() - started);
    this.idle.push(lane);
    this.schedule();
    if (isRecorded) this.onRecorded();
  }

  /**
   * Never throws: every request is answered. A batch that fails is halved, down to the culprit.
   * Answers whether anything was recorded.
   */
  private async write(lane: Lane, batch: readonly Waiting[]): Promise<boolean> {
    const requests = batch.map(({ request }) => request);
    try {
      const { statement, values } = appendCall(requests);
      const [row] = await persistently(() => lane.run(statement, values));
      const outcomes = outcomesOf(requests, row);
      for (const [index, { request, resolve, reject }] of batch.entries()) {
        const outcome = outcomes[index];
        if (outcome?.kind === 'recorded') resolve(appendedAt(request, outcome.place));
        else if (outcome?.kind === 'conflict') reject(conflictOf(request, outcome.actual));
        else this.lookUp(earlierAppend(this.reader, request).then(resolve, reject));
      }
      return outcomes.some(({ kind }) => kind === 'recorded');
    } catch (error) {
      const [first] = batch;
      if (batch.length > 1 && !(error instanceof LogUnavailable)) {
        const middle = batch.length >> 1;
        const isFirst = await this.write(lane, batch.slice(0, middle));
        return (await this.write(lane, batch.slice(middle))) || isFirst;
      }
      if (first && batch.length === 1) first.reject(failureOf(first.request, error));
      else for (const { reject } of batch) reject(error);
      return false;
    }
  }
}

const conflictOf = ({ stream, expected }: AppendRequest, actual: number): VersionConflict =>
  new VersionConflict(stream, expected === 'any' ? actual : expected.version, actual);

/** What the database refuses of one request alone: an id that is recorded elsewhere. */
const failureOf = ({ chained }: AppendRequest, error: unknown): unknown => {
  if (!(error instanceof pg.DatabaseError) || error.constraint !== 'event_id') return error;
  const [id] = /[0-9a-f-]{36}/.exec(error.detail ?? '') ?? [];
  return new EventIdTaken(id ?? chained[0]?.id ?? '');
};
