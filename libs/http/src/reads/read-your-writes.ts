import type { ReadModels } from '@ledger/read-model/read-models.js';
import { problem } from '../problems/http-problem.js';

const waitMsMax = 5_000;

/**
 * Waits until a projection has seen the position of `?after=`. Throws `read_model_behind` (503)
 * when that takes too long; without a position there is nothing to wait for.
 */
export const readYourWrites = async (
  readModels: Pick<ReadModels, 'caughtUp'>,
  projection: string,
  after: number | undefined,
  timeoutMs: number = waitMsMax,
): Promise<void> => {
  if (after === undefined) return;
  if (!(await readModels.caughtUp(projection, after, timeoutMs)))
    throw problem('read_model_behind');
};
