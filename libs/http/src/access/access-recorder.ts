import type { CommandContext } from '@ledger/event-store/command-context.js';
import { Busy } from '@ledger/event-store/loop-errors.js';
import type { AccessRecord, AccessRecordStore } from '@ledger/database/side/side-stores.js';

/** What a caller looked at and why. */
export interface Access {
  /** Why, in the caller's words. */
  readonly purpose: string;
  /** What was asked, e.g. `pledge-status`. */
  readonly route: string;
  /** What it was asked of, e.g. asset ids. */
  readonly subjects: readonly string[];
}

const waitingMax = 5_000;
const batchMax = 500;

interface Waiting {
  readonly record: AccessRecord;
  readonly settle: (error?: unknown) => void;
}

/**
 * Records who looked at what belongs to others. Looks that come while a batch is being written go
 * into the next one together, so that recording costs a fraction of a statement each.
 */
export class AccessRecorder {
  private waiting: Waiting[] = [];
  private isWriting = false;

  constructor(private readonly store: AccessRecordStore) {}

  /** Resolves when the record is kept; only then may the answer leave. Rejects with `Busy` when flooded. */
  record(
    { actor, correlationId }: Pick<CommandContext, 'actor' | 'correlationId'>,
    access: Access,
  ): Promise<void> {
    if (this.waiting.length >= waitingMax)
      return Promise.reject(new Busy('Too many access records are waiting.'));
    const { person, partyId, role } = actor;
    const kept = new Promise<void>((resolve, reject) => {
      const settle = (error?: unknown): void =>
        error === undefined ? resolve() : reject(error as Error);
      this.waiting.push({ record: { person, partyId, role, correlationId, ...access }, settle });
    });
    if (!this.isWriting) void this.write();
    return kept;
  }

  private async write(): Promise<void> {
    this.isWriting = true;
    // Whoever looks in the same turn of the event loop is in the first batch too.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.waiting.length > 0) {
      const batch = this.waiting.splice(0, batchMax);
      const error = await this.store.append(batch.map(({ record }) => record)).then(
        () => undefined,
        (reason: unknown) => reason ?? new Error('The access records were not kept.'),
      );
      for (const { settle } of batch) settle(error);
    }
    this.isWriting = false;
  }
}
