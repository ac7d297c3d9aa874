import { isWhole } from '../fraction.js';
import type { BookEvent } from './book.events.js';
import type { BookStatus } from './book.state.js';

/** The status that a book has from this fact on, as `evolveBook` says; `undefined`: none is set. */
export const statusSetBy = (event: BookEvent): BookStatus | undefined => {
  switch (event.type) {
    case 'OpeningBalanceTaken':
    case 'BookTakenOver':
      return event.data.carriedAs === 'development' ? undefined : event.data.carriedAs;
    case 'RecognitionDecided':
      return event.data.result.carriedAs;
    case 'BookReclassified':
      return event.data.to;
    case 'HeldForSaleClassified':
      return 'heldForSale';
    case 'HeldForSaleWithdrawn':
      return 'intangible';
    case 'DataSold':
    case 'DataPartlyLapsed':
    case 'BookHandedOver':
      return isWhole(event.data.share) ? 'derecognised' : undefined;
    case 'DataLapsed':
      return 'derecognised';
    case 'BookOpened':
    case 'BookLinked':
    case 'DataAcquired':
    case 'CostIncurred':
    case 'ResearchIncurred':
    case 'DevelopmentIncurred':
    case 'CapitalisationConditionsMet':
    case 'UsefulLifeEstimated':
    case 'UnitsUsed':
    case 'ImpairmentRecognised':
    case 'InventoryWrittenDown':
    case 'WriteDownReversed':
    case 'ServiceRevenueEarned':
    case 'FactReversed':
      return undefined;
  }
};
