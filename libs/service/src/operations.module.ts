import { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { EventLog } from '@ledger/event-store/event-log.js';
import { EVENT_LOG } from '@ledger/event-store/event-store.module.js';
import { HealthBoard, type HealthState } from '@ledger/http/health/health.js';
import { Metrics } from '@ledger/http/health/metrics.js';
import { ReadModels } from '@ledger/read-model/read-models.js';
import type { OnModuleInit } from '@nestjs/common';
import { Inject, Module } from '@nestjs/common';
import { ParkedController } from './parked.controller.js';

/** What an operator sees of a service: readiness, numbers, and reactions put aside. */
@Module({ controllers: [ParkedController] })
export class OperationsModule implements OnModuleInit {
  constructor(
    @Inject(HealthBoard) private readonly board: HealthBoard,
    @Inject(Metrics) private readonly metrics: Metrics,
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(EVENT_LOG) private readonly log: EventLog,
  ) {}

  onModuleInit(): void {
    this.board.add({ name: 'log', check: () => this.logHealth() });
    this.board.add({
      name: 'readModels',
      check: () => Promise.resolve(this.readModelHealth()),
    });
    this.addLogNumbers();
    this.addRunnerNumbers();
  }

  private async logHealth(): Promise<HealthState> {
    await this.log.ready();
    return { status: 'up' };
  }

  private readModelHealth(): HealthState {
    const { state, reasons } = this.readModels.readiness();
    const status = { ready: 'up', degraded: 'degraded', not_ready: 'down' } as const;
    return { status: status[state], reasons };
  }

  private addLogNumbers(): void {
    this.metrics.gauge({
      name: 'ledger_log_head_position',
      help: 'Position of the last event of the log.',
      samples: async () => [{ value: (await this.readModels.numbers()).head }],
    });
    this.metrics.gauge({
      name: 'ledger_commands_in_hand',
      help: 'Commands that wait or are being decided.',
      samples: () => Promise.resolve([{ value: this.loop.numbers.commandsInHand }]),
    });
    this.metrics.gauge({
      name: 'ledger_command_conflicts_total',
      help: 'Appends that another process was faster than, since this process started.',
      samples: () => Promise.resolve([{ value: this.loop.numbers.conflicts }]),
    });
    this.metrics.gauge({
      name: 'ledger_cached_streams',
      help: 'Folded streams kept in memory.',
      samples: () => Promise.resolve([{ value: this.loop.numbers.cachedStreams }]),
    });
  }

  private addRunnerNumbers(): void {
    const samples = async (value: 'lag' | 'parkedCorrelations' | 'done') =>
      (await this.readModels.numbers()).runners.map((runner) => ({
        labels: { name: runner.name, kind: runner.kind },
        value: runner[value],
      }));
    const labelNames = ['name', 'kind'];
    this.metrics.gauge({
      name: 'ledger_runner_lag_events',
      help: 'Positions between the head of the log and what a runner has dealt with.',
      labelNames,
      samples: () => samples('lag'),
    });
    this.metrics.gauge({
      name: 'ledger_runner_parked_correlations',
      help: 'Correlations that a process has put aside for an operator.',
      labelNames,
      samples: () => samples('parkedCorrelations'),
    });
    this.metrics.gauge({
      name: 'ledger_runner_done_total',
      help: 'Events applied or reactions carried out since this process started.',
      labelNames,
      samples: () => samples('done'),
    });
  }
}
