/**
 * How soon a lender is told: freezes are raised on pledged assets over HTTP, and the log says how
 * much later the alert of each was recorded. `node bench/run.mjs alert`; `FREEZES=` (default 200),
 * `--quick` raises 20. Target: within one second of the event.
 */
import { withClient } from '@ledger/database/connection.js';
import { partyIdOf } from '@ledger/event-store/ids.js';
import { type BenchDatabase, createBenchDatabase } from './database.js';
import { quantile } from './quantile.js';
import { withServer } from './server.js';
import { benchOrganisation, registerOrganisation, startRegistry } from './service.js';
import { assetIds, fillTitles } from './title-log.js';

const isQuick = process.argv.includes('--quick');
const freezes = Number(process.env['FREEZES'] ?? (isQuick ? 20 : 200));
const assets = 1_000;
const targetMs = 1_000;
const patienceMs = 60_000;

/** Milliseconds between each freeze and its alert; waits until the last one has come. */
const delays = async ({ adminUrl }: BenchDatabase): Promise<readonly number[]> => {
  const until = performance.now() + patienceMs;
  for (;;) {
    const { rows } = await withClient(adminUrl, (client) =>
      client.query<{ ms: string }>(
        `SELECT extract(epoch FROM alert.recorded_at - bar.recorded_at) * 1000 AS ms
         FROM ledger.event AS bar JOIN ledger.event AS alert
           ON alert.type = 'AlertRaised' AND alert.data->'about'->>'barId' = bar.data->>'barId'
         WHERE bar.type = 'BarRaised'`,
      ),
    );
    if (rows.length >= freezes) return rows.map(({ ms }) => Number(ms)).sort((a, b) => a - b);
    if (performance.now() > until) throw new Error(`${rows.length} of ${freezes} alerts came.`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
};

const run = async (): Promise<void> => {
  const database = await createBenchDatabase();
  try {
    await (await startRegistry(database)).stop();
    const lenderPartyId = partyIdOf('uscc', benchOrganisation);
    await fillTitles(database.adminUrl, {
      assets,
      pledges: assets,
      lenderPartyId,
      registrarPartyId: lenderPartyId,
    });
    const service = await startRegistry(database);
    try {
      await registerOrganisation(service);
      const headers = {
        authorization: await service.bearer('registrar'),
        'content-type': 'application/json',
      };
      const ids = await assetIds(database.adminUrl, assets, freezes);
      for (const id of ids) {
        const answer = await fetch(`${service.url}/v1/assets/${id}/bars`, {
          method: 'POST',
          headers,
          body: JSON.stringify({ ground: 'freeze', authority: '法院', until: '2099-12-31' }),
        });
        if (!answer.ok) throw new Error(await answer.text());
      }
      const all = await delays(database);
      const [p50, p99, most] = [quantile(all, 0.5), quantile(all, 0.99), all.at(-1) ?? 0];
      console.log(
        `${all.length} alerts: median ${p50.toFixed(1)} ms after the freeze, p99 ` +
          `${p99.toFixed(1)} ms, most ${most.toFixed(1)} ms (target: under ${targetMs} ms)`,
      );
      if (most >= targetMs) process.exitCode = 2;
    } finally {
      await service.stop();
    }
  } finally {
    await database.drop();
  }
};

await withServer(run);
