import type { OfferDto } from '@ledger/contracts/offer/offer.dto.js';
import type { OfferView } from './offer.view.js';

/** The offer on the wire; a listed one whose last day is before `today` (Shanghai) is `expired`. */
export const offerAnswer = (row: OfferView, today: string): OfferDto => ({
  id: row.offerId,
  sellerPartyId: row.sellerPartyId,
  state: row.stage === 'listed' && row.until !== null && row.until < today ? 'expired' : row.stage,
  ...row.content,
  ...(row.until !== null && { until: row.until }),
  ...(row.assessment !== null && { assessment: row.assessment }),
  ...(row.sheet !== null && { sheet: row.sheet }),
  ...(row.sample !== null && { sample: row.sample }),
  ...(row.titleVersion !== null && { titleVersion: row.titleVersion }),
  version: row.version,
});
