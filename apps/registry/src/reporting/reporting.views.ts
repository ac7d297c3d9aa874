import type { Projection } from '@ledger/read-model/projection.js';
import { rowProjection } from '@ledger/read-model/row-projection.js';
import type { EntityTarget, ObjectLiteral } from 'typeorm';
import { bookNoteFold, titleBarFold } from './book-note.projection.js';
import { BookNoteView, TitleBarView } from './book-note.view.js';
import { postingProjection } from './posting.projection.js';
import { PostingBookView, PostingSumView, PostingView } from './posting.view.js';
import { VoucherView } from './voucher.view.js';

/** Tables of this slice. */
export const reportingViews: readonly EntityTarget<ObjectLiteral>[] = [
  VoucherView,
  PostingView,
  PostingSumView,
  PostingBookView,
  BookNoteView,
  TitleBarView,
];

/** What keeps them. */
export const reportingProjections: readonly Projection[] = [
  postingProjection,
  rowProjection(bookNoteFold),
  rowProjection(titleBarFold),
];
