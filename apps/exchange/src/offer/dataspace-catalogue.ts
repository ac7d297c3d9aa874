import { dataspaceContext, urnOf } from '@ledger/contracts/dataspace/protocol.js';
import { formatsOf } from '@ledger/domain/dataspace/formats.js';
import { dataspaceOffer } from '@ledger/domain/dataspace/policy.js';
import type { JsonObject } from '@ledger/domain/json.js';
import type { OfferView } from './offer.view.js';

/** The connector through which everything here is negotiated and transferred. */
export interface DataspaceService {
  readonly participantId: string;
  /** Base address of the protocol. */
  readonly base: string;
}

const serviceId = 'urn:data-asset-ledger:connector';

const serviceOf = ({ base }: DataspaceService): JsonObject => ({
  '@id': serviceId,
  '@type': 'DataService',
  endpointDescription: 'dspace:connector',
  endpointURL: base,
});

/** A page of the catalogue as the Dataspace Protocol spells it; an empty one has no data sets. */
export const dataspaceCatalogue = (
  rows: readonly OfferView[],
  service: DataspaceService,
): JsonObject => ({
  '@context': dataspaceContext,
  '@id': 'urn:data-asset-ledger:catalogue',
  '@type': 'Catalog',
  participantId: service.participantId,
  service: [serviceOf(service)],
  ...(rows.length > 0 && { dataset: rows.map((row) => datasetOf(row, serviceId)) }),
});

/** One product as a document of its own. */
export const dataspaceDataset = (row: OfferView, service: DataspaceService): JsonObject => ({
  '@context': dataspaceContext,
  ...datasetOf(row, serviceOf(service)),
});

const datasetOf = (row: OfferView, accessService: string | JsonObject): JsonObject => {
  const { offerId, version, sellerPartyId, assetId, content } = row;
  const target = urnOf(offerId);
  return {
    '@id': target,
    '@type': 'Dataset',
    'dct:title': content.name,
    'dct:description': content.summary,
    'dct:publisher': urnOf(sellerPartyId),
    'prov:wasDerivedFrom': urnOf(assetId),
    hasPolicy: [dataspaceOffer({ offerId, version, sellerPartyId, content, target })],
    distribution: formatsOf(content).map((format) => ({
      '@type': 'Distribution',
      format,
      accessService,
    })),
  };
};
