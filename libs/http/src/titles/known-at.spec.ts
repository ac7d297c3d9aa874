import type { RecordedEvent } from '@ledger/event-store/event.js';
import { knownBy } from './known-at.js';

const event = { position: 7, recordedAt: '2026-11-21T01:30:00.000123Z' } as RecordedEvent;
const known = (knownAt?: string) => knownBy(knownAt)(event);

describe('what was known by a point of the log', () => {
  it('is everything where no point is named', () => expect(known()).toBe(true));

  it('includes the position itself', () => {
    expect(known('7')).toBe(true);
    expect(known('6')).toBe(false);
  });

  it('includes the instant itself, to the microsecond and in any time zone', () => {
    expect(known('2026-11-21T01:30:00.000123Z')).toBe(true);
    expect(known('2026-11-21T01:30:00.000122Z')).toBe(false);
    expect(known('2026-11-21T09:30:00.001+08:00')).toBe(true);
    expect(known('2026-11-21T09:30:00+08:00')).toBe(false);
  });

  it.each(['', '-1', 'yesterday', '2026-11-21', '2026-02-30T00:00:00Z', '1e3'])(
    'is not %j',
    (text) =>
      expect(() => knownBy(text)).toThrow(expect.objectContaining({ code: 'invalid_request' })),
  );
});
