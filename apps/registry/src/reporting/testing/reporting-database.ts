import type { VoucherPosted } from '@ledger/domain/accounting/journal.events.js';
import { dataSource } from '@ledger/database/connection.js';
import { RecordedLog } from '../../feed/testing/recorded.js';
import type { DataSource } from 'typeorm';
import { createTestDatabase } from '../../../../../test/support/database.js';
import { postingProjection } from '../posting.projection.js';
import { reportingViews } from '../reporting.views.js';
import type { ReportScope } from '../report-scope.js';

/** A database with vouchers in it, as the projection writes them. */
export interface ReportingDatabase {
  readonly source: DataSource;
  /** Positions are those of the vouchers, from 1 on, in the order given. */
  post(posted: readonly VoucherPosted[]): Promise<void>;
  scope(entityPartyId: string, from: string, to: string, knownAt?: number): ReportScope;
  close(): Promise<void>;
}

export const reportingDatabase = async (): Promise<ReportingDatabase> => {
  const database = await createTestDatabase();
  const source = await dataSource(database.appUrl, [...reportingViews]).initialize();
  const log = new RecordedLog();
  return {
    source,
    post: async (posted) => {
      const from = log.events.length;
      for (const { type, data } of posted) {
        log.add(`journal-${data.entityPartyId}-${data.month}`, type, data);
      }
      await source.transaction((manager) =>
        postingProjection.apply(log.events.slice(from), manager),
      );
    },
    scope: (entityPartyId, from, to, knownAt) => ({
      entityPartyId,
      entityName: '示例数据有限公司',
      entityCode: '91440300MADX00019R',
      from,
      to,
      knownAt: knownAt ?? log.events.length,
      isLatest: knownAt === undefined,
      format: 'general',
    }),
    close: async () => {
      await source.destroy();
      await database.drop();
    },
  };
};
