import { OfferFilters } from './offer-filters.dto.js';

/** Which products of the catalogue are asked for. */
export class CatalogueQuery extends OfferFilters {}
