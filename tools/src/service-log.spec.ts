import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ServiceLog, shownLine } from './service-log.js';

describe('output of a service', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'ledger-log-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is shown from a warning on, whole lines only, and all of it is kept', () => {
    const shown: string[] = [];
    const log = new ServiceLog(path.join(folder, 'service.log'), (line) => shown.push(line));
    log.take(Buffer.from('{"level":30,"msg":"quiet"}\n{"level":40,"ms'));
    log.take(Buffer.from('g":"careful"}\nplain words\n'));
    expect(shown).toEqual(['WARN careful', 'plain words']);
    expect(readFileSync(log.file, 'utf8')).toContain('"quiet"');
    expect(log.lastLines()).toHaveLength(3);
  });

  it('is not lost to the terminal when the file cannot be written', () => {
    const shown: string[] = [];
    const log = new ServiceLog(path.join(folder, 'absent', 'x.log'), (line) => shown.push(line));
    log.take(Buffer.from('{"level":50,"msg":"failed","err":{"message":"why"}}\n'));
    expect(shown).toEqual(['ERROR failed: why']);
  });

  it('shows what only looks structured as it is', () => {
    expect(shownLine('{ not json')).toBe('{ not json');
    expect(shownLine('{"level":20,"msg":"detail"}')).toBeUndefined();
  });
});
