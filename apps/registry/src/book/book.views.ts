import type { Projection } from '@ledger/read-model/projection.js';
import { rowProjection } from '@ledger/read-model/row-projection.js';
import type { EntityTarget, ObjectLiteral } from 'typeorm';
import { bookFold } from './book.projection.js';
import { BookView } from './book.view.js';

/** Tables of this slice. */
export const bookViews: readonly EntityTarget<ObjectLiteral>[] = [BookView];

/** What keeps them. */
export const bookProjections: readonly Projection[] = [rowProjection(bookFold)];
