import fc from 'fast-check';
import type { AssetDescription, RightStatement } from '../asset/asset.events.js';
import { guarded, unguarded } from './formula-guard.js';
import { ledgerCells } from './ledger-cells.js';
import { mapRow } from './map-row.js';
import { valueLabels } from './values.js';

const text = (maxLength: number) =>
  fc
    .string({ unit: 'grapheme', minLength: 1, maxLength })
    .filter((value) => value === value.trim() && value !== '' && !/[\0\p{Surrogate}]/u.test(value));
const code = <Field extends keyof typeof valueLabels>(field: Field) =>
  fc.constantFrom(
    ...(Object.keys(valueLabels[field]) as (keyof (typeof valueLabels)[Field] & string)[]),
  );
const day = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const period = fc.tuple(day, fc.option(day, { nil: undefined })).map(([a, b]) => {
  const [from = a, until] = b === undefined ? [a] : [a, b].sort();
  return { from, ...(until === undefined ? {} : { until }) };
});
const whole = fc.bigInt({ min: 0n, max: 10n ** 30n - 1n }).map(String);
const volume = fc.oneof(
  fc.record({ records: whole }),
  fc.record({ bytes: whole }),
  fc.record({ records: whole, bytes: whole }),
);

const description = fc.record(
  {
    name: text(40),
    englishName: text(40),
    summary: text(100),
    content: text(100),
    industry: fc.constantFrom('J', 'J66', 'A01', 'T97'),
    domains: fc.uniqueArray(text(10), { minLength: 1, maxLength: 5 }),
    source: code('source'),
    sourceUrl: fc.constant('https://data.example.org/a?b=c'),
    territory: code('territory'),
    timeSpan: period,
    updateFrequency: code('updateFrequency'),
    volume,
    form: code('form'),
    structure: code('structure'),
    limits: text(50),
    category: code('category'),
    grade: code('grade'),
    origin: code('origin'),
  },
  { requiredKeys: ['name', 'summary', 'source', 'form'] },
) as fc.Arbitrary<AssetDescription>;

const holders = [{ partyId: 'bank' }];
const someTexts = fc.uniqueArray(text(10), { maxLength: 3 });
const right = fc
  .tuple(text(30), period, someTexts, someTexts)
  .map(([basis, term, purposes, fields]) => ({
    holdingId: 'h',
    right: 'holding' as const,
    holders,
    basis,
    ...term,
    ...(purposes.length === 0 ? {} : { purposes }),
    ...(fields.length === 0 ? {} : { fields }),
  }));

describe('an exported row', () => {
  it.each(['zh', 'en', undefined] as const)('is imported as the same asset (%s)', (language) => {
    fc.assert(
      fc.property(description, fc.array(right, { minLength: 1, maxLength: 2 }), (asset, rights) => {
        const entry = {
          applicantPartyId: 'bank',
          externalNumber: 'n-1',
          description: asset,
          rights,
        };
        const { application, problems } = mapRow(
          { row: 2, cells: ledgerCells(entry, language) },
          {},
        );
        expect(problems).toEqual([]);
        expect(application?.description).toEqual(asset);
        expect(application?.rights).toEqual(
          rights.map(({ holdingId: _, holders: __, ...stated }) => stated),
        );
      }),
    );
  });

  it('states no right that others hold as well', () => {
    const joint: RightStatement = {
      holdingId: 'h',
      right: 'holding',
      basis: '共同采集',
      from: '2026-01-01',
      holders: [...holders, { partyId: 'partner' }],
    };
    const asset: AssetDescription = { name: 'a', summary: 'b', source: 'generated', form: 'text' };
    const entry = { applicantPartyId: 'bank', externalNumber: null, description: asset };
    expect(ledgerCells({ ...entry, rights: [joint] }).rights).toBeUndefined();
    expect(ledgerCells({ ...entry, rights: [joint] }).externalNumber).toBeUndefined();
  });
});

describe('the guard against formulas', () => {
  it('is undone exactly', () => {
    const cell = fc.oneof(
      fc.string(),
      fc
        .tuple(fc.constantFrom("'", "''", '', '='), fc.constantFrom(...'=+-@＝\t'))
        .map((parts) => parts.join('')),
    );
    fc.assert(fc.property(cell, (value) => expect(unguarded(guarded(value))).toBe(value)));
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '＝1'])('keeps %j from running', (value) =>
    expect(guarded(value)).toBe(`'${value}`),
  );
});
