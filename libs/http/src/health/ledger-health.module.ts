import type { EventLog } from '@ledger/event-store/event-log.js';
import { EVENT_LOG } from '@ledger/event-store/event-store.module.js';
import { ReadModels } from '@ledger/read-model/read-models.js';
import type { Readiness, RunnerNumbers } from '@ledger/read-model/read-models.js';
import { Inject, Module } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { HealthBoard } from './health.js';
import type { HealthStatus } from './health.js';
import { Metrics } from './metrics.js';
import type { Sample } from './metrics.js';

const statuses: Readonly<Record<Readiness['state'], HealthStatus>> = {
  ready: 'up',
  degraded: 'degraded',
  not_ready: 'down',
};

/** Puts the log and the read models of a service on its health board and its metrics page. */
@Module({})
export class LedgerHealthModule implements OnModuleInit {
  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(HealthBoard) private readonly board: HealthBoard,
    @Inject(Metrics) private readonly metrics: Metrics,
  ) {}

  onModuleInit(): void {
    this.board.add({
      name: 'log',
      check: async () => {
        await this.log.ready();
        return { status: 'up' };
      },
    });
    this.board.add({
      name: 'readModels',
      check: async () => {
        const { state, reasons } = this.readModels.readiness();
        return { status: statuses[state], ...(reasons.length > 0 ? { reasons } : {}) };
      },
    });
    this.metrics.gauge({
      name: 'ledger_log_head_position',
      help: 'Position of the last event in the log.',
      samples: async () => [{ value: (await this.log.versions([])).head }],
    });
    this.addRunners('ledger_runner_lag_positions', 'Positions not yet dealt with.', 'lag');
    this.addRunners('ledger_runner_parked', 'Correlations that wait.', 'parkedCorrelations');
    this.addRunners(
      'ledger_runner_outdated',
      '1 where rows are of an older rule than this release’s.',
      'isOutdated',
    );
    this.addRunners('ledger_runner_done', 'Dealt with since this process started.', 'done');
  }

  private addRunners(
    name: string,
    help: string,
    number: 'lag' | 'parkedCorrelations' | 'isOutdated' | 'done',
  ): void {
    const sample = (runner: RunnerNumbers): Sample => ({
      labels: { kind: runner.kind, name: runner.name },
      value: Number(runner[number]),
    });
    this.metrics.gauge({
      ...{ name, help, labelNames: ['kind', 'name'] },
      samples: async () => (await this.readModels.numbers()).runners.map(sample),
    });
  }
}
