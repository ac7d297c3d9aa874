import { SealedLog } from '@ledger/evidence/testing/sealed-log.js';
import type { ReadEvent } from './event.js';
import { databaseSource, type Source, type Stored } from './sources.js';
import { verifyLog } from './verify.js';

const origin = 'ledger.test/log';

let sealed: SealedLog;
const events: ReadEvent[] = [];
let stored: Stored;

/** A small log, sealed in several steps, as the verifier reads it: every byte of it can be tried. */
beforeAll(async () => {
  sealed = await SealedLog.open();
  const sealer = await sealed.sealer({ batchMax: 4 });
  await sealed.sealedUpTo(await sealed.append(11, 5));
  await sealed.until(
    async () => (await sealed.reader.streamState('asset-0'))?.checkpoint.size === 11,
  );
  await sealer.stop();
  const source = await databaseSource(sealed.database.appUrl);
  for await (const event of source.events()) events.push(event);
  stored = (await source.stored(origin))!;
  await source.close();
});
afterAll(() => sealed.close());

const findings = async (changed: Stored): Promise<number> => {
  const source: Source = {
    events: async function* () {
      yield* events;
    },
    stored: () => Promise.resolve(changed),
    sums: () => Promise.resolve(undefined),
    close: () => Promise.resolve(),
  };
  const trusted = { checkpoints: [stored.checkpoints.at(-1)!.note], keys: stored.keys };
  return (await verifyLog(source, trusted)).findings.length;
};

/** The bytes with a bit of each of them flipped, one at a time. */
function* flipped(bytes: Buffer): Iterable<Buffer> {
  for (let at = 0; at < bytes.length; at += 1) {
    const changed = Buffer.from(bytes);
    changed[at]! ^= 1 << (at % 8);
    yield changed;
  }
}

function* flippedIn(map: ReadonlyMap<string, Buffer>): Iterable<ReadonlyMap<string, Buffer>> {
  for (const [name, bytes] of map)
    for (const changed of flipped(bytes)) yield new Map(map).set(name, changed);
}

/** Where bytes are no UTF-8 the database would not take them. */
const textOf = (bytes: Buffer): string | undefined => {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

const changes: Record<string, () => Iterable<Stored>> = {
  *tiles() {
    for (const tiles of flippedIn(stored.tiles)) yield { ...stored, tiles };
  },
  *'state pages'() {
    for (const pages of flippedIn(stored.pages)) yield { ...stored, pages };
  },
  *entries() {
    for (const tile of stored.leafTiles)
      for (const entries of flipped(tile.entries))
        yield { ...stored, leafTiles: [{ ...tile, entries }] };
  },
  *checkpoints() {
    for (const [at, { size, note }] of stored.checkpoints.entries())
      for (const bytes of flipped(Buffer.from(note))) {
        const changed = textOf(bytes);
        if (changed === undefined) continue;
        const checkpoints = stored.checkpoints.with(at, { size, note: changed });
        yield { ...stored, checkpoints };
      }
  },
};

describe('npm run verify, of what the sealer stored', () => {
  it('finds nothing where no bit was flipped', async () => {
    expect(await findings(stored)).toBe(0);
  });

  it.each(Object.keys(changes))('finds a bit flipped in any byte of its %s', async (name) => {
    let tried = 0;
    for (const changed of changes[name]!()) {
      tried += 1;
      if ((await findings(changed)) === 0) throw new Error(`Change ${tried} was not found.`);
    }
    expect(tried).toBeGreaterThan(200);
  });
});
