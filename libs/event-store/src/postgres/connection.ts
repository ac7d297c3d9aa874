import pg from 'pg';
import { LogUnavailable } from '../event-log.js';
import { type Statement, type Take, TextQuery, type Value } from './text-query.js';

/** Milliseconds that a connection may take to come up. */
const connectMsMax = 5_000;
/** Milliseconds after which the server ends a statement. */
const statementMsMax = 10_000;
/** Milliseconds after which a silent server is given up. */
const answerMsMax = 15_000;
/** Milliseconds before a statement that failed is tried again, each time. */
const pausesMs = [25, 500];
/** Milliseconds after which a failure is final. */
const retriedMsMax = 5_000;

/**
 * Columns come as text in a fixed form. A plan is made once per connection, perhaps while the log
 * is empty: it must be the one for a long log, look-ups by index.
 */
const options = [
  'timezone=UTC',
  'datestyle=ISO',
  'bytea_output=hex',
  'jit=off',
  'plan_cache_mode=force_generic_plan',
  'enable_seqscan=off',
  'enable_bitmapscan=off',
]
  .map((setting) => `-c ${setting}`)
  .join(' ');

export const connectionConfig = (url: string, applicationName: string): pg.ClientConfig => ({
  connectionString: url,
  application_name: applicationName,
  connectionTimeoutMillis: connectMsMax,
  statement_timeout: statementMsMax,
  keepAlive: true,
  options,
});

/**
 * Runs one statement on a connected client. The time limit is set here: within the driver's own, every
 * statement keeps what the next one reads from being freed before the next full collection.
 */
export const runOn = <T>(
  client: pg.ClientBase,
  statement: Statement,
  values: readonly Value[],
  take: Take<T>,
): Promise<readonly T[]> =>
  new Promise((resolve, reject) => {
    const answer = (error: Error | null, taken: readonly T[] = []): void => {
      clearTimeout(late);
      if (error === null) resolve(taken);
      else reject(error);
    };
    const late = setTimeout(() => answer(new Error('The server does not answer.')), answerMsMax);
    client.query(new TextQuery(statement, values, take, answer));
  });

/**
 * Whether a failure lies with the connection or the moment, so that the same statement may work
 * on another try: no answer, shutdown, recovery, no resources, time-out, deadlock, standby.
 */
export const isPassing = (error: unknown): boolean => {
  if (!(error instanceof pg.DatabaseError)) return true;
  const { code = '' } = error;
  return /^(08|53|57|58)/.test(code) || ['40001', '40P01', '55P03', '25006'].includes(code);
};

/**
 * Runs something again when it fails for a passing reason, then it is `LogUnavailable`. What took
 * long to fail is not begun again: whoever waits has waited enough.
 */
export const persistently = async <T>(work: () => Promise<T>): Promise<T> => {
  const began = performance.now();
  for (let attempt = 0; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!isPassing(error)) throw error;
      const pauseMs = pausesMs[attempt];
      if (pauseMs === undefined || performance.now() - began > retriedMsMax)
        throw unavailable(error);
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
};

export const unavailable = (cause: unknown): LogUnavailable =>
  new LogUnavailable(`The event log's database does not serve: ${reasonOf(cause)}`, { cause });

const reasonOf = (cause: unknown): string => {
  if (cause instanceof AggregateError) return cause.errors.map(reasonOf).join(', ');
  return cause instanceof Error ? cause.message : String(cause);
};

/** Gives a connection up without waiting for a server that may never answer. */
export const abandon = (client: pg.Client): void => {
  client.connection.stream.destroy();
};
