import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type GoldenInputs, goldenOf } from './testing/golden.js';

/** Shared with the verifier's spec, and with whoever writes a third implementation. */
const file = path.resolve(import.meta.dirname, '../../../test/evidence/golden.json');
const { inputs, outputs } = JSON.parse(readFileSync(file, 'utf8')) as {
  readonly inputs: GoldenInputs;
  readonly outputs: unknown;
};

describe('the golden vectors', () => {
  it('are what the writer makes of them', async () => {
    expect(await goldenOf(inputs)).toEqual(outputs);
  });
});
