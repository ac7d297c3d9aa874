import type { UpdateFrequency } from '@ledger/domain/asset/asset.events.js';
import { Readable } from 'node:stream';
import type { LedgerRow } from './asset-ledger.js';
import type { AssetView } from './asset.view.js';
import { yamlText, type YamlValue } from './yaml.js';

/**
 * Assets as data contracts of the Open Data Contract Standard 3.1.0 (Bitol, Linux Foundation).
 * What the standard has no member for stands under `customProperties`.
 */

export const odcsMediaType = 'application/yaml';

type Mapping = Readonly<Record<string, YamlValue>>;

/** One asset as a contract. */
export const odcsContract = ({ asset, holders }: LedgerRow): Mapping => {
  const { description } = asset;
  const { content, limits, domains, sourceUrl } = description;
  return present({
    apiVersion: 'v3.1.0',
    kind: 'DataContract',
    id: asset.assetId,
    version: `${asset.version}.0.0`,
    status: statusOf(asset.state),
    name: description.name,
    tenant: holders[0]?.name,
    domain: asset.industry ?? undefined,
    dataProduct: asset.externalNumber ?? undefined,
    tags: domains,
    description: present({ purpose: description.summary, usage: content, limitations: limits }),
    schema: [
      present({
        name: asset.externalNumber ?? asset.assetId,
        logicalType: 'object',
        physicalType: asset.form,
        businessName: description.name,
        description: content ?? description.summary,
      }),
    ],
    slaProperties: servicesOf(asset),
    authoritativeDefinitions:
      sourceUrl === undefined ? undefined : [{ type: 'source', url: sourceUrl }],
    customProperties: propertiesOf({ asset, holders }),
    contractCreatedTs: asset.submittedAt,
  });
};

/** One contract as YAML. */
export const odcsYaml = (row: LedgerRow): string => yamlText(odcsContract(row));

/** A ledger as a stream of YAML documents, contract by contract as they come. */
export const odcsStream = (rows: AsyncIterable<LedgerRow>): Readable =>
  Readable.from(documents(rows), { objectMode: false });

async function* documents(rows: AsyncIterable<LedgerRow>): AsyncGenerator<string> {
  let isEmpty = true;
  for await (const row of rows) {
    yield `---\n${odcsYaml(row)}`;
    isEmpty = false;
  }
  if (isEmpty) yield '# no contracts\n';
}

/** The standard's own words for how far a contract has come. */
const statusOf = (state: AssetView['state']): string => {
  if (state === 'registered') return 'active';
  return ended.includes(state) ? 'retired' : 'proposed';
};

/** States in which the asset is in nobody's ledger any more, whatever the scheme calls them. */
const ended: readonly string[] = ['rejected', 'withdrawn', 'expired', 'cancelled', 'revoked'];

/** How often it is renewed, and until when it is registered. */
const servicesOf = ({ description, validUntil }: AssetView): readonly Mapping[] | undefined => {
  const { updateFrequency, timeSpan } = description;
  const all: Mapping[] = [
    ...(updateFrequency === undefined ? [] : [frequencies[updateFrequency]]),
    ...(timeSpan === undefined
      ? []
      : [{ property: 'timeSpan', value: `${timeSpan.from}/${timeSpan.until ?? '..'}` }]),
    ...(validUntil === null ? [] : [{ property: 'endOfLife', value: validUntil }]),
  ];
  return all.length === 0 ? undefined : all;
};

/** The standard abbreviates days and years; of months it says nothing, and `m` may be minutes. */
const frequencies: Readonly<Record<UpdateFrequency, Mapping>> = {
  daily: { property: 'frequency', value: 1, unit: 'd' },
  weekly: { property: 'frequency', value: 7, unit: 'd' },
  monthly: { property: 'frequency', value: 1, unit: 'month' },
  yearly: { property: 'frequency', value: 1, unit: 'y' },
  realTime: { property: 'frequency', value: 'realTime' },
  onDemand: { property: 'frequency', value: 'onDemand' },
  other: { property: 'frequency', value: 'irregular' },
};

const propertiesOf = ({ asset, holders }: LedgerRow): readonly Mapping[] => {
  const { description } = asset;
  const { volume, territory, structure, origin, englishName, sources } = description;
  const all: Readonly<Record<string, YamlValue | null | undefined>> = {
    registrationState: asset.state,
    scheme: asset.scheme,
    certificateNo: asset.certificateNo,
    registeredOn: asset.registeredOn,
    validUntil: asset.validUntil,
    holders: holders.map(({ name }) => name),
    holderCodes: holders.map(({ code }) => code).filter((code) => code !== ''),
    rights: asset.rights.map(({ right, basis, from, until }) =>
      present({ right, basis, from, until }),
    ),
    englishName,
    source: asset.source,
    origin,
    category: asset.category,
    grade: asset.grade,
    territory,
    structure,
    records: volume?.records,
    bytes: volume?.bytes,
    derivedFrom: sources?.map(({ assetId }) => assetId),
  };
  return Object.entries(all).flatMap(([property, value]) =>
    value === undefined || value === null ? [] : [{ property, value }],
  );
};

const present = (members: Readonly<Record<string, YamlValue | undefined>>): Mapping =>
  Object.fromEntries(
    Object.entries(members).filter(
      (member): member is [string, YamlValue] => member[1] !== undefined,
    ),
  );
