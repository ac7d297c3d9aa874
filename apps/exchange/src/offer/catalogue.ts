import { present } from '@ledger/contracts/present.js';
import { odrlContext } from '@ledger/domain/offer/usage-policy.js';
import { dcatContext, type Node, text } from '@ledger/http/downloads/linked-data.js';
import { productOf } from './catalogue-product.js';
import type { OfferView } from './offer.view.js';

/**
 * Prefixes of the catalogue: DCAT 3 with ODRL 2.2 policies, quality in the terms of DQV, checksums
 * in those of SPDX (as DCAT-AP takes them), paged in the terms of Hydra.
 */
const context = {
  ...dcatContext,
  ...odrlContext,
  dqv: 'http://www.w3.org/ns/dqv#',
  spdx: 'http://spdx.org/rdf/terms#',
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
