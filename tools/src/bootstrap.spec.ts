import path from 'node:path';
import { root } from './root.js';

interface Lock {
  packages: Record<string, { version?: string; link?: boolean; optional?: boolean }>;
}

interface Bootstrap {
  isNewEnough(version: string, wanted: string): boolean;
  isInstalled(lock: Lock, installed: Lock): boolean;
}

/** Plain JavaScript, for it runs before anything is built: its shape is stated here. */
const bootstrap = (await import(path.join(root, 'tools/bootstrap.mjs'))) as Bootstrap;

describe('the version of Node', () => {
  it.each([
    ['v20.19.0', true],
    ['v20.18.9', false],
    ['v18.20.0', false],
    ['v22.1.0', true],
  ])('%s', (version, fits) => {
    expect(bootstrap.isNewEnough(version, '>=20.19')).toBe(fits);
  });
});

describe('what is installed', () => {
  const lock: Lock = {
    packages: {
      '': {},
      'libs/domain': { version: '0.1.0' },
      'node_modules/@ledger/domain': { link: true },
      'node_modules/pg': { version: '8.23.1' },
      'node_modules/fsevents': { version: '2.3.3', optional: true },
    },
  };
  const without = (place: string): Lock => ({
    packages: Object.fromEntries(Object.entries(lock.packages).filter(([each]) => each !== place)),
  });

  it('fits the lock file when every package is there in its version', () => {
    expect(bootstrap.isInstalled(lock, lock)).toBe(true);
    expect(bootstrap.isInstalled(lock, without('node_modules/fsevents'))).toBe(true);
  });

  it('is stale when a package is missing or of another version', () => {
    expect(bootstrap.isInstalled(lock, without('node_modules/pg'))).toBe(false);
    expect(bootstrap.isInstalled(lock, without('node_modules/@ledger/domain'))).toBe(false);
    const packages = { ...lock.packages, 'node_modules/pg': { version: '8.0.0' } };
    expect(bootstrap.isInstalled(lock, { packages })).toBe(false);
  });
});
