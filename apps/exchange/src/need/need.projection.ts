import type { NeedContent, NeedEvent } from '@ledger/domain/need/need.events.js';
import { soughtPieces } from '@ledger/domain/search/terms.js';
import type { RecordedOf } from '@ledger/event-store/event.js';
import type { RowFold } from '@ledger/read-model/projection.js';
import { NeedView } from './need.view.js';

type Row = Omit<NeedView, 'lastPosition'>;

/** One row per need. */
export const needFold: RowFold<NeedEvent, NeedView> = {
  name: 'exchange-need',
  categories: ['need'],
  table: NeedView,
  key: 'needId',
  keysOf: ({ data }) => [data.needId],
  evolve: (row, event) => ({ ...evolved(row, event), version: event.version }),
};

const evolved = (row: Row | undefined, event: RecordedOf<NeedEvent>): Row => {
  if (event.type === 'NeedStated') {
    const { needId, ownerPartyId } = event.data;
    const begun = { needId, ownerPartyId, isClosed: false, revision: 1, version: event.version };
    return { ...begun, ...said(event.data), firstPosition: event.position };
  }
  if (row === undefined) throw new Error('A need begins with NeedStated.');
  switch (event.type) {
    case 'NeedRevised':
      return { ...row, ...said(event.data), revision: event.data.revision };
    case 'NeedClosed':
      return { ...row, isClosed: true };
    case 'NeedMatched':
    case 'NeedMatchAcknowledged':
      return row;
  }
};

const said = ({ terms, until, published }: NeedContent) => ({
  terms,
  until,
  published,
  pieces: soughtPieces(terms.text),
  category: terms.category ?? null,
  isPublished: published.length > 0,
});
