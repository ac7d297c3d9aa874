import type {
  AccountingPeriodDto,
  AmortisationRunDto,
  VoucherDraftDto,
} from '@ledger/contracts/journal/journal-state.dto.js';
import { accountKey } from '@ledger/domain/journal/chart.policies.js';
import { fromMinorUnits } from '@ledger/domain/money.js';
import type {
  AccountingPeriodView,
  AmortisationRunView,
  VoucherDraftView,
} from './journal.view.js';

export const periodAnswer = (row: AccountingPeriodView): AccountingPeriodDto => ({
  month: row.month,
  state: row.state,
  vouchers: row.vouchers,
  drafts: row.drafts,
  ...(row.sealedDigest === null ? {} : { digest: row.sealedDigest }),
  ...(row.approvedOn === null ? {} : { approvedOn: row.approvedOn }),
});

export const runAnswer = (row: AmortisationRunView): AmortisationRunDto => ({
  runId: row.runId,
  month: row.month,
  state: row.state,
  examined: row.examined,
  books: row.books,
  vouchers: row.vouchers,
  ...(row.total === null ? {} : { total: fromMinorUnits(BigInt(row.total)) }),
  ...(row.digest === null ? {} : { digest: row.digest }),
  startedAt: row.startedAt,
  ...(row.completedAt === null ? {} : { completedAt: row.completedAt }),
});

export const draftAnswer = ({
  draftId,
  content,
  preparedAt,
}: VoucherDraftView): VoucherDraftDto => ({
  draftId,
  month: content.month,
  date: content.date,
  kind: content.kind,
  summary: content.summary,
  preparer: content.preparer,
  preparedAt,
  lines: content.lines.map(({ account, side, amount }) => ({
    account: accountKey(account),
    name: account.sub === undefined ? account.name : `${account.name}—${account.sub.name}`,
    side,
    amount: amount.amount,
  })),
});
