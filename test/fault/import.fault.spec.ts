import { withClient } from '@ledger/database/connection.js';
import { assetIdOf, partyIdOf } from '@ledger/event-store/ids.js';
import { openLocalIssuer } from '@ledger/http/local-issuer.js';
import { setTimeout as delay } from 'node:timers/promises';
import { heldUp } from '../support/held-up.js';
import { freePort } from '../support/ports.js';
import { organisation, persist, registrarToken } from './support/clients.js';
import { FaultPlace } from './support/fault-place.js';

const count = 6_000;
const bank = organisation(1);
const defaults = {
  rights: [{ right: 'holding', basis: '外部数据采购合同', from: '2026-01-01' }],
};
const lines = Array.from({ length: count }, (_, n) => `s-${n},名称 ${n},概述,协议取得,表格`);
const file = ['外部编号,数据名称,概述,来源,形态', ...lines].join('\n');

interface Progress {
  readonly state: string;
  readonly total: number;
  readonly processed: number;
  readonly counts: Readonly<Record<string, number>>;
}

let place: FaultPlace;
let token: string;
beforeEach(async () => {
  place = await FaultPlace.open();
  const issuer = await openLocalIssuer(place.folder, 'local');
  token = await issuer.mintToken({
    org: bank,
    roles: ['manager'],
    subject: 'fault-test-manager',
    expiresInSeconds: 600,
  });
});
afterEach(() => place.close());

/** A read repeated until the service answers: it may be dead, or its tables behind. */
const read = async <T>(url: string, isEnough: (answer: T) => boolean): Promise<T> => {
  for (;;) {
    const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` } }).catch(
      () => undefined,
    );
    const body = answer?.ok === true ? ((await answer.json()) as T) : undefined;
    if (body !== undefined && isEnough(body)) return body;
    await delay(20);
  }
};

it('an import goes on after kill -9 of its service: every row once, its progress never lost', async () => {
  const port = await freePort();
  const doomed = await place.startRegistry(port);
  const registrar = await registrarToken(await openLocalIssuer(place.folder, 'local'));
  const party = {
    identifier: { kind: 'uscc', value: bank },
    name: '银行',
    partyClass: 'enterprise',
  };
  await persist([doomed.url], registrar, { path: '/v1/parties', body: party, key: bank });
  const form = new FormData();
  form.append('defaults', JSON.stringify(defaults));
  form.append('file', new Blob([file], { type: 'text/csv' }), 'inventory.csv');
  const headers = { authorization: `Bearer ${token}` };
  const last = `asset-${assetIdOf(partyIdOf('uscc', bank), `s-${count - 1}`)}`;
  const { path, midway } = await heldUp(place.adminUrl, last, async () => {
    const taken = await fetch(`${doomed.url}/v1/asset-imports`, {
      method: 'POST',
      headers,
      body: form,
    });
    expect(taken.status).toBe(202);
    const there = taken.headers.get('location') ?? '';
    const seen = await read<Progress>(doomed.url + there, ({ processed }) => processed > 0);
    await doomed.kill();
    return { path: there, midway: seen };
  });
  expect(midway).toMatchObject({ state: 'running', total: count });
  expect(midway.processed).toBeLessThan(count);

  const { url } = await place.startRegistry(port);
  const seen: number[] = [midway.processed];
  const done = await read<Progress>(url + path, ({ state, processed }) => {
    seen.push(processed);
    return state !== 'running';
  });
  expect(done).toMatchObject({
    state: 'completed',
    processed: count,
    counts: { accepted: count, drafted: 0, alreadyThere: 0, refused: 0 },
  });
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  const report = await (await fetch(`${url}${path}/report.csv`, { headers })).text();
  const rows = report.split('\r\n').slice(1, -1);
  expect(rows.map((line) => Number(line.split(',')[0]))).toEqual(lines.map((_, n) => n + 2));
  await withClient(place.appUrl, async (client) => {
    const { rows: applied } = await client.query<{ stream: string }>(
      `SELECT stream FROM ledger.event WHERE type = 'ApplicationSubmitted'`,
    );
    expect(applied).toHaveLength(count);
    expect(new Set(applied.map(({ stream }) => stream)).size).toBe(count);
  });
});
