import type { OfferEvent } from '@ledger/domain/offer/offer.events.js';
import type { RecordedOf } from '@ledger/event-store/event.js';
import type { RowFold } from '@ledger/read-model/projection.js';
import { OfferView } from './offer.view.js';

type Row = Omit<OfferView, 'lastPosition'>;

/** One row per offer. */
export const offerFold: RowFold<OfferEvent, OfferView> = {
  name: 'offer-view',
  categories: ['offer'],
  table: OfferView,
  key: 'offerId',
  keysOf: ({ data }) => [data.offerId],
  evolve: (row, event) => ({ ...evolved(row, event), version: event.version }),
};

const evolved = (row: Row | undefined, event: RecordedOf<OfferEvent>): Row => {
  const { type, data } = event;
  switch (type) {
    case 'OfferDrafted':
      return {
        offerId: data.offerId,
        sellerPartyId: data.sellerPartyId,
        stage: 'draft',
        assetId: data.content.assetId,
        kind: data.content.kind,
        content: data.content,
        until: null,
        assessment: null,
        titleVersion: null,
        version: event.version,
        firstPosition: event.position,
      };
    case 'OfferListed': {
      const { content, until, titleVersion } = data;
      return { ...known(row), stage: 'listed', content, until, titleVersion };
    }
    case 'OfferAssessed': {
      const { offerId: _, ...assessment } = data;
      return { ...known(row), assessment };
    }
    case 'OfferSuspended':
      return { ...known(row), stage: 'suspended' };
    case 'OfferDelisted':
      return { ...known(row), stage: 'delisted' };
  }
};

const known = (row: Row | undefined): Row => {
  if (row === undefined) throw new Error('An offer changed before it was drafted.');
  return row;
};
