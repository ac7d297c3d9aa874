import { dataSource } from '@ledger/database/connection.js';
import { systemClock } from '@ledger/event-store/clock.js';
import { InMemoryEventLog } from '@ledger/event-store/in-memory/in-memory-event-log.js';
import { exchange } from '@ledger/exchange/exchange.js';
import { httpConfiguration } from '@ledger/http/configuration.js';
import { openApiDocument } from '@ledger/http/openapi/open-api-document.js';
import { registry } from '@ledger/registry/registry.js';
import { createService } from '@ledger/service/service.js';
import type { ServiceDefinition } from '@ledger/service/slice.js';
import { version } from '@ledger/service/version.js';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './root.js';

/** The wire contract of a service, from its routes alone: nothing is connected or listened on. */
export const contractOf = async (definition: ServiceDefinition): Promise<string> => {
  const nowhere = dataSource('postgres://nobody@127.0.0.1:1/nothing', []);
  const app = await createService(definition, {
    log: new InMemoryEventLog(systemClock),
    dataSource: nowhere,
    clock: systemClock,
    // Not the environment's: the file must be the same wherever it is made.
    configuration: httpConfiguration({}, root),
    isPreview: true,
  });
  const { name, title, description } = definition;
  const document = openApiDocument(app, { name, title, description, version });
  return `${JSON.stringify(document, undefined, 2)}\n`;
};

/** `npm run generate`: writes openapi/<service>.json, which is committed and reviewed. */
export const generate = async (): Promise<void> => {
  const folder = path.join(root, 'openapi');
  mkdirSync(folder, { recursive: true });
  for (const definition of [registry, exchange]) {
    const file = path.join(folder, `${definition.name}.json`);
    writeFileSync(file, await contractOf(definition));
    console.log(path.relative(root, file));
  }
};
