import { systemClock } from '@ledger/event-store/clock.js';
import { noStream, type StreamHead } from '@ledger/event-store/digest.js';
import { digestedEvent } from '@ledger/event-store/digested-log.js';
import type { RecordedEvent } from '@ledger/event-store/event.js';
import { InMemoryEventLog } from '@ledger/event-store/in-memory/in-memory-event-log.js';
import { newEvents } from '@ledger/event-store/testing/new-event.js';
import type { CheckpointLine, LogFileHeader } from '@ledger/event-store/transfer/log-file.js';
import { generateKeyPairSync } from 'node:crypto';
import { formatCheckpoint } from '../checkpoint.js';
import { GrowingTree } from '../growing-tree.js';
import { Sealer } from '../sealer.js';
import { SigningKeys } from '../sealing/signing-keys.js';
import { StateMap } from '../state-map.js';
import { CheckpointChain, UnprovenLog } from './checkpoint-chain.js';

const keys = new SigningKeys([generateKeyPairSync('ed25519').privateKey]);
const at = '2026-11-22T09:00:00.000000Z';
const names = ['ledger.test/1', 'ledger.test/2'];
const header: Pick<LogFileHeader, 'origins' | 'keys'> = {
  origins: names.map((name, n) => ({
    ...{ number: n + 1, name, reason: 'a test', startedBy: 'token-1', startedAt: at },
  })),
  keys: names.flatMap((name, n) =>
    keys.verifiers(name).map((verifier) => ({ origin: n + 1, verifier, fromSize: 1, since: at })),
  ),
};
let events: readonly RecordedEvent[];

/** What a sealer would sign of some events; `size` where it says another one. */
const signed = async (
  of: readonly RecordedEvent[],
  { origin = 2, size = of.length, signer = keys } = {},
): Promise<CheckpointLine> => {
  const sealer = new Sealer(
    new GrowingTree(),
    new StateMap({ load: () => Promise.resolve(new Map()) }),
  );
  await sealer.take(of.map(digestedEvent));
  const extensions = [`state ${(await sealer.states.root()).toString('base64')}`];
  const name = names[origin - 1]!;
  const text = formatCheckpoint({ origin: name, size, root: sealer.tree.root(), extensions });
  return { checkpoint: signer.sign(text, name), origin, size, signedAt: at };
};

beforeAll(async () => {
  const log = new InMemoryEventLog(systemClock);
  const heads = new Map<string, StreamHead>();
  for (let n = 0; n < 60; n += 1) {
    const stream = `asset-${n % 7}`;
    const { head } = await log.append(stream, heads.get(stream) ?? noStream, newEvents(1));
    heads.set(stream, head);
  }
  ({ events } = await log.readAll(0, 100));
  await log.close();
});

const through = async (...parts: Parameters<CheckpointChain['take']>[0][]) => {
  const chain = new CheckpointChain(header);
  for (const part of parts) await chain.take(part);
  return chain.seen;
};

describe('the checkpoints of a log that passes by', () => {
  it('are each held against the events before it, wherever the parts are cut', async () => {
    const sizes = [1, 2, 20, 21, 40, 60];
    const lines = await Promise.all(sizes.map((size) => signed(events.slice(0, size))));
    expect(await through({ events, checkpoints: lines })).toEqual({ proven: 6, spent: 0 });
    const parts = [0, 20, 40].map((from) => ({
      events: events.slice(from, from + 20),
      checkpoints: lines.filter(({ size }) => size > from && size <= from + 20),
    }));
    expect(await through(...parts)).toEqual({ proven: 6, spent: 0 });
    // Behind its last event, with nothing else.
    const [last] = lines.slice(-1);
    const alone = [
      { events, checkpoints: [] },
      { events: [], checkpoints: [last!] },
    ];
    expect(await through(...alone)).toEqual({ proven: 1, spent: 0 });
  });

  it('of a name given up may prove events that are no more', async () => {
    const kept = events.slice(0, 40);
    const lines = [
      await signed(events.slice(0, 30), { origin: 1 }),
      await signed(kept),
      await signed(events, { origin: 1 }),
    ];
    expect(await through({ events: kept, checkpoints: lines })).toEqual({ proven: 2, spent: 1 });
  });

  it('are refused where the events do not lead to them', async () => {
    const other = events.map((event, n) => (n === 5 ? { ...event, recordedAt: at } : event));
    const cases: [CheckpointLine, RegExp][] = [
      [await signed(other), /checkpoint of 60 events of ledger.test\/2 is not what the events/],
      [await signed(events.slice(0, 50), { size: 60 }), /is not what the events lead to/],
      [{ ...(await signed(events)), size: 59 }, /of 59 events.* is one of 60 of/],
      [{ ...(await signed(events)), origin: 1 }, /is one of 60 of ledger.test\/2/],
      [{ ...(await signed(events)), origin: 3 }, /of origin 3 is one of 60/],
      [{ ...(await signed(events)), checkpoint: 'x\n' }, /cannot be read: Not a signed note/],
    ];
    for (const [line, reason] of cases) {
      const taking = through({ events, checkpoints: [line] });
      await expect(taking).rejects.toThrow(UnprovenLog);
      await expect(taking).rejects.toThrow(reason);
    }
  });

  it('are refused where none of the keys of their name has signed them', async () => {
    const signer = new SigningKeys([generateKeyPairSync('ed25519').privateKey]);
    const line = await signed(events, { signer });
    await expect(through({ events, checkpoints: [line] })).rejects.toThrow('no valid signature');
  });
});
