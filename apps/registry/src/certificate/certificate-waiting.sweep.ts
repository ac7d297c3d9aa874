import { addDays, shanghaiDate } from '@ledger/domain/calendar.js';
import { DueWalk } from '@ledger/read-model/due-walk.js';
import type { Sweep } from '@ledger/read-model/process.js';
import { dueContext } from '@ledger/read-model/reaction.js';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CertificateNumbering } from './certificate-numbering.js';
import { CertificateView } from './certificate.view.js';

/** Assets looked at in one round. */
const roundMax = 100;

/** Numbers, from a month's first day, what found the numbers of the month before used up. */
@Injectable()
export class CertificateWaitingSweep implements Sweep {
  readonly name = 'certificate-waiting';
  readonly everySeconds = 300;
  private readonly walk: DueWalk<CertificateView>;

  constructor(
    @Inject(CertificateNumbering) private readonly numbering: CertificateNumbering,
    @Inject(DataSource) dataSource: DataSource,
  ) {
    const rows = { table: CertificateView, due: 'waitingSince', id: 'assetId', roundMax } as const;
    this.walk = new DueWalk(dataSource, rows);
  }

  run(now: string): Promise<number> {
    const month = shanghaiDate(now).slice(0, 7);
    return this.walk.round(addDays(`${month}-01`, -1), (row) => this.number(row, month));
  }

  /** A row that the projection has yet to change counts none, or the round would never end. */
  private async number(
    { assetId, registrarPartyId, waitingSince }: CertificateView,
    month: string,
  ): Promise<number> {
    if (waitingSince === null) return 0;
    const asset = { assetId, registrarPartyId, registeredOn: waitingSince };
    const context = dueContext(this.name, `${assetId} ${month}`);
    return (await this.numbering.number(asset, context)) === 'numbered' ? 1 : 0;
  }
}
