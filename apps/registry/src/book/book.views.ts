import type { Projection } from '@ledger/read-model/projection.js';
import { rowProjection } from '@ledger/read-model/row-projection.js';
import type { EntityTarget, ObjectLiteral } from 'typeorm';
import { bookFold } from './book.projection.js';
import { BookView } from './book.view.js';
import { suggestionFold } from './suggestion.projection.js';
import { SuggestionView } from './suggestion.view.js';

/** Tables of this slice. */
export const bookViews: readonly EntityTarget<ObjectLiteral>[] = [BookView, SuggestionView];

/** What keeps them. */
export const bookProjections: readonly Projection[] = [
  rowProjection(bookFold),
  rowProjection(suggestionFold),
];
