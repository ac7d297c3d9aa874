import fc from 'fast-check';
import { searchColumns } from './asset.terms.js';
import { assetRow } from './testing/asset-rows.js';

const words = fc.constantFrom('', '用电负荷', '数据 A股', 'applicant=x', 'state', '麟', '\n', 'Ｇ');
const rows = fc
  .record({
    n: fc.nat(500),
    name: words,
    englishName: fc.option(words, { nil: undefined }),
    externalNumber: fc.option(words),
    summary: words,
  })
  .map(({ n, name, englishName, externalNumber, summary }) => {
    const row = assetRow(n);
    const description = { ...row.description, name, summary, ...(englishName && { englishName }) };
    return { ...row, description, externalNumber };
  });

describe('the columns that a search reads', () => {
  it('are the same whether the row before said the same text or not', () =>
    fc.assert(
      fc.property(rows, rows, fc.boolean(), (first, second, isSameText) => {
        const before = { ...first, ...searchColumns(first) };
        const { description, externalNumber } = isSameText ? first : second;
        const row = { ...second, description, externalNumber };
        expect(searchColumns(row, before)).toEqual(searchColumns(row));
      }),
    ));
  it('say each fact once, behind the text', () => {
    const row = { ...assetRow(1), ...searchColumns(assetRow(1)) };
    const terms = row.terms.split(' ');
    expect(new Set(terms).size).toBe(terms.length);
    const firstFact = terms.findIndex((term) => term.includes('='));
    expect(terms[firstFact]).toBe(`applicant=${row.applicantPartyId}`);
    expect(terms.slice(firstFact).every((term) => term.includes('='))).toBe(true);
  });
});
