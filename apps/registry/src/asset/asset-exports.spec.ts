import { dcatContext } from '@ledger/http/downloads/linked-data.js';
import { dcatCatalogue, dcatDataset } from './asset-dcat.js';
import type { LedgerRow } from './asset-ledger.js';
import { odcsContract, odcsStream } from './asset-odcs.js';
import { assetRow } from './testing/asset-rows.js';

const plain: LedgerRow = {
  asset: assetRow(1),
  holders: [{ name: '某银行', code: '91440300MADX00019R' }],
};
const full: LedgerRow = {
  ...plain,
  asset: {
    ...assetRow(8),
    description: {
      ...assetRow(8).description,
      englishName: 'Load curve',
      content: '字段一；字段二',
      domains: ['能源', '风险'],
      sourceUrl: 'https://example.org/a b?x={1}',
      territory: 'national',
      timeSpan: { from: '2020-01-01', until: '2025-12-31' },
      updateFrequency: 'daily',
      volume: { records: '1000', bytes: '123456789012345678' },
      limits: '仅限行内使用',
      sources: [{ assetId: '5f2a1b0c-7777-5777-8777-777777777777', version: 3 }],
    },
  },
};

async function* rowsOf(...rows: readonly LedgerRow[]): AsyncGenerator<LedgerRow> {
  yield* rows;
}

const textOf = async (stream: AsyncIterable<unknown>): Promise<string> => {
  let text = '';
  for await (const piece of stream) text += String(piece);
  return text;
};

/** Properties that DCAT 3 (6.3–6.11) has for a class, its own and those of other vocabularies. */
const known: Readonly<Record<string, readonly string[]>> = {
  'dcat:Catalog': [
    ...['dcterms:title', 'dcterms:description', 'dcterms:publisher', 'dcterms:modified'],
    'dcat:dataset',
  ],
  'dcat:Dataset': [
    ...['identifier', 'title', 'description', 'publisher', 'rightsHolder', 'issued', 'accessRights']
      .concat('provenance', 'spatial', 'type', 'temporal', 'accrualPeriodicity')
      .map((name) => `dcterms:${name}`),
    ...['dcat:keyword', 'dcat:theme', 'dcat:landingPage', 'dcat:distribution'],
    ...['adms:status', 'adms:identifier', 'prov:wasDerivedFrom'],
  ],
  'dcat:Distribution': ['dcat:byteSize'],
  'dcterms:PeriodOfTime': ['dcat:startDate', 'dcat:endDate'],
  'dcterms:Location': ['rdfs:label'],
  'dcterms:RightsStatement': ['rdfs:label'],
  'dcterms:ProvenanceStatement': ['rdfs:label'],
  'foaf:Agent': ['foaf:name', 'dcterms:identifier'],
  'adms:Identifier': ['skos:notation'],
  'skos:Concept': ['skos:notation', 'skos:inScheme', 'skos:prefLabel'],
  'skos:ConceptScheme': ['dcterms:title'],
};
const dataTypes = {
  'xsd:date': /^\d{4}-\d{2}-\d{2}$/u,
  'xsd:dateTime': /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/u,
  'xsd:nonNegativeInteger': /^\d+$/u,
} as const;

