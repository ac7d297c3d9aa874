import { Busy } from './loop-errors.js';

/** Lets one piece of work at a time through per stream, in the order of arrival. */
export class StreamQueue {
  private readonly lines = new Map<string, { waiting: number; last: Promise<unknown> }>();

  constructor(private readonly waitingMax: number) {}

  /** Runs the work when its turn comes. Throws `Busy` when too many wait for the stream. */
  run<T>(stream: string, work: () => Promise<T>): Promise<T> {
    const line = this.lines.get(stream) ?? { waiting: -1, last: Promise.resolve() };
    if (line.waiting >= this.waitingMax) {
      return Promise.reject(new Busy(`More than ${this.waitingMax} commands wait for ${stream}.`));
    }
    this.lines.set(stream, line);
    line.waiting += 1;
    const turn = line.last.then(work);
    const settled = () => this.leave(stream, line);
    line.last = turn.then(settled, settled);
    return turn;
  }

  /** How many commands run or wait, over all streams. */
  get length(): number {
    let length = 0;
    for (const { waiting } of this.lines.values()) length += waiting + 1;
    return length;
  }

  private leave(stream: string, line: { waiting: number }): void {
    line.waiting -= 1;
    if (line.waiting < 0) this.lines.delete(stream);
  }
}
