import type { RecordedEvent } from '@ledger/event-store/event.js';
import { reasonOf } from './passing.js';

/** An event that a projection could not take. It names the event and never its content. */
export class EventFailed extends Error {
  constructor(
    readonly event: Pick<RecordedEvent, 'position' | 'type' | 'stream' | 'version'>,
    cause: unknown,
  ) {
    const { position, type, stream, version } = event;
    super(`${type} at position ${position} (${stream}/${version}): ${reasonOf(cause)}`, { cause });
    this.name = 'EventFailed';
  }
}

/** Runs a pure step for an event; an error names the event, so that whoever repairs finds it. */
export const naming = <T>(event: RecordedEvent, step: () => T): T => {
  try {
    return step();
  } catch (error) {
    throw new EventFailed(event, error);
  }
};
