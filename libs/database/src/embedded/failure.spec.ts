import { EmbeddedPostgresFailure, failureInLog, failureTexts, folderFailure } from './failure.js';

const facts = { folder: '/data', log: '/data/server.log' };

describe('what the log says becomes a sentence', () => {
  const cases: [string, string][] = [
    ['FATAL:  could not write lock file "postmaster.pid": No space left on device', 'disk_full'],
    ['PANIC:  could not locate a valid checkpoint record at 0/1550E18', 'folder_broken'],
    ['FATAL:  could not open directory "pg_wal": No such file or directory', 'folder_broken'],
    ['FATAL:  data directory "/data/cluster" has wrong ownership', 'no_permission'],
    ['FATAL:  data directory "/data/cluster" has invalid permissions', 'no_permission'],
    ['FATAL:  something nobody thought of', 'server_failed'],
  ];

  it.each(cases)('%s', (line, code) => {
    expect(failureInLog(['LOG:  starting', line], facts).code).toBe(code);
  });

  it('without a known sign it quotes the last lines and names the log', () => {
    const failure = failureInLog(['LOG:  a', 'LOG:  b', 'LOG:  c', 'FATAL:  d', ''], facts);
    expect(failure.message).toBe(
      'Postgres could not start in /data; its log /data/server.log ends with: LOG:  b | LOG:  c | FATAL:  d',
    );
  });
});

describe('what the file system says becomes a sentence', () => {
  it.each([
    ['EACCES', 'no_permission'],
    ['EROFS', 'no_permission'],
    ['ENOSPC', 'disk_full'],
    ['ENOTDIR', 'not_a_folder'],
  ])('%s', (code, expected) => {
    const error = Object.assign(new Error(code), { code });
    expect(folderFailure(error, '/data')).toMatchObject({ code: expected });
  });

  it('leaves an error it does not know as it is', () => {
    const error = new TypeError('a bug');
    expect(folderFailure(error, '/data')).toBe(error);
  });
});

describe('each sentence', () => {
  it('is one sentence in both languages with the same placeholders', () => {
    const placeholders = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();
    for (const { en, zh } of Object.values(failureTexts)) {
      expect(placeholders(en)).toEqual(placeholders(zh));
      expect(en).not.toContain('\n');
    }
  });

  it('names the facts', () => {
    const failure = new EmbeddedPostgresFailure('disk_full', { folder: '/data' });
    expect(failure.message).toBe(
      'The disk that holds /data is full; make room and start again, nothing recorded is lost.',
    );
    expect(failure.text('zh')).toContain('/data');
  });
});
