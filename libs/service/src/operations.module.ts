import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { LedgerHealthModule } from '@ledger/http/health/ledger-health.module.js';
import { Metrics } from '@ledger/http/health/metrics.js';
import type { OnModuleInit } from '@nestjs/common';
import { Inject, Module } from '@nestjs/common';
import { ParkedController } from './parked.controller.js';
import { ProjectionsController } from './projections.controller.js';

/** What an operator sees of a service: readiness, numbers, and reactions put aside. */
@Module({ imports: [LedgerHealthModule], controllers: [ParkedController, ProjectionsController] })
export class OperationsModule implements OnModuleInit {
  constructor(
    @Inject(Metrics) private readonly metrics: Metrics,
    @Inject(CommandLoop) private readonly loop: CommandLoop,
  ) {}

  onModuleInit(): void {
    this.addNumber(
      'commands_in_hand',
      'Commands that wait or are being decided.',
      'commandsInHand',
    );
    this.addNumber('command_conflicts', 'Appends another process was faster than.', 'conflicts');
    this.addNumber('cached_streams', 'Folded streams kept in memory.', 'cachedStreams');
  }

  private addNumber(name: string, help: string, number: keyof CommandLoop['numbers']): void {
    this.metrics.gauge({
      name: `ledger_${name}`,
      help,
      samples: () => Promise.resolve([{ value: this.loop.numbers[number] }]),
    });
  }
}
