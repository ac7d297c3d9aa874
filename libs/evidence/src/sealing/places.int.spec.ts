import { withClient } from '@ledger/database/connection.js';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { Readable } from 'node:stream';
import { startWitness, type WitnessServer } from '../../../../test/support/witness-server.js';
import { formatCheckpoint } from '../checkpoint.js';
import { parseCosignerKey, verifiedCosignature } from '../cosignature.js';
import { parseNote } from '../signed-note.js';
import { SealedLog } from '../testing/sealed-log.js';
import { CheckpointFile } from './checkpoint-place.js';
import { startOrigin } from './origins.js';
import { readSigningKeys } from './signing-keys.js';
import { Witness } from './witness.js';

const origin = 'ledger.test/log';
const endless = () =>
  Readable.from(
    (function* () {
      for (;;) yield 'x'.repeat(4_096);
    })(),
  );
let sealed: SealedLog;
let witness: WitnessServer;
beforeEach(async () => {
  [sealed, witness] = await Promise.all([SealedLog.open(), startWitness()]);
  for (const name of [origin, 'ledger.test/2'])
    witness.trust(readSigningKeys(sealed.keyFile).verifiers(name)[0] ?? '');
});
afterEach(() => Promise.all([sealed.close(), witness.close()]));

const file = () => new CheckpointFile(path.join(sealed.folder, 'out', 'checkpoints.jsonl'));
const asked = () =>
  new Witness({
    url: witness.url,
    key: parseCosignerKey(witness.key),
    consistency: (before, after) => sealed.reader.consistency(before, after),
  });
/** As a restore from an older backup leaves the database: the log and all that was derived. */
const restoredTo = async (position: number) => {
  await withClient(sealed.database.adminUrl, async (client) => {
    await client.query("SET session_replication_role = 'replica'");
    await client.query('DELETE FROM ledger.event WHERE position > $1', [position]);
    await client.query(`TRUNCATE evidence.tile, evidence.leaf_tile, evidence.page,
      evidence.progress, evidence.checkpoint, evidence.cosignature`);
    await client.query(`UPDATE read.checkpoint SET position = 0`);
  });
};

