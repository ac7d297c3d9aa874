import { policyDefinitions } from '@ledger/domain/policy/policy.definitions.js';
import { inWords, placesOf } from '@ledger/domain/policy/policy.shape.js';
import { schemeNames } from '@ledger/domain/policy/scheme.js';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './planted-tree.js';

const guide = readFileSync(path.join(root, 'docs/guides/policies.md'), 'utf8');

/** A row of the guide's tables: where, what it may be, what it means. */
const rowsOf = ({ shape }: (typeof policyDefinitions)[number]): readonly string[] =>
  placesOf(shape)
    .filter((one) => one.shape.is !== 'object')
    .map(({ place, shape: value, about = '' }) => {
      const words = inWords(value).replaceAll('^', '\\^').replaceAll('|', '\\|');
      return `| \`${place}\` | ${words} | ${about} |`;
    });

describe('the guide to policies', () => {
  it.each(policyDefinitions.map((definition) => [definition.name, definition] as const))(
    'has every member of %s with its meaning',
    (name, definition) => {
      expect(guide).toContain(`\`${name}\``);
      const lines = new Set(guide.split('\n'));
      expect(rowsOf(definition).filter((row) => !lines.has(row))).toEqual([]);
    },
  );

  it('names the four schemes', () => {
    for (const name of schemeNames) expect(guide).toContain(`\`${name}\``);
  });
});
