import type { JsonObject, RecordedEvent } from '@ledger/event-store/event.js';

/** A log in the making: events as they would be recorded, one day apart unless told otherwise. */
export class RecordedLog {
  readonly events: RecordedEvent[] = [];
  private readonly streams = new Map<string, RecordedEvent[]>();

  add(stream: string, type: string, data: JsonObject, day = '2026-11-21'): RecordedEvent {
    const position = this.events.length + 1;
    const own = this.streams.get(stream) ?? [];
    this.streams.set(stream, own);
    const event: RecordedEvent = {
      id: `0199aaaa-0000-7000-8000-${String(position).padStart(12, '0')}`,
      stream,
      version: own.length + 1,
      position,
      type,
      schemaVersion: 1,
      data,
      metadata: {
        effectiveOn: day,
        actor: { person: 'token-1', partyId: 'who-acts', role: 'manager' },
        correlationId: 'correlation-1',
      },
      salt: '00'.repeat(16),
      previousDigest: '00'.repeat(32),
      recordedAt: `${day}T02:00:00.${String(position).padStart(6, '0')}Z`,
    };
    this.events.push(event);
    own.push(event);
    return event;
  }

  /** As the event log reads a stream. */
  read(stream: string, from = 1, upTo = Infinity): Promise<readonly RecordedEvent[]> {
    return Promise.resolve((this.streams.get(stream) ?? []).slice(from - 1, upTo));
  }
}
