import { withClient } from '@ledger/database/connection.js';
import { eventDigest } from '@ledger/event-store/digest.js';
import { type DigestedLog, digestsOf } from '@ledger/event-store/digested-log.js';
import { evidenceEntry } from '../entry.js';
import { leafHash } from '../merkle.js';
import { verifiesConsistency, verifiesInclusion } from '../merkle-verify.js';
import { isSignedBy, parseNote, parseVerifierKey } from '../signed-note.js';
import { provenState } from '../state-proof.js';
import { SealedLog } from '../testing/sealed-log.js';
import { readSigningKeys } from './signing-keys.js';

let sealed: SealedLog;
beforeEach(async () => (sealed = await SealedLog.open()));
afterEach(() => sealed.close());

const asSuperuser = (sql: string) =>
  withClient(sealed.database.adminUrl, async (client) => {
    await client.query("SET session_replication_role = 'replica'");
    await client.query(sql);
  });

const stateRootOf = (extensions: readonly string[]) =>
  Buffer.from((extensions[0] ?? '').slice('state '.length), 'base64');

describe('a sealed log', () => {
  it('proves every event, every earlier checkpoint and how every stream stands', async () => {
    await sealed.sealer({ batchMax: 100 });
    const position = await sealed.append(300, 60);
    await sealed.sealedUpTo(position);
    const latest = (await sealed.reader.checkpoint())!;
    expect(latest.size).toBe(300);
    const { events } = await sealed.log.readAll(0, 1_000);
    for (const [index, event] of events.entries()) {
      const found = (await sealed.reader.inclusion(event.position))!;
      const leaf = leafHash(evidenceEntry(eventDigest(event), event.recordedAt));
      expect(found.leafIndex).toBe(index);
      expect(verifiesInclusion(index, 300, leaf, found.hashes, latest.root)).toBe(true);
    }
    const earlier = await sealed.source.query<{ size: string }[]>(
      'SELECT size FROM evidence.checkpoint ORDER BY size',
    );
    for (const { size } of earlier) {
      const { root } = (await sealed.reader.checkpoint(Number(size)))!;
      const proof = await sealed.reader.consistency(Number(size), 300);
      expect(verifiesConsistency(Number(size), 300, root, latest.root, proof)).toBe(true);
    }
    await sealed.until(
      async () => (await sealed.reader.streamState('asset-1'))?.checkpoint.size === 300,
    );
    for (const stream of ['asset-0', 'asset-59', 'asset-60']) {
      const { proof, checkpoint } = (await sealed.reader.streamState(stream))!;
      const last = events.filter((event) => event.stream === stream).at(-1);
      const expected = last ? { version: last.version, digest: eventDigest(last) } : 'absent';
      expect(provenState(stateRootOf(checkpoint.extensions), stream, proof)).toEqual(expected);
    }
  });

  it('is sealed by one of several, and another goes on when it ends', async () => {
    const one = await sealed.sealer();
    const position = await sealed.append(5);
    await sealed.sealedUpTo(position);
    await sealed.sealer();
    await one.stop();
    await sealed.sealedUpTo(await sealed.append(5));
    expect((await sealed.reader.checkpoint())?.size).toBe(10);
  });

  it('gives the same roots when tiles and state map are made again', async () => {
    const position = await sealed.append(700, 300);
    await sealed.sealer({ batchMax: 90 });
    await sealed.sealedUpTo(position);
    const { rebuildEvidence } = await import('./origins.js');
    const tiles = () => sealed.source.query('SELECT * FROM evidence.tile ORDER BY level, index');
    const before = await tiles();
    await rebuildEvidence(sealed.source);
    await sealed.sealedUpTo(position);
    expect(await tiles()).toEqual(before);
    await sealed.sealedUpTo(await sealed.append(1, 1, 'title'));
    expect((await sealed.reader.checkpoint())?.size).toBe(701);
  });

  it('goes on to the same roots from an unfinished round of state pages', async () => {
    await sealed.append(60, 20);
    const first = await sealed.sealer({ batchMax: 7 });
    await sealed.sealedUpTo(60);
    await first.stop();
    const { note } = (await sealed.reader.checkpoint())!;
    // As a crash between two steps of a round leaves it: an earlier round, and some newer pages.
    await asSuperuser(`
      UPDATE evidence.progress SET round = 0, round_size = 0, round_position = 0;
      DELETE FROM evidence.page WHERE round % 2 = 0; UPDATE evidence.page SET round = round + 1`);
    await sealed.sealer();
    await sealed.until(async () => (await sealed.reader.streamState('asset-1')) !== undefined);
    const { proof, checkpoint } = (await sealed.reader.streamState('asset-3'))!;
    expect(checkpoint.note).toBe(note);
    expect(provenState(stateRootOf(checkpoint.extensions), 'asset-3', proof)).toMatchObject({
      version: 3,
    });
  });

  it('works with positions that are not dense, as another store has them', async () => {
    const dense = digestsOf(sealed.log);
    const sparse = (position: number) => position * 1_000 + (position % 7);
    const log: DigestedLog = {
      ...dense,
      head: async () => sparse(await dense.head()),
      readAll: async (after, limit) => {
        const { events, through } = await dense.readAll(Math.floor(after / 1_000), limit);
        const spread = events.map((event) => ({ ...event, position: sparse(event.position) }));
        return { events: spread, through: sparse(through) };
      },
    };
    const last = await sealed.append(600, 90);
    const first = await sealed.sealer({ log, batchMax: 37 });
    await sealed.until(() => first.status.position >= sparse(last - 300));
    await first.stop();
    await sealed.sealer({ log, batchMax: 37 });
    await sealed.sealedUpTo(sparse(last));
    const { root, size } = (await sealed.reader.checkpoint())!;
    expect(size).toBe(600);
    const { events } = await sealed.log.readAll(0, 1_000);
    for (const at of [0, 255, 256, 599]) {
      const event = events[at]!;
      const leaf = leafHash(evidenceEntry(eventDigest(event), event.recordedAt));
      const { hashes } = (await sealed.reader.inclusion(sparse(event.position)))!;
      expect(verifiesInclusion(at, 600, leaf, hashes, root)).toBe(true);
    }
    expect(await sealed.reader.inclusion(sparse(1) + 1)).toBeUndefined();
  });

  it('signs with every key of the file, and publishes old keys with the new one', async () => {
    const { generateKeyPairSync } = await import('node:crypto');
    const { readFileSync, writeFileSync } = await import('node:fs');
    const first = await sealed.sealer();
    await sealed.sealedUpTo(await sealed.append(3));
    await first.stop();
    const old = readFileSync(sealed.keyFile, 'utf8');
    const { privateKey } = generateKeyPairSync('ed25519');
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
    writeFileSync(sealed.keyFile, pem + old);
    await sealed.sealer({ keys: readSigningKeys(sealed.keyFile) });
    await sealed.sealedUpTo(await sealed.append(2, 2, 'party'));
    const keys = await sealed.reader.keys();
    expect(keys.map(({ fromSize }) => fromSize)).toEqual([expect.any(Number), expect.any(Number)]);
    const note = parseNote((await sealed.reader.checkpoint())!.note);
    for (const { verifier } of keys)
      expect(isSignedBy(note, parseVerifierKey(verifier))).toBe(true);

    await sealed.stopSealers();
    writeFileSync(sealed.keyFile, pem);
    await sealed.sealer({ keys: readSigningKeys(sealed.keyFile) });
    await sealed.sealedUpTo(await sealed.append(2, 2, 'title'));
    const latest = parseNote((await sealed.reader.checkpoint())!.note);
    const older = parseNote((await sealed.reader.checkpoint(3))!.note);
    const [now, before] = (await sealed.reader.keys()).map(({ verifier }) => verifier);
    const signs = (key: string | undefined, one: typeof note) =>
      isSignedBy(one, parseVerifierKey(key ?? ''));
    expect([signs(now, latest), signs(before, latest)]).toEqual([true, false]);
    expect([signs(now, older), signs(before, older)]).toEqual([false, true]);
  });

  it('stops where an event was changed before it was sealed', async () => {
    await sealed.append(6, 2);
    await asSuperuser(`UPDATE ledger.event SET data = '{"what":"other"}' WHERE position = 1`);
    await sealed.sealer();
    expect(await sealed.refusal()).toContain('position 3, version 2 of asset-0');
  });

  it('stops when the log ends before what was sealed', async () => {
    const first = await sealed.sealer();
    await sealed.sealedUpTo(await sealed.append(6));
    await first.stop();
    await asSuperuser('DELETE FROM ledger.event WHERE position > 4');
    await sealed.sealer();
    expect(await sealed.refusal()).toContain('ends at position 4, but it was sealed up to 6');
  });

  it.each(['tile', 'page', 'leaf_tile'])('stops when its %s was changed', async (table) => {
    const first = await sealed.sealer();
    await sealed.sealedUpTo(await sealed.append(6));
    await first.stop();
    const column = table === 'leaf_tile' ? 'positions' : 'bytes';
    await asSuperuser(
      `UPDATE evidence.${table} SET ${column} = ${
        table === 'leaf_tile' ? "''" : `set_byte(${column}, 40, get_byte(${column}, 40) # 1)`
      }`,
    );
    const second = await sealed.sealer();
    await sealed.until(() => second.status.reason !== null);
    expect(second.status.reason).toMatch(/lost|damaged|lead to the root/);
  });
});
