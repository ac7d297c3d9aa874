import { inMemorySideStores } from '@ledger/database/side/testing/in-memory-side-stores.js';
import type { SideStores } from '@ledger/database/side/side-stores.js';
import { systemClock } from '@ledger/event-store/clock.js';
import { EventStoreModule } from '@ledger/event-store/event-store.module.js';
import { InMemoryEventLog } from '@ledger/event-store/in-memory/in-memory-event-log.js';
import { Module } from '@nestjs/common';
import type { Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createApp } from '../bootstrap.js';
import { httpConfiguration } from '../configuration.js';
import { openLocalIssuer } from '../local-issuer.js';
import type { LocalIssuer, TokenRequest } from '../local-issuer.js';
import { TillController } from './till.controller.js';

export const org = '91330106MA2EXAMP1E';

/** A small service with the whole edge around it, without a database. */
export interface TestApp {
  readonly app: NestFastifyApplication;
  readonly issuer: LocalIssuer;
  readonly sideStores: SideStores;
  /** Every line of the log so far, in one text. */
  readonly lines: () => string;
  /** The value of an `Authorization` header. */
  readonly bearer: (request?: Partial<TokenRequest>) => Promise<string>;
  readonly close: () => Promise<void>;
}

export interface TestAppOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly controllers?: readonly Type[];
}

export const startTestApp = async (options: TestAppOptions = {}): Promise<TestApp> => {
  const { env = {}, controllers = [TillController] } = options;
  const folder = await mkdtemp(path.join(tmpdir(), 'ledger-http-'));
  const configuration = httpConfiguration({ LOG_LEVEL: 'debug', ...env }, folder);
  const issuer = await openLocalIssuer(configuration.dataDir, 'local');
  const sideStores = inMemorySideStores();
  const lines: string[] = [];
  const log = EventStoreModule.forRoot(new InMemoryEventLog(systemClock), systemClock);
  Module({ imports: [log], controllers: [...controllers] })(TestModule);
  const app = await createApp(TestModule, {
    ...{ name: 'till', title: 'Till', description: 'A till.', version: '1.0.0', configuration },
    sideStores: { useFactory: () => sideStores },
    logStream: { write: (line) => void lines.push(line) },
  });
  const bearer = async (request: Partial<TokenRequest> = {}): Promise<string> => {
    const all = { org, roles: ['manager' as const], subject: 'subject-1', expiresInSeconds: 60 };
    return `Bearer ${await issuer.mintToken({ ...all, ...request })}`;
  };
  const close = async (): Promise<void> => {
    await app.close();
    await rm(folder, { recursive: true, force: true });
  };
  return { app, issuer, sideStores, lines: () => lines.join(''), bearer, close };
};

class TestModule {}
