import type { Computation } from '@ledger/domain/valuation/engine/engine.js';
import { recompute, releasedModels } from '@ledger/domain/valuation/engine/engine.js';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

interface GoldenCase {
  readonly name: string;
  readonly computation: Computation;
}

const fileOf = (model: string, modelVersion: number): string =>
  path.join(import.meta.dirname, `${model}.v${modelVersion}.json`);

const goldenCases = (model: string, modelVersion: number): readonly GoldenCase[] => {
  const file = fileOf(model, modelVersion);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as readonly GoldenCase[]) : [];
};

/** Nobody edits these files: a figure that comes out differently is a new version of its model. */
describe.each(releasedModels.map((released) => [released.model, released] as const))(
  'what was computed with %s',
  (model, { modelVersion }) => {
    const cases = goldenCases(model, modelVersion);

    it('is frozen in a file of its version, with two cases or more', () =>
      expect(cases.length).toBeGreaterThanOrEqual(2));

    it.each(cases.map(({ name, computation }) => [name, computation] as const))(
      'recomputes to its figure and to each of its steps: %s',
      (_, computation) => {
        expect([computation.model, computation.modelVersion]).toEqual([model, modelVersion]);
        expect(recompute(computation)).toEqual(computation);
      },
    );
  },
);
