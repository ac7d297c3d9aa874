import type { Projection } from '@ledger/read-model/projection.js';
import { rowProjection } from '@ledger/read-model/row-projection.js';
import type { EntityTarget, ObjectLiteral } from 'typeorm';
import { creditBaseFold } from './credit-base.projection.js';
import { CreditBaseView } from './credit-base.view.js';
import { financingFold } from './financing.projection.js';
import { FinancingView } from './financing.view.js';

/** Tables of this slice. */
export const financingViews: readonly EntityTarget<ObjectLiteral>[] = [
  FinancingView,
  CreditBaseView,
];

/** What keeps them. */
export const financingProjections: readonly Projection[] = [
  rowProjection(financingFold),
  rowProjection(creditBaseFold),
];
