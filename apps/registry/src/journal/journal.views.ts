import type { Projection } from '@ledger/read-model/projection.js';
import { rowProjection } from '@ledger/read-model/row-projection.js';
import type { EntityTarget, ObjectLiteral } from 'typeorm';
import {
  accountingPeriodFold,
  amortisationRunFold,
  entityBookFold,
  voucherDraftFold,
} from './journal.projections.js';
import {
  AccountingPeriodView,
  AmortisationRunView,
  EntityBookView,
  VoucherDraftView,
} from './journal.view.js';

/** Tables of this slice. */
export const journalViews: readonly EntityTarget<ObjectLiteral>[] = [
  AccountingPeriodView,
  VoucherDraftView,
  AmortisationRunView,
  EntityBookView,
];

/** What keeps them. */
export const journalProjections: readonly Projection[] = [
  rowProjection(accountingPeriodFold),
  rowProjection(voucherDraftFold),
  rowProjection(amortisationRunFold),
  rowProjection(entityBookFold),
];
