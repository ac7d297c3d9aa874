import { assertNotOwner, dataSource } from '@ledger/database/connection.js';
import { systemClock } from '@ledger/event-store/clock.js';
import { serve } from '@ledger/http/bootstrap.js';
import { httpConfiguration } from '@ledger/http/configuration.js';
import { given, whole } from '@ledger/http/environment.js';
import { eventLogOf } from './event-log.js';
import { clearHeapSoon } from './heap.js';
import { createService } from './service.js';
import type { ServiceDefinition } from './slice.js';

/**
 * Runs a service with what the environment says: `DATABASE_URL`, `EVENT_STORE_URL`, `HOST`, `PORT`,
 * and the edge's own variables. Ends the process with one sentence and a non-zero code when that cannot be.
 */
export const runService = async (definition: ServiceDefinition): Promise<void> => {
  try {
    await start(definition, process.env);
  } catch (error) {
    const { message } = error as Error;
    process.stderr.write(`${definition.name} cannot start: ${message || String(error)}\n`);
    process.exitCode = 1;
    // Pools that were opened before the failure would keep the process alive.
    setImmediate(() => process.exit());
  }
};

const start = async (definition: ServiceDefinition, env: NodeJS.ProcessEnv): Promise<void> => {
  clearHeapSoon();
  const configuration = httpConfiguration(env, process.cwd());
  const port = whole(env, 'PORT', definition.port, 0, 65_535);
  const host = given(env, 'HOST') ?? '127.0.0.1';
  const url = given(env, 'DATABASE_URL');
  if (url === undefined) {
    throw new Error('DATABASE_URL is not set; "npm start" sets it, or name your own server.');
  }
  await assertNotOwner(url);
  const log = await eventLogOf(env, url);
  const views = definition.slices.flatMap(({ views = [] }) => views);
  const source = dataSource(url, views, { applicationName: `ledger ${definition.name}` });
  await source.initialize();
  const app = await createService(definition, {
    log,
    dataSource: source,
    clock: systemClock,
    configuration,
  });
  await serve(app, { host, port });
};
