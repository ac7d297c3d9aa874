import type { EventLog } from '@ledger/event-store/event-log.js';
import { EVENT_LOG } from '@ledger/event-store/event-store.module.js';
import { readProgress } from '@ledger/evidence/sealing/evidence-tables.js';
import { sealingName } from '@ledger/evidence/sealing/sealing.js';
import type { HealthState } from '@ledger/http/health/health.js';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { SealingHost } from './sealing-host.js';

/**
 * Whether the log is being sealed. What is wrong here never stops the registry from serving: the
 * answers stay right, but something needs a look.
 */
@Injectable()
export class EvidenceHealth {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(SealingHost) private readonly host: SealingHost,
  ) {}

  async check(): Promise<HealthState> {
    const [row] = await this.dataSource.query<{ failure: string | null }[]>(
      'SELECT failure FROM read.checkpoint WHERE name = $1',
      [sealingName],
    );
    const told = [row?.failure ?? null, this.host.reason()];
    const reasons = told.filter((reason) => reason !== null);
    return reasons.length === 0
      ? { status: 'up' }
      : { status: 'degraded', reasons: [...new Set(reasons)] };
  }

  async progress(): Promise<{ readonly size: number; readonly lag: number }> {
    const { size = 0, position = 0 } = (await readProgress(this.dataSource.manager)) ?? {};
    const { head } = await this.log.versions([]);
    return { size, lag: Math.max(0, head - position) };
  }
}
