import { pause } from '@ledger/read-model/passing.js';
import type { DataSource } from 'typeorm';
import type { CheckpointPlace, PlaceReceipt, PublishedCheckpoint } from './checkpoint-place.js';
import { LogContradicted } from './checkpoint-place.js';
import * as tables from './evidence-tables.js';

/** So long a place that does not answer keeps sealing from beginning. */
const confirmMsMax = 2_000;

/** Brings checkpoints to the places outside, now and then, one at a time for each place. */
export class Publisher {
  private readonly states: State[];
  /** Set when a place knows better: nothing may be signed any more. */
  contradiction: LogContradicted | undefined;

  constructor(
    private readonly dataSource: DataSource,
    places: readonly CheckpointPlace[],
    private readonly everyMs: number,
  ) {
    this.states = places.map((place) => ({ place, size: 0, at: -Infinity, trouble: null }));
  }

  /** What keeps checkpoints from going out; null while nothing does. */
  get trouble(): string | null {
    return this.states.find(({ trouble }) => trouble !== null)?.trouble ?? null;
  }

  /**
   * Hands what was signed last to the places that say what they have only when they are asked so, and
   * waits a while for them: before more is signed they may know of more already.
   */
  async confirm(checkpoint: PublishedCheckpoint, signal: AbortSignal): Promise<void> {
    const asked = this.states.filter(({ place }) => place.latest === undefined);
    if (asked.length === 0) return;
    for (const state of asked) if (state.work === undefined) this.begin(state, checkpoint);
    const until = new AbortController();
    const waited = pause(confirmMsMax, AbortSignal.any([signal, until.signal]));
    await Promise.race([this.settled(), waited]).finally(() => until.abort());
  }

  /** Hands a checkpoint to every place where one is due; does not wait for them. */
  offer(checkpoint: PublishedCheckpoint): void {
    const now = performance.now();
    for (const state of this.states) {
      const isDue = now - state.at >= this.everyMs && state.size !== checkpoint.size;
      if (!isDue || state.work !== undefined) continue;
      this.begin(state, checkpoint);
    }
  }

  private begin(state: State, checkpoint: PublishedCheckpoint): void {
    state.at = performance.now();
    state.work = this.publish(state, checkpoint).finally(() => (state.work = undefined));
  }

  /** Resolves when nothing is on its way any more. */
  async settled(): Promise<void> {
    await Promise.all(this.states.map(({ work }) => work ?? Promise.resolve()));
  }

  private async publish(state: State, checkpoint: PublishedCheckpoint): Promise<void> {
    try {
      const receipts = await state.place.publish(checkpoint);
      if (checkpoint.size > 0) await this.keep(checkpoint, receipts);
      [state.size, state.trouble] = [checkpoint.size, null];
    } catch (error) {
      const { message } = error as Error;
      state.trouble = `${state.place.name}: ${message}`;
      if (error instanceof LogContradicted) this.contradiction = error;
    }
  }

  private async keep(
    { origin: name, size }: PublishedCheckpoint,
    receipts: readonly PlaceReceipt[],
  ): Promise<void> {
    const { manager } = this.dataSource;
    const origin = await tables.originNamed(manager, name);
    for (const receipt of receipts)
      await tables.writeCosignature(manager, { origin, size }, receipt);
  }
}

interface State {
  readonly place: CheckpointPlace;
  /** The last checkpoint that arrived, and when one was last tried. */
  size: number;
  at: number;
  trouble: string | null;
  work?: Promise<void> | undefined;
}
