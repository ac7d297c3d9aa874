import type { AssetDescription, RightStatement } from '@ledger/domain/asset/asset.events.js';
import { mapRow } from '@ledger/domain/import/map-row.js';
import { valueLabels } from '@ledger/domain/import/values.js';
import { bytesInMemory } from '@ledger/registry/asset-import/reading/file-bytes.js';
import { openSheet } from '@ledger/registry/asset-import/reading/sheet.js';
import {
  ledgerCsv,
  ledgerNdjson,
  type LedgerRow,
  ledgerWorkbook,
} from '@ledger/registry/asset/asset-ledger.js';
import { assetRow } from '@ledger/registry/asset/testing/asset-rows.js';
import fc from 'fast-check';
import { buffer } from 'node:stream/consumers';
import type { Readable } from 'node:stream';

/** Everything a form can say of an asset; what it derives from and its fingerprint no sheet can. */
type Stated = Omit<AssetDescription, 'sources' | 'fingerprint'>;

const text = (maxLength: number) =>
  fc
    .string({ unit: 'grapheme', minLength: 1, maxLength })
    .filter((value) => value === value.trim() && !/[\0\p{Surrogate}\p{Cc}]/u.test(value));
const code = <Field extends keyof typeof valueLabels>(field: Field) =>
  fc.constantFrom(
    ...(Object.keys(valueLabels[field]) as (keyof (typeof valueLabels)[Field] & string)[]),
  );
const day = fc
  .date({ min: new Date('1900-03-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const period = fc.tuple(day, day, fc.boolean()).map(([a, b, isOpen]) => {
  const [from = a, until = b] = [a, b].sort();
  return isOpen ? { from } : { from, until };
});
const whole = fc.bigInt({ min: 0n, max: 10n ** 15n - 1n }).map(String);

const described: Record<keyof Required<Stated>, fc.Arbitrary<unknown>> = {
  name: text(40),
  englishName: text(40),
  summary: text(100),
  content: text(100),
  industry: fc.constantFrom('J', 'J66', 'A01', 'T97'),
  domains: fc.uniqueArray(text(10), { minLength: 1, maxLength: 5 }),
  source: fc.constantFrom('generated', 'agreement', 'derived'),
  sourceUrl: fc.constant('https://data.example.org/a?b=c,d'),
  territory: code('territory'),
  timeSpan: period,
  updateFrequency: code('updateFrequency'),
  volume: fc.oneof(fc.record({ records: whole }), fc.record({ records: whole, bytes: whole })),
  form: code('form'),
  structure: code('structure'),
  limits: text(50),
  category: code('category'),
  grade: code('grade'),
  origin: code('origin'),
};
const description = fc.record(described, {
  requiredKeys: ['name', 'summary', 'source', 'form'],
}) as fc.Arbitrary<unknown> as fc.Arbitrary<Stated>;

const right = (kind: RightStatement['right']) =>
  fc
    .record(
      {
        basis: text(30),
        term: period,
        purposes: fc.uniqueArray(text(10), { minLength: 1, maxLength: 3 }),
        territory: text(20),
        remarks: text(20),
      },
      { requiredKeys: ['basis', 'term'] },
    )
    .map(({ term, ...stated }) => ({
      right: kind,
      ...stated,
      ...term,
      ...(kind === 'operation' ? { proofDigest: 'ab'.repeat(32) } : {}),
    }));
const rights = fc
  .tuple(right('holding'), fc.option(right('processing')), fc.option(right('operation')))
  .map((all) => all.filter((one) => one !== null));

const inventory = fc.array(fc.tuple(description, rights), { minLength: 1, maxLength: 5 });

const rowsOf = (all: readonly (readonly [Stated, readonly object[]])[]): readonly LedgerRow[] =>
  all.map(([stated, own], at) => {
    const row = assetRow(at + 1);
    const holders = [{ partyId: row.applicantPartyId }];
    const held = own.map((one, n) => ({ ...one, holdingId: `h-${n}`, holders }));
    const asset = { ...row, description: stated, rights: held as unknown as RightStatement[] };
    return { asset, holders: [{ name: '某银行', code: '91440300MADX00019R' }] };
  });

async function* each<T>(all: readonly T[]): AsyncGenerator<T> {
  for (const one of all) yield await Promise.resolve(one);
}

const forms: readonly (readonly [string, (rows: AsyncIterable<LedgerRow>) => Readable])[] = [
  ['CSV in Chinese', (rows) => ledgerCsv(rows, 'zh')],
  ['CSV in English', (rows) => ledgerCsv(rows, 'en')],
  ['a workbook in Chinese', (rows) => ledgerWorkbook(rows, 'zh')],
  ['a workbook in English', (rows) => ledgerWorkbook(rows, 'en')],
  ['NDJSON', (rows) => ledgerNdjson(rows)],
];

describe('a ledger that is exported and imported', () => {
  it.each(forms)('is the same in every field that a form has: %s', async (_, exported) => {
    await fc.assert(
      fc.asyncProperty(inventory, async (all) => {
        const rows = rowsOf(all);
        const file = await buffer(exported(each(rows)));
        const sheet = await openSheet(bytesInMemory(file), {}, {});
        const read = [];
        for await (const row of sheet.rows) read.push(mapRow(row, {}));
        expect(read.flatMap(({ problems }) => problems)).toEqual([]);
        expect(read.map(({ application }) => application)).toEqual(
          rows.map(({ asset }, at) => ({
            externalNumber: asset.externalNumber,
            description: asset.description,
            rights: all[at]?.[1],
          })),
        );
      }),
      { numRuns: 40 },
    );
  });
});
