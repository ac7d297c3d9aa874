import { shanghaiDate } from '@ledger/domain/calendar.js';
import type { Sweep } from '@ledger/read-model/process.js';
import { dueContext } from '@ledger/read-model/reaction.js';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, LessThan } from 'typeorm';
import { CertificateNumbering } from './certificate-numbering.js';
import { CertificateView } from './certificate.view.js';

/** Assets looked at in one round. */
const roundMax = 100;

/** Numbers, from a month's first day, what found the numbers of the month before used up. */
@Injectable()
export class CertificateWaitingSweep implements Sweep {
  readonly name = 'certificate-waiting';
  readonly everySeconds = 300;

  constructor(
    @Inject(CertificateNumbering) private readonly numbering: CertificateNumbering,
    @Inject(DataSource) private readonly dataSource: DataSource,
  ) {}

  async run(now: string): Promise<number> {
    const month = shanghaiDate(now).slice(0, 7);
    const waiting = await this.dataSource.getRepository(CertificateView).find({
      where: { waitingSince: LessThan(`${month}-01`) },
      order: { waitingSince: 'ASC', assetId: 'ASC' },
      take: roundMax,
    });
    let numbered = 0;
    for (const { assetId, registrarPartyId, waitingSince } of waiting) {
      if (waitingSince === null) continue;
      const asset = { assetId, registrarPartyId, registeredOn: waitingSince };
      const context = dueContext(this.name, `${assetId} ${month}`);
      if ((await this.numbering.number(asset, context)) === 'numbered') numbered += 1;
    }
    // A row that the projection has yet to change counts none, or the round would never end.
    return numbered;
  }
}
