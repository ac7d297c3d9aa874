import { LogOverloaded, LogUnavailable } from '@ledger/event-store/event-log.js';
import { Busy } from '@ledger/event-store/loop-errors.js';

/**
 * What a reaction needs is not there yet (a title that another process is about to open). The
 * runner tries again with backoff, and parks the correlation only when its patience ends.
 */
export class NotYet extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'NotYet';
  }
}

/** Postgres says: connection lost, shutting down, out of resources, deadlock, lock or statement timeout. */
const passingCodes = /^(08|53|57P|40001|40P01|55P03|57014)/;
const passingNodeCodes = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EAI_AGAIN'];
const passingTexts =
  /Connection terminated|timeout exceeded when trying to connect|not queryable|already released/i;

/** Whether a database error may be gone at the next attempt, whatever was asked. */
export const isPassingDatabaseError = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  if (typeof code === 'string' && (passingCodes.test(code) || passingNodeCodes.includes(code))) {
    return true;
  }
  if (passingTexts.test(error.message)) return true;
  const { driverError } = error as { driverError?: unknown };
  return driverError !== undefined && isPassingDatabaseError(driverError);
};

/** Whether the whole house is down for a moment: then trying goes on for as long as it takes. */
export const isOutage = (error: unknown): boolean =>
  error instanceof LogOverloaded ||
  error instanceof LogUnavailable ||
  error instanceof Busy ||
  isPassingDatabaseError(error);

/** Pause before the n-th further attempt (from 1): doubling, with a ceiling. */
export const backoffMs = (attempt: number, firstMs: number, maxMs: number): number =>
  Math.min(firstMs * 2 ** Math.min(attempt - 1, 20), maxMs);

/** Waits; ends early, without an error, when the signal aborts. */
export const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
  });

/** What went wrong, in one line of bounded length. */
export const reasonOf = (error: unknown): string =>
  (error instanceof Error ? `${error.name}: ${error.message}` : String(error)).slice(0, 2_000);
