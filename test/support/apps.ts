import { dataSource } from '@ledger/database/connection.js';
import { systemClock, type Clock } from '@ledger/event-store/clock.js';
import type { EventLog } from '@ledger/event-store/event-log.js';
import { exchange } from '@ledger/exchange/exchange.js';
import type { CallerRole } from '@ledger/http/auth/caller.js';
import { httpConfiguration } from '@ledger/http/configuration.js';
import { openLocalIssuer, type LocalIssuer } from '@ledger/http/local-issuer.js';
import { ReadModels } from '@ledger/read-model/read-models.js';
import { registry } from '@ledger/registry/registry.js';
import { createService } from '@ledger/service/service.js';
import type { ServiceDefinition } from '@ledger/service/slice.js';
import type { Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import request from 'supertest';
import type TestAgent from 'supertest/lib/agent.js';
import { storyClock } from './clock.js';
import { createTestDatabase, type TestDatabase } from './database.js';
import { createTestStore } from './test-store.js';

/** Organisations of the tests: codes with sound check characters that belong to nobody. */
export const organisations = {
  bank: '91440300MADX00019R',
  lender: '91330100K123456779',
  secondLender: '91350100M000100Y43',
  buyer: '91110000MA00BUYER0',
  appraiser: '91310000MA1APPRA9B',
} as const;

/** Organisations abroad, as a token names them: an LEI with sound check digits, a register's entry. */
export const organisationsAbroad = {
  lei: 'ZZZZ00EXAMPLE00SG021',
  register: 'SG:EXAMPLE 0001',
} as const;

/** One running service: an in-process Nest app with its own connections and caches. */
export interface RunningApp {
  readonly app: NestFastifyApplication;
  readonly readModels: ReadModels;
  /** Speaks HTTP to it without a socket of its own port. */
  readonly http: TestAgent;
  close(): Promise<void>;
}

/** Asks until a service says that it is ready: on a busy machine its parts may answer it late. */
export const isReady = async (http: TestAgent) => {
  for (;;) {
    const answer = await http.get('/health/ready');
    if (answer.status === 200) return answer;
  }
};

/** One database with as many services on it as a test wants. */
export interface TestCluster {
  readonly database: TestDatabase;
  readonly issuer: LocalIssuer;
  /** Where the issuer's key is. */
  readonly dataDir: string;
  /** Another connection to the services' log. */
  openLog(): EventLog;
  /** Where `npm run …` finds database and log, as environment variables. */
  readonly toolsEnv: Readonly<Record<string, string>>;
  /** With all its processes, or without some: what they would do waits for the next one started. */
  startRegistry(options?: RegistryOptions): Promise<RunningApp>;
  startExchange(): Promise<RunningApp>;
  /** The value of an `Authorization` header. */
  bearer(org: string, ...roles: CallerRole[]): Promise<string>;
  /** Waits until projections and processes of all running services have done all there is to do. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

export interface RegistryOptions {
  /** Classes of processes that do not run. */
  readonly without?: readonly Type[];
}

export interface ClusterOptions {
  /** Default: one that stands still on the stories' day. */
  readonly clock?: Clock;
  /** Whether sweeps run by themselves; default: only by the real clock, else when the test asks. */
  readonly sweepsRun?: boolean;
  /** An event store for the log, `esdb://…`, which the test itself looks after. */
  readonly eventStoreUrl?: string;
}

const settleMs = 120_000;
const tokenSeconds = 3_600;

/** Creates a database for one spec file and starts services on it as asked. */
export const createCluster = async ({
  clock = storyClock(),
  sweepsRun = clock === systemClock,
  eventStoreUrl,
}: ClusterOptions = {}): Promise<TestCluster> => {
  const database = await createTestDatabase();
  // What is recorded is of the story's day, too.
  const aheadMs = clock === systemClock ? 0 : Date.parse(clock.now()) - Date.now();
  const store = await createTestStore(database, aheadMs, eventStoreUrl);
  const folder = await mkdtemp(path.join(tmpdir(), 'ledger-e2e-'));
  const configuration = httpConfiguration({ DATA_DIR: folder, LOG_LEVEL: 'silent' }, folder);
  const issuer = await openLocalIssuer(folder, 'local');
  const running = new Set<RunningApp>();

  const start = async (definition: ServiceDefinition): Promise<RunningApp> => {
    const views = definition.slices.flatMap(({ views = [] }) => views);
    const source = dataSource(database.appUrl, views);
    await source.initialize();
    const log = store.open();
    const app = await createService(definition, {
      ...{ log, dataSource: source, clock, configuration },
      tuning: { sweepsWhenAsked: !sweepsRun },
    });
    const close = async (): Promise<void> => {
      running.delete(one);
      connections.destroy();
      await app.close();
    };
    await app.listen(0, '127.0.0.1');
    // Connections are kept, as clients do: opening one for each request costs more than many answers.
    const connections = new Agent({ keepAlive: true });
    const http = request
      .agent(await app.getUrl())
      .use((one: { agent(by: Agent): unknown }) => void one.agent(connections));
    const one = { app, readModels: app.get(ReadModels), http, close };
    running.add(one);
    return one;
  };

  return {
    database,
    issuer,
    dataDir: folder,
    openLog: store.open,
    toolsEnv: { DATABASE_URL: database.appUrl, ...store.env },
    startRegistry: ({ without = [] } = {}) => start(withoutProcesses(registry, without)),
    startExchange: () => start(exchange),
    bearer: async (org, ...roles) => {
      const subject = `${roles.join('-')}-of-${org}`;
      const token = { org, roles, subject, expiresInSeconds: tokenSeconds };
      return `Bearer ${await issuer.mintToken(token)}`;
    },
    settled: () => allSettled(running),
    close: async () => {
      await Promise.all([...running].map((one) => one.close()));
      await store.stop();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
};

/** Waits until all services rest at one head: what one's processes append is work for another's. */
const allSettled = async (running: ReadonlySet<RunningApp>): Promise<void> => {
  for (let head = -1; ;) {
    for (const { readModels } of running) {
      if (await readModels.settled(settleMs)) continue;
      const why = JSON.stringify(readModels.readiness());
      throw new Error(`The services do not settle: ${why}`);
    }
    const heads = await Promise.all(
      [...running].map(async ({ readModels }) => (await readModels.numbers()).head),
    );
    const latest = Math.max(...heads);
    if (latest === head) return;
    head = latest;
  }
};

const withoutProcesses = (
  definition: ServiceDefinition,
  without: readonly Type[],
): ServiceDefinition => ({
  ...definition,
  slices: definition.slices.map(({ processes = [], ...slice }) => ({
    ...slice,
    processes: processes.filter((process) => !(without as readonly unknown[]).includes(process)),
  })),
});
