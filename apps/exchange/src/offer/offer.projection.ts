import type { DataSheet } from '@ledger/domain/offer/data-sheet.js';
import { leastPriceMinor, offerTerms } from '@ledger/domain/offer/offer-terms.js';
import type { OfferContent, OfferEvent } from '@ledger/domain/offer/offer.events.js';
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
        ...found(data.content, null),
        until: null,
        assessment: null,
        sample: null,
        titleVersion: null,
        version: event.version,
        firstPosition: event.position,
      };
    case 'OfferListed': {
      const { content, until, titleVersion, sheet = null } = data;
      return { ...known(row), stage: 'listed', ...found(content, sheet), until, titleVersion };
    }
    case 'OfferRevised': {
      const before = known(row);
      return { ...before, ...found(data.content, data.sheet ?? before.sheet) };
    }
    case 'OfferSampleAttached':
      return { ...known(row), sample: data.sample };
    case 'OfferSampleRemoved':
      return { ...known(row), sample: null };
    case 'OfferAssessed': {
      const { offerId: _, ...assessment } = data;
      return { ...known(row), assessment };
    }
    case 'OfferSuspended':
      return { ...known(row), stage: 'suspended' };
    case 'OfferCapNoted': {
      const { content } = known(row);
      return { ...known(row), content: { ...content, cap: event.data.cap } };
    }
    case 'OfferDelisted':
      return { ...known(row), stage: 'delisted' };
  }
};

const known = (row: Row | undefined): Row => {
  if (row === undefined) throw new Error('An offer changed before it was drafted.');
  return row;
};

/** What is offered, with what it is found by. */
const found = (content: OfferContent, sheet: DataSheet | null) => {
  const price = leastPriceMinor(content);
  return {
    content,
    sheet,
    ...offerTerms(content, sheet ?? undefined),
    priceMinor: price === undefined ? null : Number(price),
    qualityHundredths: sheet?.quality === undefined ? null : hundredths(sheet.quality.score),
  };
};

/** `91.905` is 9190 hundredths: what lies below is cut off, so that nothing is found too good. */
const hundredths = (score: string): number => {
  const [whole = '0', fraction = ''] = score.split('.');
  return Number(`${whole}${fraction.slice(0, 2).padEnd(2, '0')}`);
};
