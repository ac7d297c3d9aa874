import { present } from '@ledger/contracts/present.js';
import { valueLabel } from '@ledger/domain/import/values.js';
import {
  concept,
  day,
  dcatContext,
  frequencies,
  instant,
  type Node,
  text,
  urnOf,
} from '@ledger/http/downloads/linked-data.js';
import { Readable } from 'node:stream';
import type { LedgerRow } from './asset-ledger.js';

/**
 * Assets as DCAT 3 (W3C Recommendation of 2024-08-22) in JSON-LD: a catalogue of datasets, with
 * terms of Dublin Core, FOAF, ADMS, SKOS and PROV where DCAT itself takes them. The prefixes stand
 * in every document, so that a JSON-LD processor needs to fetch nothing.
 */

/** One asset as a document of its own. */
export const dcatDataset = (row: LedgerRow): Node => ({
  '@context': dcatContext,
  ...datasetOf(row),
});

/** A ledger as a catalogue, dataset by dataset as they come. */
export const dcatCatalogue = (rows: AsyncIterable<LedgerRow>, about: Catalogue): Readable =>
  Readable.from(cataloguePieces(rows, about), { objectMode: false });

/** Whose ledger it is, and when it was written out. */
export interface Catalogue {
  readonly partyId: string;
  /** Calendar date in Shanghai. */
  readonly on: string;
}

async function* cataloguePieces(
  rows: AsyncIterable<LedgerRow>,
  { partyId, on }: Catalogue,
): AsyncGenerator<string> {
  const head = {
    '@context': dcatContext,
    '@id': `${urnOf(partyId)}#ledger`,
    '@type': 'dcat:Catalog',
    'dcterms:title': [text('数据资产登记台账', 'zh'), text('Ledger of data assets', 'en')],
    'dcterms:description': [
      text('本单位登记的数据资产。', 'zh'),
      text('The data assets that the organisation registers.', 'en'),
    ],
    'dcterms:publisher': { '@id': urnOf(partyId), '@type': 'foaf:Agent' },
    'dcterms:modified': { '@type': 'xsd:date', '@value': on },
  };
  yield `${JSON.stringify(head).slice(0, -1)},"dcat:dataset":[`;
  let comma = '';
  for await (const row of rows) {
    yield `${comma}\n${JSON.stringify(datasetOf(row))}`;
    comma = ',';
  }
  yield '\n]}\n';
}

const datasetOf = ({ asset, holders }: LedgerRow): Node => {
  const { description } = asset;
  const { englishName, summary, content, domains, sourceUrl, limits, territory } = description;
  return present({
    '@id': urnOf(asset.assetId),
    '@type': 'dcat:Dataset',
    'dcterms:identifier': asset.externalNumber ?? asset.assetId,
    'dcterms:title': [
      text(description.name, 'zh'),
      ...(englishName === undefined ? [] : [text(englishName, 'en')]),
    ],
    'dcterms:description': text([summary, content].filter(Boolean).join('\n'), 'zh'),
    'dcterms:publisher': {
      '@id': urnOf(asset.applicantPartyId),
      '@type': 'foaf:Agent',
    },
    'dcterms:rightsHolder': holders.map(({ name, code }) =>
      present({
        '@type': 'foaf:Agent',
        'foaf:name': name,
        'dcterms:identifier': code === '' ? undefined : code,
      }),
    ),
    'dcterms:issued': instant(asset.registeredAt ?? asset.submittedAt),
    'adms:status': concept('registration-state', asset.state),
    'adms:identifier':
      asset.certificateNo === null
        ? undefined
        : { '@type': 'adms:Identifier', 'skos:notation': asset.certificateNo },
    'dcat:keyword': domains?.map((domain) => text(domain, 'zh')),
    'dcat:theme': asset.industry === null ? undefined : concept('GB/T 4754', asset.industry),
    'dcat:landingPage': sourceUrl === undefined ? undefined : { '@id': iri(sourceUrl) },
    'dcterms:accessRights':
      limits === undefined
        ? undefined
        : { '@type': 'dcterms:RightsStatement', 'rdfs:label': text(limits, 'zh') },
    'dcterms:provenance': {
      '@type': 'dcterms:ProvenanceStatement',
      'rdfs:label': labels('source', asset.source),
    },
    'dcterms:spatial':
      territory === undefined
        ? undefined
        : { '@type': 'dcterms:Location', 'rdfs:label': labels('territory', territory) },
    'dcterms:type': labelled('form', asset.form),
    ...measuresOf(asset),
  });
};

/** What it covers and how much of it there is. */
const measuresOf = ({ description }: LedgerRow['asset']): Node => {
  const { timeSpan, updateFrequency, volume, sources = [] } = description;
  const frequency = updateFrequency === undefined ? undefined : frequencies[updateFrequency];
  return {
    'dcterms:temporal':
      timeSpan === undefined
        ? undefined
        : present({
            '@type': 'dcterms:PeriodOfTime',
            'dcat:startDate': day(timeSpan.from),
            'dcat:endDate': timeSpan.until === undefined ? undefined : day(timeSpan.until),
          }),
    'dcterms:accrualPeriodicity': frequency === undefined ? undefined : { '@id': frequency },
    'dcat:distribution':
      volume?.bytes === undefined
        ? undefined
        : {
            '@type': 'dcat:Distribution',
            'dcat:byteSize': { '@type': 'xsd:nonNegativeInteger', '@value': volume.bytes },
          },
    'prov:wasDerivedFrom':
      sources.length === 0 ? undefined : sources.map(({ assetId }) => ({ '@id': urnOf(assetId) })),
  };
};

const labels = (field: Parameters<typeof valueLabel>[0], code: string): readonly Node[] => [
  text(valueLabel(field, code, 'zh'), 'zh'),
  text(valueLabel(field, code, 'en'), 'en'),
];

const labelled = (field: 'form', code: string): Node => ({
  '@type': 'skos:Concept',
  'skos:prefLabel': labels(field, code),
});

/** An address as an IRI: what must not stand in one is written as percent signs. */
const iri = (address: string): string =>
  address.replace(/[\s<>"{}|\\^`]/gu, (character) => encodeURIComponent(character));
