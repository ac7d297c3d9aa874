import fc from 'fast-check';
import type { AssetDescription, RightStatement } from '../asset/asset.events.js';
import { guarded, unguarded } from './formula-guard.js';
import { ledgerCells } from './ledger-cells.js';
import { mapRow } from './map-row.js';
import { applicant, askedBy, ledgerEntries, withHolders } from './testing/ledger-entries.js';

describe('an exported row', () => {
  it.each(['zh', 'en', undefined] as const)('is imported as the same asset (%s)', (language) => {
    fc.assert(
      fc.property(ledgerEntries(/[\0\p{Surrogate}]/u), (entry) => {
        const cells = ledgerCells(entry, language);
        const { application, problems } = mapRow({ row: 2, cells }, {});
        expect(problems).toEqual([]);
        expect({ ...application, rights: withHolders(application?.rights) }).toEqual(
          askedBy(entry),
        );
      }),
    );
  });

  it('says all of an asset, however long its statements and tags are', () => {
    const fields = Array.from({ length: 100 }, (_, n) => `${n}`.padStart(100, '字'));
    const rights = Array.from({ length: 4 }, (_, n) => ({
      holdingId: `h-${n}`,
      right: 'holding' as const,
      basis: '自采',
      from: '2026-01-01',
      holders: [{ partyId: applicant }],
      fields,
    }));
    const domains = Array.from({ length: 20 }, (_, n) => `${n}`.padStart(100, '|'));
    const description: AssetDescription = {
      ...{ name: 'a', summary: 'b', source: 'generated', form: 'text', domains },
    };
    const named = { assetId: applicant, applicantPartyId: applicant, externalNumber: 'n' };
    const cells = ledgerCells({ ...named, description, rights, circumstances: null });
    expect(cells.rights?.length).toBeGreaterThan(40_000);
    const { application, problems } = mapRow({ row: 2, cells }, {});
    expect(problems).toEqual([]);
    expect(application?.description).toEqual(description);
    expect(application?.rights.map((right) => right.fields)).toEqual(rights.map(() => fields));
  });

  it('names holders only where the applicant is not the only one', () => {
    const line: RightStatement = {
      holdingId: 'h',
      right: 'holding',
      basis: '共同采集',
      from: '2026-01-01',
      holders: [{ partyId: applicant }],
    };
    const asset: AssetDescription = { name: 'a', summary: 'b', source: 'generated', form: 'text' };
    const entry = {
      assetId: applicant,
      applicantPartyId: applicant,
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
