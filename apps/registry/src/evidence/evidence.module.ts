import type { HttpConfiguration } from '@ledger/http/configuration.js';
import { HealthBoard } from '@ledger/http/health/health.js';
import { Metrics } from '@ledger/http/health/metrics.js';
import { CONFIGURATION } from '@ledger/http/tokens.js';
import { EvidenceReader } from '@ledger/evidence/proofs/evidence-reader.js';
import type { OnModuleInit } from '@nestjs/common';
import { Inject, Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { evidenceConfiguration } from './evidence.configuration.js';
import { EvidenceHealth } from './evidence-health.js';
import { EVIDENCE_CONFIGURATION } from './evidence.tokens.js';
import { LogQueriesController } from './log.queries.controller.js';
import { ProofsQueriesController } from './proofs.queries.controller.js';
import { SealingCommandsController } from './sealing.commands.controller.js';
import { SealingHost } from './sealing-host.js';
import { SealingOrders } from './sealing-orders.js';

/** Proofs that the log is what it was: sealing, tiles, checkpoints, proofs. */
@Module({
  controllers: [LogQueriesController, ProofsQueriesController, SealingCommandsController],
  providers: [
    EvidenceHealth,
    SealingHost,
    SealingOrders,
    {
      provide: EVIDENCE_CONFIGURATION,
      inject: [CONFIGURATION],
      useFactory: (configuration: HttpConfiguration) =>
        evidenceConfiguration(process.env, configuration),
    },
    {
      provide: EvidenceReader,
      inject: [DataSource],
      useFactory: (dataSource: DataSource) => new EvidenceReader(dataSource),
    },
  ],
})
export class EvidenceModule implements OnModuleInit {
  constructor(
    @Inject(HealthBoard) private readonly board: HealthBoard,
    @Inject(Metrics) private readonly metrics: Metrics,
    @Inject(EvidenceHealth) private readonly health: EvidenceHealth,
  ) {}

  onModuleInit(): void {
    this.board.add({ name: 'evidence', check: () => this.health.check() });
    this.metrics.gauge({
      name: 'ledger_evidence_tree_size',
      help: 'Events in the latest checkpoint.',
      samples: async () => [{ value: (await this.health.progress()).size }],
    });
    this.metrics.gauge({
      name: 'ledger_evidence_lag_events',
      help: 'Positions between the head of the log and what has been sealed.',
      samples: async () => [{ value: (await this.health.progress()).lag }],
    });
  }
}
