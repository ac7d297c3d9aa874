import type { EntityTarget, ObjectLiteral } from 'typeorm';
import type { Projection } from '@ledger/read-model/projection.js';
import { rowProjection } from '@ledger/read-model/row-projection.js';
import { partyFold } from './party.projection.js';
import { PartyView } from './party.view.js';

/** Tables of this slice. */
export const partyViews: readonly EntityTarget<ObjectLiteral>[] = [PartyView];

/** What keeps them. */
export const partyProjections: readonly Projection[] = [rowProjection(partyFold)];
