import type { LedgerEntry } from '@ledger/domain/import/ledger-cells.js';
import { mapRow } from '@ledger/domain/import/map-row.js';
import {
  askedBy,
  ledgerEntries,
  withHolders,
} from '@ledger/domain/import/testing/ledger-entries.js';
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

const rowsOf = (entries: readonly LedgerEntry[]): readonly LedgerRow[] =>
  entries.map((entry, at) => ({
    asset: { ...assetRow(at + 1), ...entry },
    holders: [{ name: '某银行', code: '91440300MADX00019R' }],
  }));

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
  it.each(forms)('is the same in all that it says: %s', async (_, exported) => {
    // Control characters are not for sheets.
    const inventory = fc.array(ledgerEntries(/[\0\p{Surrogate}\p{Cc}]/u), {
      minLength: 1,
      maxLength: 5,
    });
    await fc.assert(
      fc.asyncProperty(inventory, async (entries) => {
        const file = await buffer(exported(each(rowsOf(entries))));
        const sheet = await openSheet(bytesInMemory(file), {}, {});
        const read = [];
        for await (const row of sheet.rows) read.push(mapRow(row, {}));
        expect(read.flatMap(({ problems }) => problems)).toEqual([]);
        const asked = read.map(({ application }) => ({
          ...application,
          rights: withHolders(application?.rights),
        }));
        expect(asked).toEqual(entries.map(askedBy));
      }),
      { numRuns: 40 },
    );
  });
});
