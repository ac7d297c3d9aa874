import type { RecordedEvent } from './event.js';
import { newEvent } from './testing/new-event.js';
import { type EventSchemas, upcaster } from './upcast.js';

const recorded = (stream: string, type: string, schemaVersion: number): RecordedEvent => ({
  ...newEvent({ type, schemaVersion, data: { amount: '1' } }),
  stream,
  version: 1,
  previousDigest: '0'.repeat(64),
  position: 1,
  recordedAt: '2026-11-22T00:00:00.000000Z',
});

const claims = (type: string, version: number, step?: string): EventSchemas => ({
  category: 'claim',
  schemaVersions: { [type]: version },
  ...(step === undefined ? {} : { upcasts: { [step]: (data) => ({ ...data, raised: true }) } }),
});

describe('a follower of many kinds', () => {
  const today = upcaster([claims('NumberClaimed', 2, 'NumberClaimed@1'), claims('TextClaimed', 1)]);

  it('knows the types of every kind in a category', () => {
    const text = recorded('claim-text-1', 'TextClaimed', 1);
    expect(today(text)).toBe(text);
    const { schemaVersion, data } = today(recorded('claim-number-1', 'NumberClaimed', 1));
    expect([schemaVersion, data]).toEqual([2, { amount: '1', raised: true }]);
  });

  it('passes on what is of a kind that it was not given', () => {
    const other = recorded('asset-1', 'Anything', 9);
    expect(today(other)).toBe(other);
  });

  it('says which event it does not know, and what is newer than it', () => {
    expect(() => today(recorded('claim-x', 'NobodyKnows', 1))).toThrow(/NobodyKnows at claim-x\/1/);
    expect(() => today(recorded('claim-x', 'TextClaimed', 2))).toThrow(/newer release/);
  });
});
