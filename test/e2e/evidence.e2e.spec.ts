import { systemClock } from '@ledger/event-store/clock.js';
import { digestsOf } from '@ledger/event-store/digested-log.js';
import type { EventLog } from '@ledger/event-store/event-log.js';
import { EVENT_LOG } from '@ledger/event-store/event-store.module.js';
import { parseCheckpoint } from '@ledger/evidence/checkpoint.js';
import { evidenceEntry } from '@ledger/evidence/entry.js';
import { parseLogProof } from '@ledger/evidence/log-proof.js';
import { leafHash } from '@ledger/evidence/merkle.js';
import { verifiesConsistency, verifiesInclusion } from '@ledger/evidence/merkle-verify.js';
import { isSignedBy, parseNote, parseVerifierKey } from '@ledger/evidence/signed-note.js';
import { provenState } from '@ledger/evidence/state-proof.js';
import { partyIdOf } from '@ledger/event-store/ids.js';
import {
  createCluster,
  organisations,
  type RunningApp,
  type TestCluster,
} from '../support/apps.js';
import { startWitness, type WitnessServer } from '../support/witness-server.js';

let cluster: TestCluster;
let registry: RunningApp;
let witness: WitnessServer;
const { bank, lender } = organisations;

beforeAll(async () => {
  witness = await startWitness();
  process.env['EVIDENCE_WITNESS_URL'] = witness.url;
  process.env['EVIDENCE_WITNESS_KEY'] = witness.key;
  process.env['EVIDENCE_PUBLISH_EVERY_SECONDS'] = '1';
  cluster = await createCluster({ clock: systemClock });
  registry = await cluster.startRegistry();
  for (const [org, name] of [
    [bank, '某银行'],
    [lender, '某贷款机构'],
  ] as const)
    await register(org, name);
});
afterAll(async () => {
  await cluster.close();
  await witness.close();
});

const register = async (org: string, name: string): Promise<void> => {
  await registry.http
    .post('/v1/parties')
    .set('Authorization', await cluster.bearer(org, 'manager'))
    .send({ identifier: { kind: 'uscc', value: org }, name, partyClass: 'enterprise' })
    .expect(201);
};

