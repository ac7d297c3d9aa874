import fc from 'fast-check';
import type { AssetDescription, RightStatement } from '../../asset/asset.events.js';
import type { Circumstances } from '../../asset/circumstances.js';
import type { LedgerEntry } from '../ledger-cells.js';
import type { RowRight } from '../stated-rights.js';
import { valueLabels } from '../values.js';

/** Who applied for every entry. */
export const applicant = '3f2b8c1e-5d47-4a9b-8e60-7c1d2f3a4b5c';

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

const id = fc.uuid({ version: 4 });
const digest = fc.stringMatching(/^[0-9a-f]{64}$/u);

type Texts = (maxLength: number) => fc.Arbitrary<string>;

/** Texts that a cell holds: not blank at an end, and nothing that the expression finds. */
const textsWithout =
  (unwritable: RegExp): Texts =>
  (maxLength) =>
    fc
      .string({ unit: 'grapheme', minLength: 1, maxLength })
      .filter((value) => value === value.trim() && value !== '' && !unwritable.test(value));

const descriptions = (text: Texts) =>
  fc.record(
    {
      name: text(40),
      englishName: text(40),
      summary: text(100),
      content: text(100),
      industry: fc.constantFrom('J', 'J66', 'A01', 'T97'),
      domains: fc.uniqueArray(text(10), { minLength: 1, maxLength: 5 }),
      source: code('source'),
      sourceUrl: fc.constant('https://data.example.org/a?b=c,d'),
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
      sources,
      fingerprint: fc.record(
        {
          contentDigest: digest,
          fields: fc.array(text(10), { maxLength: 3 }),
          sampleDigests: fc.array(digest, { maxLength: 3 }),
        },
        { requiredKeys: ['contentDigest'] },
      ),
    } satisfies Record<keyof Required<AssetDescription>, fc.Arbitrary<unknown>>,
    { requiredKeys: ['name', 'summary', 'source', 'form'] },
  ) as fc.Arbitrary<unknown> as fc.Arbitrary<AssetDescription>;

const sources = fc
  .uniqueArray(id, { minLength: 1, maxLength: 4 })
  .map((assetIds) => assetIds.map((assetId) => ({ assetId, version: 0 })));

const jointly = fc.uniqueArray(id, { minLength: 1, maxLength: 4 }).chain((others) =>
  fc.constantFrom(
    [applicant, ...others].map((partyId) => ({ partyId })),
    [applicant, ...others].map((partyId) => ({ partyId, share: `1/${others.length + 1}` })),
    others.map((partyId) => ({ partyId })),
  ),
);

const lines = (text: Texts) =>
  fc
    .record(
      {
        right: fc.constantFrom('holding', 'processing', 'operation'),
        holders: fc.oneof(fc.constant([{ partyId: applicant }]), jointly),
        basis: text(30),
        term: period,
        purposes: fc.uniqueArray(text(10), { minLength: 1, maxLength: 3 }),
        fields: fc.uniqueArray(text(10), { minLength: 1, maxLength: 3 }),
        territory: text(20),
        remarks: text(20),
      },
      { requiredKeys: ['right', 'holders', 'basis', 'term'] },
    )
    .map(({ term, ...line }) => ({
      holdingId: 'h',
      ...line,
      ...term,
      ...(line.right === 'operation' && { proofDigest: 'ab'.repeat(32) }),
    })) as fc.Arbitrary<RightStatement>;

const circumstances = (text: Texts) =>
  fc.record(
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
    } satisfies Record<keyof Required<Circumstances>, fc.Arbitrary<unknown>>,
    { requiredKeys: [] },
  ) as fc.Arbitrary<Circumstances>;

/** Anything that a ledger may hold of an asset, but for texts that the expression finds. */
export const ledgerEntries = (unwritable: RegExp): fc.Arbitrary<LedgerEntry> => {
  const text = textsWithout(unwritable);
  return fc
    .record({
      assetId: id,
      applicantPartyId: fc.constant(applicant),
      externalNumber: fc.option(fc.oneof(text(20), fc.constantFrom('0012', '1E5', '2026-01-01'))),
      description: descriptions(text),
      rights: fc.array(lines(text), { minLength: 1, maxLength: 3 }),
      circumstances: fc.option(circumstances(text)),
    })
    .filter(mayBeRegistered);
};

/** Gathered data gives an operation right in a product only that replaces nothing (art. 21). */
const mayBeRegistered = ({ description, rights, circumstances: stated }: LedgerEntry): boolean =>
  description.source !== 'automatedPublic' ||
  stated?.notSubstituting !== undefined ||
  rights.every(({ right }) => right !== 'operation');

/** What a row asks for that comes from an entry; holders that it leaves out are the applicant. */
export const askedBy = (entry: LedgerEntry) => ({
  assetId: entry.assetId,
  ...(entry.externalNumber === null ? {} : { externalNumber: entry.externalNumber }),
  description: entry.description,
  rights: entry.rights.map(({ holdingId: _, ...stated }) => stated),
  ...(entry.circumstances === null ? {} : { circumstances: entry.circumstances }),
});

/** A row's rights as an application has them. */
export const withHolders = (rights: readonly RowRight[] = []) =>
  rights.map((line) => ({ holders: [{ partyId: applicant }], ...line }));
