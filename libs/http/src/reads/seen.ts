import type { ReadModels } from '@ledger/read-model/read-models.js';
import { readYourWrites } from './read-your-writes.js';

/** `readYourWrites` for an answer that is made from several projections: all must have seen it. */
export const seen = async (
  readModels: Pick<ReadModels, 'caughtUp'>,
  projections: readonly string[],
  after: number | undefined,
): Promise<void> => {
  await Promise.all(projections.map((name) => readYourWrites(readModels, name, after)));
};
