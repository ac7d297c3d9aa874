import type { EntityBooks } from '../../accounting/testing/entity-books.js';
import type { VoucherPosted } from '../../accounting/journal.events.js';
import { monthOf } from '../../month.js';
import { sampleEntity } from './vouchers.js';

/** What an entity's books called for, as vouchers on a chart whose codes are the roles. */
export const vouchersOf = ({ entries }: EntityBooks): readonly VoucherPosted[] =>
  entries.map(({ date, summary, lines }, index) => ({
    type: 'VoucherPosted',
    data: {
      entityPartyId: sampleEntity,
      month: monthOf(date),
      number: index + 1,
      kind: lines.some(({ role }) => role === 'openingBalance') ? 'opening' : 'fact',
      date,
      summary,
      lines: lines.map((line, at) => ({
        ...line,
        line: at + 1,
        account: { code: line.role, name: line.role },
      })),
      attachments: [],
      preparer: 'system',
      chart: { policy: 'chart-of-accounts', version: 1 },
    },
  }));
