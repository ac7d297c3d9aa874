import { version } from '@ledger/service/version.js';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './planted-tree.js';

describe('the version', () => {
  it('that the services and their API tell is the one of package.json', () => {
    const text = readFileSync(path.join(root, 'package.json'), 'utf8');
    expect((JSON.parse(text) as { version: string }).version).toBe(version);
  });
});
