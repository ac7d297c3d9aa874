import { jointProjection } from '@ledger/read-model/joint-projection.js';
import { madeProjection } from '@ledger/read-model/made-projection.js';
import { rowProjection } from '@ledger/read-model/row-projection.js';
import {
  ledgerAccountFold,
  ledgerDayFold,
  ledgerEntries,
  ledgerTotalFold,
} from './account.projections.js';
import { chargeFold } from './charge.projection.js';
import { invoices, pledgeProceedsFold } from './settlement.projections.js';

/**
 * Accounts, their entries, days and totals, charges, invoices and proceeds: all that postings come
 * to, at one position whoever reads which of them.
 */
export const moneyProjection = jointProjection('exchange-money', [
  rowProjection(ledgerAccountFold),
  rowProjection(ledgerTotalFold),
  madeProjection(ledgerEntries),
  rowProjection(ledgerDayFold),
  rowProjection(chargeFold),
  madeProjection(invoices),
  rowProjection(pledgeProceedsFold),
]);
