import { addDays, shanghaiDate } from '@ledger/domain/calendar.js';
import { DueSweep } from '@ledger/read-model/due-sweep.js';
import { dueContext } from '@ledger/read-model/reaction.js';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CertificateNumbering } from './certificate-numbering.js';
import { CertificateView } from './certificate.view.js';

/** Numbers, from a month's first day, what found the numbers of the month before used up. */
@Injectable()
export class CertificateWaitingSweep extends DueSweep<CertificateView> {
  readonly name = 'certificate-waiting';
  readonly everySeconds = 300;

  constructor(
    @Inject(CertificateNumbering) private readonly numbering: CertificateNumbering,
    @Inject(DataSource) dataSource: DataSource,
  ) {
    super(dataSource, { table: CertificateView, due: 'waitingSince', id: 'assetId' });
  }

  /** The last day of the month before. */
  protected override dueBy(now: string): string {
    return addDays(`${monthOf(now)}-01`, -1);
  }

  protected async settle(row: CertificateView, now: string): Promise<number> {
    const { assetId, registrarPartyId, waitingSince } = row;
    if (waitingSince === null) return 0;
    const asset = { assetId, registrarPartyId, registeredOn: waitingSince };
    const context = dueContext(this.name, `${assetId} ${monthOf(now)}`);
    return (await this.numbering.number(asset, context)) === 'numbered' ? 1 : 0;
  }
}

const monthOf = (now: string): string => shanghaiDate(now).slice(0, 7);
