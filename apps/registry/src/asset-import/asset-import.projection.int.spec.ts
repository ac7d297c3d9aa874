import { importKind } from '@ledger/domain/import/import.decider.js';
import type { ReportedRow } from '@ledger/domain/import/import.events.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { RecordedEvent } from '@ledger/event-store/event.js';
import { newId } from '@ledger/event-store/ids.js';
import { InMemoryEventLog } from '@ledger/event-store/in-memory/in-memory-event-log.js';
import {
  foldedRows,
  type ProjectionCheck,
  projectionCheck,
} from '../../../../test/support/projection-check.js';
import { assetImportRows } from './asset-import-row.projection.js';
import { assetImportFold } from './asset-import.projection.js';

const partyId = newId();

/** Two imports: one completed with a row of each outcome, one failed. */
const story = async (): Promise<readonly RecordedEvent[]> => {
  const clock = { now: () => '2026-11-21T01:00:00.000Z' };
  const log = new InMemoryEventLog(clock);
  const handle = new CommandLoop(log, clock).handler(importKind);
  const actor = { person: 'p', partyId, role: 'manager' } as const;
  const context = { actor, correlationId: 'c' };
  const [first, second] = [newId(), newId()];
  for (const importId of [first, second]) {
    const data = {
      importId,
      applicantPartyId: partyId,
      applicantVersion: 1,
      fileDigest: 'f'.repeat(64),
      filePartDigests: [],
      fileBytes: 9,
      format: 'csv',
      rowCount: 3,
      ignoredColumns: ['备注'],
      scheme: 'in-house',
      defaults: {},
    } as const;
    await handle(`import-${importId}`, { type: 'StartImport', data }, context);
  }
  const line = (row: number, outcome: ReportedRow['outcome']): ReportedRow => ({
    row,
    externalNumber: `n-${row}`,
    name: '名称',
    outcome,
    ...(outcome === 'refused' ? {} : { assetId: newId() }),
    problems: outcome === 'refused' ? [{ field: 'grade', code: 'value_unknown', value: '?' }] : [],
    notes: outcome === 'alreadyThere' ? [{ field: 'name', code: 'differs' }] : [],
  });
  const report = (importId: string, ...rows: ReportedRow[]) =>
    handle(`import-${importId}`, { type: 'ReportImportRows', data: { importId, rows } }, context);
  await report(first, line(2, 'accepted'), line(3, 'refused'));
  await report(second, line(2, 'accepted'));
  await report(first, line(5, 'alreadyThere'));
  const complete = { type: 'CompleteImport', data: { importId: first } } as const;
  const fail = { type: 'FailImport', data: { importId: second, code: 'x' } } as const;
  await handle(`import-${first}`, complete, context);
  await handle(`import-${second}`, fail, context);
  return (await log.readAll(0, 100)).events;
};

describe.each([
  ['imports', () => projectionCheck(assetImportFold), assetImportFold],
  ['rows of imports', () => projectionCheck(assetImportRows), assetImportRows],
] as const)('the table of %s', (_, open, fold) => {
  let check: ProjectionCheck;
  beforeAll(async () => void (check = await open()));
  afterAll(() => check.close());

  it('is the fold of the log, wherever it is cut and however often it is applied', async () => {
    const events = await story();
    for (let cut = 1; cut < events.length; cut++) {
      await check.empty();
      await check.apply(events, cut);
      await check.apply(events);
      const expected =
        fold === assetImportFold
          ? foldedRows(assetImportFold, events)
          : foldedRows(assetImportRows, events);
      expect(await check.rows()).toEqual(expected);
    }
    expect((await check.rows()).size).toBe(fold === assetImportFold ? 2 : 4);
  });
});

it('shows what came of an import', async () => {
  const rows = [...foldedRows(assetImportFold, await story()).values()];
  expect(rows).toMatchObject([
    { state: 'completed', accepted: 1, alreadyThere: 1, refused: 1, failure: null, version: 4 },
    { state: 'failed', accepted: 1, alreadyThere: 0, refused: 0, failure: 'x', version: 3 },
  ]);
});