/** What of a JSON-LD document is not as JSON-LD 1.1 and DCAT 3 have it. */
const faultsOf = (value: unknown, path = '$'): readonly string[] => {
  if (Array.isArray(value)) return value.flatMap((item, at) => faultsOf(item, `${path}[${at}]`));
  if (typeof value === 'string') return [];
  if (typeof value !== 'object' || value === null) return [`${path}: ${String(value)}`];
  const { '@context': _, '@id': id, '@type': type, ...rest } = value as Record<string, unknown>;
  const address = typeof id === 'string' ? id : 'urn:none';
  const isIri =
    /^(urn:[a-z]+:|https?:\/\/)[^\s<>"{}|\\^`]+$/u.test(`${address}`) || address === 'urn:none';
  const own = isIri ? [] : [`${path}: ${address} is no IRI`];
  if ('@value' in rest) {
    const form = dataTypes[type as keyof typeof dataTypes];
    const isRight = type === undefined ? '@language' in rest : form.test(String(rest['@value']));
    return isRight ? own : [...own, `${path}: ${JSON.stringify(value)}`];
  }
  if (type === undefined) return Object.keys(rest).length === 0 ? own : [`${path} has no type`];
  const properties = known[String(type)];
  if (properties === undefined) return [...own, `${path}: ${String(type)}`];
  return [
    ...own,
    ...Object.keys(rest).filter((name) => !properties.includes(name)),
    ...Object.entries(rest).flatMap(([name, member]) => faultsOf(member, `${path}.${name}`)),
  ];
};

describe('an asset in DCAT 3', () => {
  it.each([
    ['with little', plain],
    ['with everything', full],
  ])('%s is sound JSON-LD of known terms', (_, row) => {
    const document = dcatDataset(row);
    expect(document['@context']).toBe(dcatContext);
    expect(faultsOf(document)).toEqual([]);
    const prefixes = new Set(
      [...JSON.stringify(document).matchAll(/"([a-z]+):[A-Za-z]+":/gu)].map(([, prefix]) => prefix),
    );
    for (const prefix of prefixes) expect(Object.keys(dcatContext)).toContain(prefix);
  });

  it('says what the ledger says', () =>
    expect(dcatDataset(full)).toMatchObject({
      '@id': `urn:uuid:${full.asset.assetId}`,
      '@type': 'dcat:Dataset',
      'dcterms:title': [
        { '@language': 'zh', '@value': full.asset.description.name },
        { '@language': 'en', '@value': 'Load curve' },
      ],
      'dcat:landingPage': { '@id': 'https://example.org/a%20b?x=%7B1%7D' },
      'dcterms:accrualPeriodicity': { '@id': 'http://purl.org/cld/freq/daily' },
      'dcterms:temporal': { 'dcat:endDate': { '@type': 'xsd:date', '@value': '2025-12-31' } },
      'dcat:distribution': { 'dcat:byteSize': { '@value': '123456789012345678' } },
      'prov:wasDerivedFrom': [{ '@id': 'urn:uuid:5f2a1b0c-7777-5777-8777-777777777777' }],
    }));

  it('stands in a catalogue that is one document, however many there are', async () => {
    const about = { partyId: '5f2a1b0c-1111-5111-8111-111111111111', on: '2026-11-22' };
    for (const rows of [[], [plain], [plain, full]]) {
      const document = JSON.parse(await textOf(dcatCatalogue(rowsOf(...rows), about))) as Record<
        string,
        unknown
      >;
      expect(faultsOf(document)).toEqual([]);
      expect(document['dcat:dataset']).toHaveLength(rows.length);
    }
  });
});

describe('an asset as a data contract of ODCS 3.1', () => {
  /** Members of the standard's schema v3.1.0 at the top. */
  const members = (
    'version kind apiVersion id name tenant tags status servers dataProduct description domain ' +
    'schema support price team roles slaProperties authoritativeDefinitions customProperties ' +
    'contractCreatedTs'
  ).split(' ');

  it.each([
    ['with little', plain],
    ['with everything', full],
  ])('%s has what the standard requires, and nothing that it does not know', (_, row) => {
    const contract = odcsContract(row) as Record<string, unknown>;
    for (const name of Object.keys(contract)) expect(members).toContain(name);
    expect(contract).toMatchObject({
      apiVersion: 'v3.1.0',
      kind: 'DataContract',
      id: row.asset.assetId,
      version: '1.0.0',
    });
    expect(contract['contractCreatedTs']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/u);
    for (const object of contract['schema'] as Record<string, unknown>[]) {
      expect(object).toMatchObject({ name: expect.any(String), logicalType: 'object' });
    }
    for (const each of contract['customProperties'] as Record<string, unknown>[]) {
      expect(Object.keys(each)).toEqual(['property', 'value']);
    }
  });

  it.each([
    [1, 'proposed'],
    [4, 'active'],
    [3, 'retired'],
  ])('asset %i is %s', (n, status) =>
    expect(odcsContract({ asset: assetRow(n), holders: [] })['status']).toBe(status),
  );

  it.each([
    ['daily', { value: 1, unit: 'd' }],
    ['weekly', { value: 7, unit: 'd' }],
    ['monthly', { value: 1, unit: 'month' }],
    ['yearly', { value: 1, unit: 'y' }],
    ['onDemand', { value: 'onDemand' }],
  ] as const)('updated %s says how often in no other unit', (updateFrequency, said) => {
    const { asset, holders } = plain;
    const description = { ...asset.description, updateFrequency };
    const contract = odcsContract({ asset: { ...asset, description }, holders });
    expect(contract['slaProperties']).toContainEqual({ property: 'frequency', ...said });
  });

  it('comes as one YAML document after another', async () => {
    const text = await textOf(odcsStream(rowsOf(plain, full)));
    expect(text.split(/^---$/mu)).toHaveLength(3);
    expect(text).toContain('\n  purpose: "');
    expect(text).toContain(
      '\nslaProperties:\n  - property: "frequency"\n    value: 1\n    unit: "d"\n',
    );
    expect(await textOf(odcsStream(rowsOf()))).toBe('# no contracts\n');
  });
});
