import fc from 'fast-check';
import type { AssetDescription, RightStatement } from '../asset/asset.events.js';
import type { Circumstances } from '../asset/circumstances.js';
import { guarded, unguarded } from './formula-guard.js';
import { ledgerCells } from './ledger-cells.js';
import { mapRow } from './map-row.js';
import type { RowRight } from './stated-rights.js';
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

const id = fc.uuid({ version: 4 });
const digest = fc.stringMatching(/^[0-9a-f]{64}$/u);
const bank = '3f2b8c1e-5d47-4a9b-8e60-7c1d2f3a4b5c';
const jointly = fc.uniqueArray(id, { minLength: 1, maxLength: 4 }).chain((others) =>
  fc.constantFrom(
    [bank, ...others].map((partyId) => ({ partyId })),
    [bank, ...others].map((partyId) => ({ partyId, share: `1/${others.length + 1}` })),
    others.map((partyId) => ({ partyId })),
  ),
);
const holders = fc.oneof(fc.constant([{ partyId: bank }]), jointly);
const someTexts = fc.uniqueArray(text(10), { maxLength: 3 });
const right = fc
  .tuple(holders, text(30), period, someTexts, someTexts)
  .map(([held, basis, term, purposes, fields]) => ({
    holdingId: 'h',
    right: 'holding' as const,
    holders: held,
    basis,
    ...term,
    ...(purposes.length === 0 ? {} : { purposes }),
    ...(fields.length === 0 ? {} : { fields }),
  }));

const fingerprint = fc.record(
  {
    contentDigest: digest,
    fields: fc.array(text(10), { maxLength: 3 }),
    sampleDigests: fc.array(digest, { maxLength: 3 }),
  },
  { requiredKeys: ['contentDigest'] },
);
const sources = fc
  .uniqueArray(id, { minLength: 1, maxLength: 4 })
  .map((assetIds) => assetIds.map((assetId) => ({ assetId, version: 0 })));
const circumstances = fc.record(
  {
    entrusted: fc.record({ agreedRightsDigest: digest }, { requiredKeys: [] }),
    jointFusion: fc.record({
      participantPartyIds: fc.uniqueArray(id, { minLength: 2, maxLength: 4 }),
      contractAllocates: fc.boolean(),
      consents: fc.array(fc.record({ partyId: id, digest }), { maxLength: 3 }),
    }),
    authorisedOperation: fc.record({ platformRegistrationNo: text(20) }, { requiredKeys: [] }),
    notSubstituting: fc.record({ statement: text(30), digest }),
    sourceAgreementUntil: day,
  },
  { requiredKeys: [] },
) as fc.Arbitrary<Circumstances>;

const entries = fc.record({
  assetId: id,
  applicantPartyId: fc.constant(bank),
  externalNumber: fc.option(text(20)),
  description: fc
    .tuple(description, fc.option(sources), fc.option(fingerprint))
    .map(([known, from, print]) => ({
      ...known,
      ...(from && { sources: from }),
      ...(print && { fingerprint: print }),
    })) as fc.Arbitrary<AssetDescription>,
  rights: fc.array(right, { minLength: 1, maxLength: 2 }),
  circumstances: fc.option(circumstances),
});

/** A row's rights as an application has them: without holders they are the applicant's. */
const withHolders = (rights: readonly RowRight[] = []) =>
  rights.map((line) => ({ holders: [{ partyId: bank }], ...line }));

describe('an exported row', () => {
  it.each(['zh', 'en', undefined] as const)('is imported as the same asset (%s)', (language) => {
    fc.assert(
      fc.property(entries, (entry) => {
        const cells = ledgerCells(entry, language);
        const { application, problems } = mapRow({ row: 2, cells }, {});
        expect(problems).toEqual([]);
        expect({ ...application, rights: withHolders(application?.rights) }).toEqual({
          assetId: entry.assetId,
          ...(entry.externalNumber === null ? {} : { externalNumber: entry.externalNumber }),
          description: entry.description,
          rights: entry.rights.map(({ holdingId: _, ...stated }) => stated),
          ...(entry.circumstances === null ? {} : { circumstances: entry.circumstances }),
        });
      }),
    );
  });

  it('names holders only where the applicant is not the only one', () => {
    const line: RightStatement = {
      holdingId: 'h',
      right: 'holding',
      basis: '共同采集',
      from: '2026-01-01',
      holders: [{ partyId: bank }],
    };
    const asset: AssetDescription = { name: 'a', summary: 'b', source: 'generated', form: 'text' };
    const entry = {
      assetId: bank,
      applicantPartyId: bank,
      externalNumber: null,
      description: asset,
      circumstances: null,
    };
    const rightsOf = (rights: readonly RightStatement[]) =>
      JSON.parse(ledgerCells({ ...entry, rights }).rights ?? '') as unknown;
    const { holdingId: _, holders: __, ...stated } = line;
    expect(rightsOf([line])).toEqual([stated]);
    const joint = [...line.holders, { partyId: 'partner' }];
    expect(rightsOf([{ ...line, holders: joint }])).toEqual([{ ...stated, holders: joint }]);
    expect(ledgerCells({ ...entry, rights: [line] }).externalNumber).toBeUndefined();
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
