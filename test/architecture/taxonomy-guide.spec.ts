import {
  concepts,
  sourceDimension,
  sourceMembers,
  taxonomyNamespace,
} from '@ledger/domain/reporting/taxonomy.js';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './planted-tree.js';

const guide = readFileSync(path.join(root, 'docs/guides/xbrl-taxonomy.md'), 'utf8');

describe('the guide to the taxonomy', () => {
  it('has every concept with its row, its labels, its period and its balance', () => {
    const lines = new Set(guide.split('\n'));
    const rows = concepts.map(
      ({ name, no, label, periodType, balance }) =>
        `| \`${name}\` | ${no} | ${label.zh} | ${label.en} | ${periodType} | ${balance} |`,
    );
    expect(rows.filter((row) => !lines.has(row))).toEqual([]);
  });

  it('names the namespace, the dimension and its members', () => {
    for (const word of [taxonomyNamespace, sourceDimension, ...Object.values(sourceMembers)]) {
      expect(guide).toContain(`\`${word}\``);
    }
  });
});
