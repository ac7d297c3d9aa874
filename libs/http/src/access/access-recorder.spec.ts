import type { AccessRecord } from '@ledger/database/side/side-stores.js';
import { AccessRecorder } from './access-recorder.js';

const reader = {
  actor: { person: 'p', partyId: 'q', role: 'lender' as const },
  correlationId: 'c',
};

/** A store whose every batch waits to be let through. */
const held = () => {
  const batches: string[][] = [];
  const letThrough: (() => void)[] = [];
  const append = (records: readonly AccessRecord[]): Promise<void> => {
    batches.push(records.flatMap(({ subjects }) => subjects));
    return new Promise((resolve) => letThrough.push(resolve));
  };
  const recorder = new AccessRecorder({ append, list: () => Promise.resolve([]) });
  const look = (id: string): Promise<void> =>
    recorder.record(reader, { purpose: 'review', route: 'pledge-status', subjects: [id] });
  return { batches, look, next: () => letThrough.shift()?.() };
};

const aTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

it('writes the looks of one turn together, and those that come meanwhile together after them', async () => {
  const { batches, look, next } = held();
  const first = Promise.all(['a', 'b', 'c'].map(look));
  await aTurn();
  expect(batches).toEqual([['a', 'b', 'c']]);
  const more = Promise.all(['d', 'e'].map(look));
  await aTurn();
  expect(batches).toHaveLength(1);
  next();
  await first;
  await aTurn();
  expect(batches).toEqual([
    ['a', 'b', 'c'],
    ['d', 'e'],
  ]);
  next();
  await more;
  const later = look('f');
  await aTurn();
  expect(batches.at(-1)).toEqual(['f']);
  next();
  await later;
});
