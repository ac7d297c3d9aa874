import { digestedEvent } from '@ledger/event-store/digested-log.js';
import type { RecordedEvent } from '@ledger/event-store/event.js';
import type { CheckpointLine, LogFileHeader } from '@ledger/event-store/transfer/log-file.js';
import type { FilePart } from '@ledger/event-store/transfer/read-log-file.js';
import { type Checkpoint, parseCheckpoint } from '../checkpoint.js';
import { GrowingTree } from '../growing-tree.js';
import { Sealer } from '../sealer.js';
import { isSignedBy, type Note, parseNote, parseVerifierKey } from '../signed-note.js';
import { StateMap } from '../state-map.js';

/** A checkpoint is not what the log's own key signed, or the events do not lead to it. */
export class UnprovenLog extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UnprovenLog';
  }
}

/**
 * Makes tree and state map of a log that passes by, and holds every checkpoint that passes with it
 * against them. Every one of the present origin must be led to; one of an earlier origin, given up
 * when the log had lost events, may prove events that are no more. Keeps the state map in memory.
 */
export class CheckpointChain {
  private readonly sealer = new Sealer(
    new GrowingTree(),
    new StateMap({ load: () => Promise.resolve(new Map()) }),
  );
  private readonly names: ReadonlyMap<number, string>;
  private readonly present: number;
  /** Checkpoints that the events lead to, and those of earlier origins that they do not lead to. */
  readonly seen = { proven: 0, spent: 0 };

  constructor(private readonly header: Pick<LogFileHeader, 'origins' | 'keys'>) {
    const { origins = [] } = header;
    this.names = new Map(origins.map(({ number, name }) => [number, name]));
    this.present = Math.max(0, ...this.names.keys());
  }

  /** Takes the next part of the log. Throws `UnprovenLog`. */
  async take({ events, checkpoints }: FilePart): Promise<void> {
    let next = 0;
    for (const line of checkpoints) {
      const covered = Math.min(line.size - this.sealer.tree.size, events.length - next);
      await this.add(events.slice(next, next + covered));
      next += covered;
      await this.hold(line);
    }
    await this.add(events.slice(next));
  }

  private async add(events: readonly RecordedEvent[]): Promise<void> {
    if (events.length === 0) return;
    await this.sealer.take(events.map(digestedEvent));
    // Nobody stores them here.
    this.sealer.tree.takeTiles();
    this.sealer.takeLeafTiles();
  }

  private async hold(line: CheckpointLine): Promise<void> {
    const name = this.names.get(line.origin) ?? `origin ${line.origin}`;
    const about = `The checkpoint of ${line.size} events of ${name}`;
    const { note, checkpoint } = parsed(line.checkpoint, about);
    if (checkpoint.origin !== name || checkpoint.size !== line.size)
      throw new UnprovenLog(`${about} is one of ${checkpoint.size} of ${checkpoint.origin}.`);
    if (!this.isSigned(note, line.origin))
      throw new UnprovenLog(`${about} has no valid signature of a key of that name.`);
    if (await this.leadsTo(checkpoint)) this.seen.proven += 1;
    else if (line.origin < this.present) this.seen.spent += 1;
    else throw new UnprovenLog(`${about} is not what the events lead to: one was changed.`);
  }

  private isSigned(note: Note, origin: number): boolean {
    const keys = (this.header.keys ?? []).filter((key) => key.origin === origin);
    return keys.some(({ verifier }) => isSignedBy(note, parseVerifierKey(verifier)));
  }

  private async leadsTo({ size, root, extensions }: Checkpoint): Promise<boolean> {
    const { tree, states } = this.sealer;
    if (tree.size !== size || !tree.root().equals(root)) return false;
    return extensions[0] === `state ${(await states.root()).toString('base64')}`;
  }
}

const parsed = (text: string, about: string): { note: Note; checkpoint: Checkpoint } => {
  try {
    const note = parseNote(text);
    return { note, checkpoint: parseCheckpoint(note.text) };
  } catch (error) {
    throw new UnprovenLog(`${about} cannot be read: ${(error as Error).message}`);
  }
};
