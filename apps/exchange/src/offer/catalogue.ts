import { present } from '@ledger/contracts/present.js';
import { odrlContext, usagePolicy } from '@ledger/domain/offer/usage-policy.js';
import {
  concept,
  day,
  dcatContext,
  type Node,
  text,
  urnOf,
} from '@ledger/http/downloads/linked-data.js';
import type { OfferView } from './offer.view.js';

/** Prefixes of the catalogue: DCAT 3 with ODRL 2.2 policies, paged in the terms of Hydra. */
const context = {
  ...dcatContext,
  ...odrlContext,
  hydra: 'http://www.w3.org/ns/hydra/core#',
} as const;

/** The catalogue's own name, whatever address it is read at. */
const catalogueId = 'urn:data-asset-ledger:catalogue';

/** One page of what stands on the exchange; addresses are paths of this service. */
export interface CataloguePage {
  readonly rows: readonly OfferView[];
  readonly path: string;
  readonly next?: string;
}

/** A page of the catalogue (`dcat:Catalog`, `hydra:PartialCollectionView`). */
export const catalogueOf = ({ rows, path, next }: CataloguePage): Node => ({
  '@context': context,
  '@id': catalogueId,
  '@type': 'dcat:Catalog',
  'dcterms:title': [text('数据产品目录', 'zh'), text('Catalogue of data products', 'en')],
  'hydra:view': present({
    '@id': path,
    '@type': 'hydra:PartialCollectionView',
    'hydra:next': next === undefined ? undefined : { '@id': next },
  }),
  'dcat:dataset': rows.map(productOf),
});

/** One product of the catalogue as a document of its own. */
export const catalogueEntry = (row: OfferView): Node => ({
  '@context': context,
  ...productOf(row),
});

/** A data product: its id is the offer's and stays when the offer is listed again. */
const productOf = (row: OfferView): Node => {
  const { offerId, sellerPartyId, assetId, content, until, version } = row;
  return present({
    '@id': urnOf(offerId),
    '@type': 'dcat:Dataset',
    'dcterms:identifier': offerId,
    'dcterms:title': text(content.name, 'zh'),
    'dcterms:description': text(content.summary, 'zh'),
    'dcterms:publisher': { '@id': urnOf(sellerPartyId), '@type': 'foaf:Agent' },
    'prov:wasDerivedFrom': { '@id': urnOf(assetId) },
    'dcterms:available': until === null ? undefined : untilDay(until),
    'dcat:distribution': [
      { '@type': 'dcat:Distribution', 'dcterms:type': concept('delivery-mode', content.delivery) },
    ],
    'odrl:hasPolicy': [
      usagePolicy({ offerId, version, sellerPartyId, content, target: urnOf(offerId) }),
    ],
  });
};

/** The inclusive last day on which it is offered. */
const untilDay = (until: string): Node => ({
  '@type': 'dcterms:PeriodOfTime',
  'dcat:endDate': day(until),
});
