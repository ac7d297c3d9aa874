import ExcelJS from 'exceljs';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const places = ['/usr/bin/soffice', '/usr/local/bin/soffice', '/opt/libreoffice/program/soffice'];

/** Where LibreOffice is; absent: it is not on this machine. */
const libreOffice = places.find((place) => existsSync(place));

const convertMs = 240_000;

/**
 * The first sheet of a workbook, row by row, as LibreOffice has it after it opened the file and made
 * every formula again; where there is no LibreOffice, as the file says it.
 */
export const openedWorkbook = (workbook: Buffer): Promise<readonly (readonly string[])[]> =>
  libreOffice === undefined ? asWritten(workbook) : openedBy(libreOffice, workbook);

const asWritten = async (workbook: Buffer): Promise<readonly (readonly string[])[]> => {
  const read = new ExcelJS.Workbook();
  await read.xlsx.load(workbook as unknown as ArrayBuffer);
  const rows: string[][] = [];
  read.worksheets[0]?.eachRow((row) => {
    const cells = Array.from({ length: row.cellCount }, (_, at) => row.getCell(at + 1));
    rows.push(cells.map((cell) => String(cell.result ?? cell.value ?? '')));
  });
  return rows;
};

const openedBy = async (
  program: string,
  workbook: Buffer,
): Promise<readonly (readonly string[])[]> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'ledger-office-'));
  try {
    const file = path.join(folder, 'report.xlsx');
    await writeFile(file, workbook);
    const profile = `-env:UserInstallation=file://${folder}/profile`;
    const filter = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,1';
    const options = ['--headless', profile, '--convert-to', filter, '--outdir', folder, file];
    const run = promisify(execFile);
    await run(program, options, { timeout: convertMs, env: { ...process.env, HOME: folder } });
    const names = ['report-本期.csv', 'report.csv', 'report-Current period.csv'];
    const made = names.map((name) => path.join(folder, name)).find((name) => existsSync(name));
    if (made === undefined) throw new Error('LibreOffice made no file.');
    const text = await readFile(made, 'utf8');
    return text.split(/\r?\n/u).map((line) => cellsOf(line));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

const cellsOf = (line: string): readonly string[] =>
  [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/gu)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
  );
