import type { Actor } from '@ledger/domain/decider.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import type { RecordedEvent } from '@ledger/event-store/event.js';
import { derivedId } from '@ledger/event-store/ids.js';
import { hash } from 'node:crypto';

/** Who acts when no person does: a process or sweep of this name. */
export const systemActor = (name: string): Actor => ({
  person: name,
  partyId: 'system',
  role: 'system',
});

/**
 * The context of a command that a process sends because of an event: delivered twice, it records
 * once. A process that sends several commands to one stream because of one event names each
 * `step`, or the second would be taken for the first.
 */
export const reactionTo = (
  event: RecordedEvent,
  processName: string,
  step = '',
): CommandContext => ({
  actor: systemActor(processName),
  correlationId: event.metadata.correlationId,
  causationId: event.id,
  idempotency: once(`process ${processName} ${step}`.trimEnd(), event.id),
});

/**
 * The context of a command that time brings about. `subject` names what is due (a reservation id, a
 * pledge and its day), so that the same thing falls due once.
 */
export const dueContext = (sweepName: string, subject: string): CommandContext => ({
  actor: systemActor(sweepName),
  correlationId: derivedId('due', sweepName, subject),
  idempotency: once(`sweep ${sweepName}`, subject),
});

const once = (scope: string, key: string) => ({
  scope,
  key,
  fingerprint: hash('sha256', `${scope}\n${key}`, 'hex'),
});
