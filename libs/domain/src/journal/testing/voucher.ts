import type { AccountRole, EntryLine } from '../../accounting/entry.js';
import type { VoucherContent, VoucherKind } from '../../accounting/journal.events.js';
import { fromMinorUnits } from '../../money.js';
import { chartInForce, onChart } from '../chart.js';
import { generalChartPolicy } from '../chart.policies.js';

/** The chart that is shipped, for specs. */
export const shippedChart = chartInForce(
  { policy: generalChartPolicy.name, version: 1 },
  generalChartPolicy.shipped!(),
);

/** A line on a role; the amount in fen. */
export const lineOn = (
  role: AccountRole,
  side: EntryLine['side'],
  minor: bigint,
  more: Partial<EntryLine> = {},
): EntryLine => ({ role, side, amount: fromMinorUnits(minor), ...more });

/** A voucher on the shipped chart; by default a loan of 300,000 drawn by hand. */
export const voucherOf = (
  more: Partial<VoucherContent> & { readonly kind?: VoucherKind } = {},
  lines: readonly EntryLine[] = [
    lineOn('bank', 'debit', 30_000_000n),
    lineOn('shortTermLoan', 'credit', 30_000_000n),
  ],
): VoucherContent => ({
  entityPartyId: 'entity',
  month: '2025-03',
  kind: 'manual',
  date: '2025-03-20',
  summary: '质押借款',
  lines: onChart(shippedChart, lines, () => undefined),
  attachments: [],
  preparer: 'token-1',
  chart: shippedChart.reference,
  bookkeeping: { policy: 'bookkeeping', version: 1, persons: 1 },
  ...more,
});
