import { present } from '@ledger/contracts/present.js';
import type { DataSheet } from '@ledger/domain/offer/data-sheet.js';
import { type DeliveryTerms, modesOf } from '@ledger/domain/offer/product.js';
import type { Sample } from '@ledger/domain/offer/sample.js';
import { usagePolicy } from '@ledger/domain/offer/usage-policy.js';
import {
  concept,
  day,
  frequencies,
  type Node,
  text,
  urnOf,
} from '@ledger/http/downloads/linked-data.js';
import type { OfferView } from './offer.view.js';

/** A data product: its id is the offer's and stays through editions and listings. */
export const productOf = (row: OfferView): Node => {
  const { offerId, sellerPartyId, assetId, content, until, version } = row;
  const { product, edition } = content;
  return present({
    '@id': urnOf(offerId),
    '@type': 'dcat:Dataset',
    'dcterms:identifier': offerId,
    'dcterms:title': text(content.name, 'zh'),
    'dcterms:description': text(content.summary, 'zh'),
    'dcterms:publisher': { '@id': urnOf(sellerPartyId), '@type': 'foaf:Agent' },
    'dcterms:type': product && concept('product-type', product),
    'dcat:version': edition?.label,
    'prov:wasDerivedFrom': { '@id': urnOf(assetId) },
    'dcterms:available': until === null ? undefined : untilDay(until),
    ...ofSheet(row.sheet),
    ...(edition?.vintage && { 'dcterms:temporal': periodOf(edition.vintage) }),
    'adms:sample': row.sample === null ? undefined : sampleOf(offerId, row.sample),
    'dcat:distribution': distributionsOf(row),
    'odrl:hasPolicy': [
      usagePolicy({ offerId, version, sellerPartyId, content, target: urnOf(offerId) }),
    ],
  });
};

/** What the register says of the data. */
const ofSheet = (sheet: DataSheet | null): Node => {
  if (sheet === null) return {};
  const { domains, industry, territory, timeSpan, updateFrequency, quality, proof } = sheet;
  const frequency = updateFrequency && frequencies[updateFrequency];
  return present({
    'dcat:keyword': domains?.map((domain) => text(domain, 'zh')),
    'dcat:theme': industry && concept('GB/T 4754', industry),
    'dcterms:spatial':
      territory && present({ '@type': 'dcterms:Location', 'rdfs:label': territory }),
    'dcterms:temporal': timeSpan && periodOf(timeSpan),
    'dcterms:accrualPeriodicity': frequency && { '@id': frequency },
    'dqv:hasQualityMeasurement': quality && {
      '@id': urnOf(quality.assessmentId),
      '@type': 'dqv:QualityMeasurement',
      'dqv:isMeasurementOf': concept('GB/T 36344', 'weighted score'),
      'dqv:value': { '@type': 'xsd:decimal', '@value': quality.score },
      'dcterms:date': day(quality.assessedOn),
    },
    'adms:identifier': proof.certificateNo && {
      '@type': 'adms:Identifier',
      'skos:notation': proof.certificateNo,
    },
    'dcterms:rights': present({
      '@type': 'dcterms:RightsStatement',
      'dcterms:type': concept('right', proof.right),
      'spdx:checksum': proof.proofDigest && checksum(proof.proofDigest),
    }),
  });
};

/** One distribution a mode, the principal one first. */
const distributionsOf = ({ offerId, content }: OfferView): readonly Node[] =>
  modesOf(content).map((mode) => {
    const terms = content.modes?.find((each) => each.mode === mode);
    const digest = content.edition?.contentDigest;
    return present({
      '@id': `${urnOf(offerId)}#${mode}`,
      '@type': 'dcat:Distribution',
      'dcterms:type': concept('delivery-mode', mode),
      'dcat:mediaType': terms?.mediaTypes?.map(mediaType),
      'dcat:accessService': mode === 'api' ? serviceOf(offerId, terms) : undefined,
      'dcterms:description': terms?.output && text(terms.output, 'zh'),
      'spdx:checksum': mode === 'file' && digest !== undefined ? checksum(digest) : undefined,
    });
  });

const serviceOf = (offerId: string, terms: DeliveryTerms | undefined): Node =>
  present({
    '@id': `${urnOf(offerId)}#service`,
    '@type': 'dcat:DataService',
    'dcat:servesDataset': { '@id': urnOf(offerId) },
    'dcterms:type': terms?.protocol && concept('protocol', terms.protocol),
  });

/** Downloaded by whoever is signed in. */
const sampleOf = (offerId: string, { fields, digest, bytes }: Sample): Node => ({
  '@id': `${urnOf(offerId)}#sample`,
  '@type': 'dcat:Distribution',
  'dcat:downloadURL': { '@id': `/v1/offers/${offerId}/sample` },
  'dcat:mediaType': mediaType('text/csv'),
  'dcat:byteSize': { '@type': 'xsd:nonNegativeInteger', '@value': String(bytes) },
  'dcterms:description': text(fields.map(({ name }) => name).join('、'), 'zh'),
  'spdx:checksum': checksum(digest),
});

/** The register of media types is where their names lead. */
const mediaType = (type: string): Node => ({
  '@id': `https://www.iana.org/assignments/media-types/${encodeURI(type)}`,
});

const checksum = (digest: string): Node => ({
  '@type': 'spdx:Checksum',
  'spdx:algorithm': { '@id': 'spdx:checksumAlgorithm_sha256' },
  'spdx:checksumValue': { '@type': 'xsd:hexBinary', '@value': digest },
});

const periodOf = ({ from, until }: { readonly from: string; readonly until?: string }): Node =>
  present({
    '@type': 'dcterms:PeriodOfTime',
    'dcat:startDate': day(from),
    'dcat:endDate': until === undefined ? undefined : day(until),
  });

/** The inclusive last day on which it is offered. */
const untilDay = (until: string): Node => ({
  '@type': 'dcterms:PeriodOfTime',
  'dcat:endDate': day(until),
});
