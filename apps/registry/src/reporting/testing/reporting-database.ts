import type { VoucherPosted } from '@ledger/domain/accounting/journal.events.js';
import { dataSource } from '@ledger/database/connection.js';
import type { RecordedEvent } from '@ledger/event-store/event.js';
import type { DataSource } from 'typeorm';
import { createTestDatabase } from '../../../../../test/support/database.js';
import { postingProjection } from '../posting.projection.js';
import { reportingViews } from '../reporting.views.js';
import type { ReportScope } from '../report-scope.js';

/** Vouchers as they would be recorded, from a position on. */
export const recordedVouchers = (
  posted: readonly VoucherPosted[],
  before = 0,
): readonly RecordedEvent[] =>
  posted.map(({ type, data }, at) => {
    const position = before + at + 1;
    return {
      id: `0199aaaa-0000-7000-8000-${String(position).padStart(12, '0')}`,
      stream: `journal-${data.entityPartyId}-${data.month}`,
      version: data.number,
      position,
      type,
      schemaVersion: 1,
      data,
      metadata: {
        effectiveOn: data.date,
        actor: { person: 'token-1', partyId: data.entityPartyId, role: 'system' },
        correlationId: 'correlation-1',
      },
      salt: '00'.repeat(16),
      previousDigest: '00'.repeat(32),
      recordedAt: `2026-11-21T02:00:00.${String(position).padStart(6, '0')}Z`,
    };
  });

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
  let head = 0;
  return {
    source,
    post: async (posted) => {
      const events = recordedVouchers(posted, head);
      head += events.length;
      await source.transaction((manager) => postingProjection.apply(events, manager));
    },
    scope: (entityPartyId, from, to, knownAt) => ({
      entityPartyId,
      entityName: '示例数据有限公司',
      entityCode: '91440300MADX00019R',
      from,
      to,
      knownAt: knownAt ?? head,
      isLatest: knownAt === undefined,
      format: 'general',
    }),
    close: async () => {
      await source.destroy();
      await database.drop();
    },
  };
};
