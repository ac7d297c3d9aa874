import type { RecordedEvent } from '../event.js';
import type { Places } from './places.js';
import { type FilePart, readLogFile } from './read-log-file.js';

/** A log that takes events which were recorded elsewhere. */
export interface LogTarget {
  /** Takes the next events, in order; answers the position of each in this log. */
  take(events: readonly RecordedEvent[]): Promise<readonly number[]>;
}

export interface LogImport {
  readonly file: string;
  readonly target: LogTarget;
  /** Learns where the events stand now. */
  readonly places?: Places;
  /** Sees every part before the target does; what it throws ends the import. */
  readonly onPart?: (part: FilePart) => Promise<void>;
  /** Called with the number of events taken so far. */
  readonly onProgress?: (count: number) => void;
}

/** The target holds events that are not the file's: it is left alone. */
export class LogNotEmpty extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'LogNotEmpty';
  }
}

/** Hands a file's events to a target; answers how many. Throws `BrokenLogFile`. */
export const importLog = async (work: LogImport): Promise<number> => {
  const { file, target, places, onPart, onProgress } = work;
  let count = 0;
  for await (const part of readLogFile(file)) {
    const { events } = part;
    await onPart?.(part);
    // Behind the last event there may be checkpoints only.
    const positions = events.length === 0 ? [] : await target.take(events);
    for (const [n, { position }] of events.entries()) places?.note(position, positions[n] ?? 0);
    count += events.length;
    onProgress?.(count);
  }
  return count;
};
