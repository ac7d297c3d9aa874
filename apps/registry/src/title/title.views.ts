import type { Projection } from '@ledger/read-model/projection.js';
import { rowProjection } from '@ledger/read-model/row-projection.js';
import type { EntityTarget, ObjectLiteral } from 'typeorm';
import { PartyBarView } from './party-bar.view.js';
import { titleDueFold } from './title-due.projection.js';
import { TitleDueView } from './title-due.view.js';
import { partyBarFold, titleHolderFold } from './title-holder.projection.js';
import { TitleHolderView } from './title-holder.view.js';

/** Tables of this slice. */
export const titleViews: readonly EntityTarget<ObjectLiteral>[] = [
  TitleDueView,
  TitleHolderView,
  PartyBarView,
];

/** What keeps them. */
export const titleProjections: readonly Projection[] = [
  rowProjection(titleDueFold),
  rowProjection(titleHolderFold),
  rowProjection(partyBarFold),
];
