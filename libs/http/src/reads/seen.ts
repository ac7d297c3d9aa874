import { problem } from '../problems/http-problem.js';

/** How long an answer waits for its tables, in milliseconds. */
const waitMsMax = 5_000;

/** The part of `ReadModels` that an answer waits with. */
export interface CatchesUp {
  caughtUp(name: string, position: number, timeoutMs: number): Promise<boolean>;
}

/**
 * Read your writes: resolves when the named projections have seen a position (`?after=`; undefined:
 * at once), and is a 503 `read_model_behind` when that takes too long.
 */
export const seen = async (
  readModels: CatchesUp,
  projections: readonly string[],
  after: number | undefined,
): Promise<void> => {
  if (after === undefined) return;
  const waits = projections.map((name) => readModels.caughtUp(name, after, waitMsMax));
  if (!(await Promise.all(waits)).every(Boolean)) throw problem('read_model_behind');
};