describe('checkpoints outside the database', () => {
  it('are appended to a file, also after a line that a crash has cut', async () => {
    const place = file();
    await sealed.sealer({ places: [place] });
    await sealed.sealedUpTo(await sealed.append(3));
    await sealed.until(async () => (await place.latest(origin))?.size === 3);
    const where = path.join(sealed.folder, 'out', 'checkpoints.jsonl');
    writeFileSync(where, `${readFileSync(where, 'utf8')}{"checkpoint":"led`);
    await sealed.sealedUpTo(await sealed.append(2, 2, 'title'));
    await sealed.until(async () => (await place.latest(origin))?.size === 5);
    expect(await place.latest('ledger.test/other')).toBeUndefined();
  });

  it('are cosigned by a witness, each with the proof that it continues the one before', async () => {
    await sealed.sealer({ places: [asked()] });
    for (const prefix of ['asset', 'title', 'party']) {
      const position = await sealed.append(20, 20, prefix);
      await sealed.sealedUpTo(position);
      await sealed.until(() => witness.cosigned.at(-1) === position);
    }
    await sealed.until(async () => (await sealed.reader.cosigned())?.includes('\n60\n') === true);
    const { text, signatures } = parseNote((await sealed.reader.cosigned()) ?? '');
    const key = parseCosignerKey(witness.key);
    expect(signatures.some((line) => verifiedCosignature(text, line, key))).toBe(true);
  });

  it('are cosigned again after a restart, when the witness says where it stands', async () => {
    const first = await sealed.sealer({ places: [asked()] });
    await sealed.sealedUpTo(await sealed.append(3));
    await sealed.until(() => witness.cosigned.at(-1) === 3);
    await first.stop();
    await sealed.sealer({ places: [asked()] });
    await sealed.sealedUpTo(await sealed.append(4, 4, 'title'));
    await sealed.until(() => witness.cosigned.at(-1) === 7);
  });

  it.each(['file', 'witness'])(
    'keep a log restored from a backup from being sealed: %s',
    async (kind) => {
      const place = () => (kind === 'file' ? file() : asked());
      const first = await sealed.sealer({ places: [place()] });
      await sealed.sealedUpTo(await sealed.append(6));
      const isOut = async () =>
        kind === 'file' ? (await file().latest(origin))?.size === 6 : witness.cosigned.at(-1) === 6;
      await sealed.until(isOut);
      await first.stop();
      await restoredTo(4);
      await sealed.sealer({ places: [place()] });
      expect(await sealed.refusal()).toMatch(/restored|has cosigned 6 entries/);
      await startOrigin(sealed.source, {
        name: 'ledger.test/2',
        reason: 'restored from a backup',
        startedBy: 'token-1',
      });
      await sealed.sealedUpTo(4);
      expect(await sealed.reader.checkpoint()).toMatchObject({ origin: 'ledger.test/2', size: 4 });
    },
  );

  it.each([
    ['file', 'first 6 entries are not those that were signed'],
    ['witness', 'witness.test/w1 has cosigned 6 entries'],
  ])('keep a log that was restored and continued from being sealed: %s', async (kind, said) => {
    const place = () => (kind === 'file' ? file() : asked());
    const first = await sealed.sealer({ places: [place()] });
    await sealed.sealedUpTo(await sealed.append(6));
    const isOut = async () =>
      kind === 'file' ? (await file().latest(origin))?.size === 6 : witness.cosigned.at(-1) === 6;
    await sealed.until(isOut);
    await first.stop();
    await restoredTo(4);
    await sealed.append(5, 5, 'title');
    await sealed.sealer({ places: [place()] });
    expect(await sealed.refusal()).toContain(said);
    // Not even once was signed what contradicts the checkpoints outside.
    expect(await sealed.reader.checkpoint()).toBeUndefined();
  });

  it('say what keeps them from going out, and sealing goes on', async () => {
    const key = parseCosignerKey(witness.key);
    const nowhere = new Witness({
      url: 'http://127.0.0.1:9',
      key,
      consistency: () => Promise.resolve([]),
    });
    const sealer = await sealed.sealer({ places: [nowhere] });
    await sealed.sealedUpTo(await sealed.append(3));
    await sealed.until(() => sealer.status.reason?.includes('witness') === true);
    await sealed.sealedUpTo(await sealed.append(3, 3, 'title'));
  });

  it.each<[string, RequestListener, string]>([
    ['never answers', () => undefined, ''],
    [
      'never ends',
      (_, response) => void endless().pipe(response),
      'more than a witness has to say',
    ],
    ['signs nothing', (_, response) => response.end('\u2014 witness.test/w1 AAAA\n'), 'witness'],
    [
      'knows no size',
      (_, response) => response.writeHead(409).end('-1\n'),
      'does not say its size',
    ],
    [
      'goes back',
      (_, response) => response.writeHead(409).end('0\n'),
      'stands elsewhere each time',
    ],
  ])('are sealed on where a witness %s', async (_, listener, told) => {
    const server = createServer(listener).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const liar = new Witness({
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      key: parseCosignerKey(witness.key),
      consistency: (before, after) => sealed.reader.consistency(before, after),
    });
    const sealer = await sealed.sealer({ places: [liar] });
    await sealed.sealedUpTo(await sealed.append(3));
    await sealed.until(() => told === '' || sealer.status.reason?.includes(told) === true);
    await sealed.sealedUpTo(await sealed.append(3, 3, 'title'));
    expect(await sealed.reader.checkpoint()).toMatchObject({ size: 6 });
    expect(await sealed.reader.cosigned()).toBeUndefined();
    server.closeAllConnections();
    server.close();
  });

  it('are found in a long file that another origin has filled since', async () => {
    const place = file();
    const signed = (name: string, size: number) => {
      const checkpoint = { origin: name, size, root: Buffer.alloc(32), extensions: [] };
      const note = readSigningKeys(sealed.keyFile).sign(formatCheckpoint(checkpoint), name);
      return { ...checkpoint, note };
    };
    await place.publish(signed(origin, 7));
    for (let size = 1; size <= 1_500; size += 1) await place.publish(signed('ledger.test/2', size));
    expect(await place.latest(origin)).toMatchObject({ origin, size: 7 });
    expect(await place.latest('ledger.test/2')).toMatchObject({ size: 1_500 });
  });

  it('do not get the same origin twice', async () => {
    await sealed.sealer();
    await sealed.sealedUpTo(await sealed.append(1));
    const again = { name: origin, reason: 'none', startedBy: 'token-1' };
    await expect(startOrigin(sealed.source, again)).rejects.toThrow('cannot be the origin');
  });
});