const log = (): EventLog => registry.app.get<EventLog>(EVENT_LOG, { strict: false });
const sealed = async (): Promise<number> => {
  const { head } = await log().versions([]);
  expect(await registry.readModels.caughtUp('evidence', head, 180_000)).toBe(true);
  return head;
};
const get = (path: string, accept = 200) => registry.http.get(`/v1/log/${path}`).expect(accept);
/** What is there in a moment. */
const found = async (path: string): Promise<string> => {
  for (const from = performance.now(); performance.now() - from < 180_000;) {
    const { status, text } = await registry.http.get(`/v1/log/${path}`);
    if (status === 200) return text;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${path} does not come about.`);
};
const bytes = async (path: string): Promise<Buffer> =>
  (
    await get(path)
      .buffer(true)
      .parse(toBuffer as never)
  ).body as Buffer;
const toBuffer = (
  response: NodeJS.ReadableStream,
  done: (error: Error | null, body: unknown) => void,
) => {
  const parts: Buffer[] = [];
  response.on('data', (part: Buffer) => parts.push(part));
  response.on('end', () => done(null, Buffer.concat(parts)));
};
const hashes = (all: readonly string[]) => all.map((hash) => Buffer.from(hash, 'base64'));

describe('the evidence of the log, over HTTP', () => {
  it('is a signed checkpoint under a published key, and tiles that give its root', async () => {
    await sealed();
    const { text: note, headers } = await get('checkpoint');
    expect(headers['content-type']).toBe('text/plain; charset=utf-8');
    const { body } = await get('keys');
    const [key] = body.keys as { verifier: string; fromSize: number }[];
    expect(isSignedBy(parseNote(note), parseVerifierKey(key!.verifier))).toBe(true);
    const { size, root } = parseCheckpoint(parseNote(note).text);
    const tile = await bytes(`tile/0/000.p/${size}`);
    expect(tile.length).toBe(size * 32);
    const bundle = await bytes(`tile/entries/000.p/${size}`);
    const entries = Array.from({ length: size }, (_, n) =>
      bundle.subarray(n * 34 + 2, (n + 1) * 34),
    );
    expect(Buffer.concat(entries.map(leafHash))).toEqual(tile);
    const [first] = (await log().readAll(0, 1)).events;
    const { body: proof } = await get(`proofs/inclusion?position=${first!.position}`);
    expect(verifiesInclusion(0, size, tile.subarray(0, 32), hashes(proof.hashes), root)).toBe(true);
    await get('tile/0/001.p/9', 404);
    await get('tile/9/000', 404);
    await get('tile/nothing', 404);
    await get('checkpoint?size=1000', 404);
  });

  it('proves an event to whoever has it, in a file that verifies offline', async () => {
    const position = await sealed();
    const { text: file, headers } = await get(`proofs/event?position=${position}`);
    expect(headers['content-disposition']).toContain(`event-${position}.tlog-proof`);
    const { index, hashes: path, checkpoint } = parseLogProof(file);
    const { size, root } = parseCheckpoint(parseNote(checkpoint).text);
    const { events } = await digestsOf(log()).readAll(position - 1, 1);
    const { digest, recordedAt } = events[0]!;
    const leaf = leafHash(evidenceEntry(digest, recordedAt));
    expect(verifiesInclusion(index, size, leaf, path, root)).toBe(true);
    await get(`proofs/event?position=${position + 1_000_000_000}`, 404);
    await get('proofs/event?position=0', 400);
  });

  it('proves that the log only grew', async () => {
    const before = parseCheckpoint(parseNote((await get('checkpoint')).text).text);
    await register(organisations.buyer, '某买方');
    await sealed();
    const after = parseCheckpoint(parseNote((await get('checkpoint')).text).text);
    const { body } = await get(`proofs/consistency?from=${before.size}&to=${after.size}`);
    expect(
      verifiesConsistency(before.size, after.size, before.root, after.root, hashes(body.hashes)),
    ).toBe(true);
    await get(`proofs/consistency?from=3&to=2`, 404);
  });

  it('shows the state of a stream to its own party and the auditor only', async () => {
    await sealed();
    const stream = `party-${partyIdOf('uscc', bank)}`;
    const asked = async (org: string, role: 'manager' | 'auditor', status: number) =>
      registry.http
        .get(`/v1/log/proofs/state?stream=${stream}`)
        .set('Authorization', await cluster.bearer(org, role))
        .expect(status);
    await asked(lender, 'manager', 404);
    await get(`proofs/state?stream=${stream}`, 401);
    for (const [org, role] of [[bank, 'manager'] as const, [lender, 'auditor'] as const]) {
      const { body } = await asked(org, role, 200);
      const { extensions } = parseCheckpoint(parseNote(body.checkpoint as string).text);
      const root = Buffer.from(extensions[0]!.slice('state '.length), 'base64');
      const leaf = { ...body.leaf, key: Buffer.from(body.leaf.key as string, 'hex') };
      const siblings = hashes(body.siblings as string[]);
      expect(provenState(root, stream, { siblings, leaf })).toMatchObject({
        version: body.version,
      });
    }
  });

  it('goes to the witness, and its cosignature comes back', async () => {
    const { body } = await get('keys');
    witness.trust((body.keys as { verifier: string }[])[0]!.verifier);
    await register(organisations.appraiser, '某评估机构');
    await sealed();
    expect(await found('checkpoint?cosigned=true')).toContain('\n\u2014 witness.test/w1 ');
  });

  it('can be made again, and started under another name, by an administrator only', async () => {
    const post = async (path: string, role: 'admin' | 'auditor', body?: object) =>
      registry.http
        .post(`/v1/admin/evidence/${path}`)
        .set('Authorization', await cluster.bearer(bank, role))
        .send(body);
    expect((await post('rebuild', 'auditor')).status).toBe(403);
    expect((await post('rebuild', 'admin')).status).toBe(202);
    await sealed();
    const origin = { name: 'ledger.test/2', reason: 'a rehearsal of a restore' };
    expect((await post('origins', 'admin', { ...origin, name: 'a b' })).status).toBe(409);
    expect((await post('origins', 'admin', origin)).body).toEqual({ ...origin, number: 2 });
    const { events } = await log().readAll(0, 1_000);
    const note = await found('checkpoint');
    expect(note.split('\n').slice(0, 2)).toEqual(['ledger.test/2', String(events.length)]);
    expect((await post('origins', 'admin', origin)).status).toBe(409);
  });
});
