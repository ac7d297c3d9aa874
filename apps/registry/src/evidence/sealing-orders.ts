import type { NewOrigin } from '@ledger/evidence/sealing/origins.js';
import { rebuildEvidence, startOrigin } from '@ledger/evidence/sealing/origins.js';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** What an operator may order of the sealer, whichever process it runs in. */
@Injectable()
export class SealingOrders {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  startOrigin(origin: NewOrigin): Promise<number> {
    return startOrigin(this.dataSource, origin);
  }

  rebuild(): Promise<void> {
    return rebuildEvidence(this.dataSource);
  }
}
