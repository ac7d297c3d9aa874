import type { Meta } from '../decider.js';
import { specOf } from '../testing/decider-spec.js';
import { importDecider, importRowsMax, type ImportCommand } from './import.decider.js';
import type { ImportEvent, ReportedRow, RowOutcome } from './import.events.js';

const meta: Meta = {
  actor: { person: 'p-1', partyId: 'bank', role: 'manager' },
  now: '2026-11-21T01:00:00.000Z',
};
const importId = 'import-1';
const request = {
  importId,
  applicantPartyId: 'bank',
  applicantVersion: 1,
  fileDigest: 'f'.repeat(64),
  filePartDigests: ['f'.repeat(64)],
  fileBytes: 1_000,
  format: 'csv',
  rowCount: 3,
  ignoredColumns: ['备注'],
  scheme: 'in-house',
  defaults: {},
} as const;
const started: ImportEvent = { type: 'ImportStarted', data: request };

const line = (row: number, outcome: RowOutcome = 'accepted'): ReportedRow => ({
  row,
  externalNumber: `n-${row}`,
  outcome,
  problems: [],
  notes: [],
});
const reported = (...rows: ReportedRow[]): ImportEvent => ({
  type: 'ImportRowsReported',
  data: { importId, rows },
});
const completed: ImportEvent = {
  type: 'ImportCompleted',
  data: { importId, counts: { accepted: 1, alreadyThere: 1, refused: 1 } },
};
const asked: ImportEvent = { type: 'ImportCancellationRequested', data: { importId } };
const cancelled: ImportEvent = {
  type: 'ImportCancelled',
  data: { importId, counts: { accepted: 1, alreadyThere: 0, refused: 0 } },
};
const failed: ImportEvent = {
  type: 'ImportFailed',
  data: { importId, code: 'import_workbook_broken' },
};

const start = (data: Partial<Extract<ImportCommand, { type: 'StartImport' }>['data']> = {}) =>
  ({ type: 'StartImport', data: { ...request, ...data }, meta }) as const;
const report = (...rows: ReportedRow[]) =>
  ({ type: 'ReportImportRows', data: { importId, rows }, meta }) as const;
const complete = { type: 'CompleteImport', data: { importId }, meta } as const;
const fail = {
  type: 'FailImport',
  data: { importId, code: 'import_workbook_broken' },
  meta,
} as const;

const cancel = { type: 'CancelImport', data: { importId }, meta } as const;

const given = specOf(importDecider);

describe('starting an import', () => {
  it('records what was handed in', () => given().when(start()).then(started));
  it('says nothing when the same is sent again', () => given(started).when(start()).thenNothing());
  it('refuses another file under the same id', () =>
    given(started)
      .when(start({ fileDigest: 'e'.repeat(64) }))
      .thenRefused('import_ended', { importId }));
  it('refuses an import for another organisation', () =>
    given()
      .when(start({ applicantPartyId: 'other' }))
      .thenRefused('applicant_not_own_organisation'));
  it('refuses an organisation that is not registered', () =>
    given()
      .when(start({ applicantVersion: 0 }))
      .thenRefused('applicant_not_registered', { partyId: 'bank' }));
  it('takes 100,000 rows and no more', () => {
    expect(
      given()
        .when(start({ rowCount: importRowsMax }))
        .events(),
    ).toHaveLength(1);
    given()
      .when(start({ rowCount: importRowsMax + 1 }))
      .thenRefused('import_rows_too_many', { rowsMax: importRowsMax });
  });
});

describe('reporting rows', () => {
  it('records what became of them', () =>
    given(started)
      .when(report(line(2), line(3)))
      .then(reported(line(2), line(3))));
  it('passes over rows that were reported before', () =>
    given(started, reported(line(2)))
      .when(report(line(2), line(3)))
      .then(reported(line(3))));
  it('says nothing when all of them were', () =>
    given(started, reported(line(2), line(3)), completed)
      .when(report(line(2), line(3)))
      .thenNothing());
  it('refuses rows of an import that has ended', () => {
    given(started, reported(line(2)), completed)
      .when(report(line(3)))
      .thenRefused('import_ended');
    given(started, failed)
      .when(report(line(3)))
      .thenRefused('import_ended');
  });
  it('refuses rows of no import', () =>
    given()
      .when(report(line(2)))
      .thenRefused('import_not_found'));
  it('takes 100 rows at once and only in order', () => {
    const rows = Array.from({ length: 101 }, (_, index) => line(index + 2));
    expect(
      given(started)
        .when(report(...rows.slice(1)))
        .events(),
    ).toHaveLength(1);
    expect(given(started).when(report(...rows)).events).toThrow('reports 101 rows');
    expect(given(started).when(report(line(3), line(2))).events).toThrow('not in their order');
  });
});

describe('ending an import', () => {
  const rows = reported(line(2), line(3, 'alreadyThere'), line(4, 'refused'));

  it('counts what became of the rows', () => given(started, rows).when(complete).then(completed));
  it('is said once', () => given(started, rows, completed).when(complete).thenNothing());
  it('may be a failure, said once', () => {
    given(started, rows).when(fail).then(failed);
    given(started, rows, failed).when(fail).thenNothing();
  });
  it('does not change its mind', () => {
    given(started, rows, completed).when(fail).thenRefused('import_ended');
    given(started, rows, failed).when(complete).thenRefused('import_ended');
  });
  it('is refused where nothing began', () => {
    given().when(complete).thenRefused('import_not_found');
    given().when(fail).thenRefused('import_not_found');
  });
});

describe('cancelling an import', () => {
  const rows = reported(line(2));

  it('is asked for while it runs', () => {
    given(started).when(cancel).then(asked);
    given(started, rows).when(cancel).then(asked);
  });
  it('is over once the rows under way are reported', () => {
    given(started, asked)
      .when(report(line(2)))
      .then(rows);
    given(started, asked, rows).when(complete).then(cancelled);
  });
  it('counts what was reported before and after it was asked for', () =>
    given(started, rows, asked, reported(line(5, 'refused')))
      .when(complete)
      .then({
        type: 'ImportCancelled',
        data: { importId, counts: { accepted: 1, alreadyThere: 0, refused: 1 } },
      }));
  it('is asked for once', () => {
    given(started, asked).when(cancel).thenNothing();
    given(started, rows, asked, cancelled).when(cancel).thenNothing();
    given(started, rows, asked, cancelled).when(complete).thenNothing();
  });
  it('is refused where it has ended, and says how', () => {
    given(started, rows, completed)
      .when(cancel)
      .thenRefused('import_not_running', { importId, state: 'completed' });
    given(started, failed)
      .when(cancel)
      .thenRefused('import_not_running', { importId, state: 'failed' });
  });
  it('is refused where nothing began', () => given().when(cancel).thenRefused('import_not_found'));
  it('ends it: no row follows, and no failure', () => {
    given(started, rows, asked, cancelled)
      .when(report(line(3)))
      .thenRefused('import_ended');
    given(started, rows, asked, cancelled).when(fail).thenRefused('import_ended');
  });
  it('may still fail: the file cannot be read again', () =>
    given(started, asked).when(fail).then(failed));
});
