import type { NewEvent } from '../event.js';
import { newId } from '../ids.js';
import { newSalt } from '../random.js';

/** An event for tests of the log; what the test does not care about is made up. */
export const newEvent = (parts: Partial<NewEvent> = {}): NewEvent => ({
  id: newId(),
  type: 'SomethingHappened',
  schemaVersion: 1,
  data: { what: 'something' },
  metadata: {
    effectiveOn: '2026-11-21',
    actor: { person: 'token-1', partyId: 'party-1', role: 'manager' },
    correlationId: 'correlation-1',
  },
  salt: newSalt(),
  ...parts,
});

/** Several events for tests of the log. */
export const newEvents = (count: number): NewEvent[] =>
  Array.from({ length: count }, (_, index) => newEvent({ data: { index } }));

/** The name of a stream that no other test uses. */
export const newStream = (category = 'asset'): string => `${category}-${newId()}`;
