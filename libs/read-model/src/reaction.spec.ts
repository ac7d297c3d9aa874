import type { RecordedEvent } from '@ledger/event-store/event.js';
import { dueContext, reactionTo } from './reaction.js';

const event = {
  id: 'event-1',
  metadata: { correlationId: 'correlation-1' },
} as RecordedEvent;

describe('the context of a reaction', () => {
  it('belongs to the request that led to the event, and names the event as its cause', () => {
    expect(reactionTo(event, 'title-opening')).toMatchObject({
      actor: { person: 'title-opening', partyId: 'system', role: 'system' },
      correlationId: 'correlation-1',
      causationId: 'event-1',
      idempotency: { scope: 'process title-opening', key: 'event-1' },
    });
  });

  it('is the same each time, and another for another process or step', () => {
    expect(reactionTo(event, 'a')).toEqual(reactionTo(event, 'a'));
    const scopes = [reactionTo(event, 'a'), reactionTo(event, 'b'), reactionTo(event, 'a', 'two')];
    expect(new Set(scopes.map(({ idempotency }) => idempotency?.fingerprint)).size).toBe(3);
    expect(new Set(scopes.map(({ idempotency }) => idempotency?.scope)).size).toBe(3);
  });
});

describe('the context of what falls due', () => {
  it('is the same each time for the same thing', () => {
    expect(dueContext('lapse', 'reservation-1')).toEqual(dueContext('lapse', 'reservation-1'));
    const other = dueContext('lapse', 'reservation-2');
    expect(other.correlationId).not.toBe(dueContext('lapse', 'reservation-1').correlationId);
  });
});
