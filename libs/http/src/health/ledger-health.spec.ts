import { InMemoryEventLog } from '@ledger/event-store/in-memory/in-memory-event-log.js';
import { systemClock } from '@ledger/event-store/clock.js';
import type { ReadModels } from '@ledger/read-model/read-models.js';
import { HealthBoard } from './health.js';
import { LedgerHealthModule } from './ledger-health.module.js';
import { Metrics } from './metrics.js';

describe('health of the ledger', () => {
  it('is that of its log and its read models, with their numbers', async () => {
    const [board, metrics] = [new HealthBoard(), new Metrics('till')];
    const log = new InMemoryEventLog(systemClock);
    const runner = {
      ...{
        kind: 'projection',
        name: 'rows',
        lag: 3,
        parkedCorrelations: 0,
        done: 9,
        isOutdated: false,
      },
    };
    const readModels = {
      readiness: () => ({ state: 'not_ready', reasons: ['projection rows: stopped'] }),
      numbers: async () => ({ head: 0, runners: [runner] }),
    } as unknown as ReadModels;
    new LedgerHealthModule(log, readModels, board, metrics).onModuleInit();
    expect(await board.health()).toEqual({
      status: 'down',
      parts: {
        log: { status: 'up' },
        readModels: { status: 'down', reasons: ['projection rows: stopped'] },
      },
    });
    const page = await metrics.page();
    expect(page).toMatch(/ledger_runner_lag_positions\{kind="projection",name="rows",.*\} 3/);
    expect(page).toMatch(/ledger_log_head_position\{.*\} 0/);
    metrics.close();
  });
});
