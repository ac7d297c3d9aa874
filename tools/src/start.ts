import {
  EmbeddedPostgresFailure,
  folderFailure,
  lastLines,
} from '@ledger/database/embedded/failure.js';
import { folderAt, lockFolder } from '@ledger/database/embedded/data-folder.js';
import type { EmbeddedPostgres } from '@ledger/database/embedded/embedded-postgres.js';
import { httpConfiguration } from '@ledger/http/configuration.js';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { bannerText, type Banner } from './banner.js';
import { startConfiguration, type StartConfiguration } from './configuration.js';
import { migrateEmbedded, prepareGiven, startEmbedded } from './database.js';
import { loadEnvironmentFile } from './environment-file.js';
import { languageOf } from './language.js';
import { checkPortFree } from './ports.js';
import { root } from './root.js';
import { sentenceOf } from './sentence.js';
import { tailOf } from './service-log.js';
import { startService, type Service } from './service.js';
import { StartFailure } from './start-failure.js';
import { exampleTokens } from './tokens.js';

const readySecondsMax = 60;

/** What has been started, in order; stopping goes the other way. */
type Undo = () => Promise<void> | void;

/** The compiled entry file of a service. */
type MainOf = (service: string) => string;

const builtMain: MainOf = (service) => path.join(root, 'apps', service, 'dist', 'main.js');

/**
 * `npm start`: database, migrations, both services, then waits for Ctrl-C or for one of them to
 * die. Everything it started is stopped when it returns. Answers the exit code.
 */
export const start = async (mainOf: MainOf = builtMain): Promise<number> => {
  loadEnvironmentFile();
  const interrupted = new AbortController();
  const interrupt = () => interrupted.abort();
  // npm passes Ctrl-C on although the terminal has sent it too, so a second one says nothing new.
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt).on('SIGHUP', interrupt);
  const undo: Undo[] = [];
  try {
    const configuration = startConfiguration(process.env, root);
    // The services would find these out too, but only after the database is up.
    httpConfiguration(process.env, root);
    await running({ configuration, mainOf, undo, interrupted: interrupted.signal });
    return 0;
  } catch (error) {
    console.error(sentenceOf(error));
    return 1;
  } finally {
    for (const step of undo.reverse()) await step();
  }
};

interface Start {
  readonly configuration: StartConfiguration;
  readonly mainOf: MainOf;
  readonly undo: Undo[];
  readonly interrupted: AbortSignal;
}

const running = async ({ configuration, mainOf, undo, interrupted }: Start): Promise<void> => {
  const { host, registryPort, exchangePort, dataDir } = configuration;
  undo.push(await claimed(dataDir));
  await checkPortFree(host, registryPort, 'REGISTRY_PORT');
  await checkPortFree(host, exchangePort, 'EXCHANGE_PORT');
  const { appUrl, ended } = await database(configuration, undo, interrupted);
  if (interrupted.aborted) return;
  const services = servicesOf(configuration, appUrl, mainOf);
  undo.push(async () => void (await Promise.all(services.map((service) => service.stop()))));
  const died = Promise.race([ended, ...services.map(({ failed }) => failed)]).then((failure) => {
    throw failure;
  });
  // Watched from here on, also while nothing waits for it.
  died.catch(() => undefined);
  const ready = services.map((service) => service.ready(readySecondsMax, interrupted));
  await Promise.race([died, Promise.all(ready)]);
  if (interrupted.aborted) return;
  console.log(bannerText(await bannerOf(configuration), languageOf(process.env)));
  await Promise.race([died, untilAborted(interrupted)]);
};

/** One start per data folder; a second one is told so. */
const claimed = async (dataDir: string): Promise<Undo> => {
  try {
    mkdirSync(dataDir, { recursive: true });
    return await lockFolder(folderAt(dataDir), 0);
  } catch (error) {
    if (error instanceof EmbeddedPostgresFailure && error.code === 'folder_busy') {
      throw new StartFailure('already_running', { folder: dataDir });
    }
    throw folderFailure(error, dataDir);
  }
};

interface Database {
  readonly appUrl: string;
  /** Settles with the reason when the embedded server ends by itself. */
  readonly ended: Promise<StartFailure | EmbeddedPostgresFailure>;
}

const database = async (
  { database: choice, dataDir }: StartConfiguration,
  undo: Undo[],
  interrupted: AbortSignal,
): Promise<Database> => {
  if (choice.kind === 'given') {
    return { appUrl: await prepareGiven(choice), ended: new Promise(() => undefined) };
  }
  const server = await startEmbedded(dataDir, choice);
  let stopping = false;
  undo.push(() => {
    stopping = true;
    return server.stop();
  });
  const ended = server.exited.then(() =>
    stopping ? new Promise<never>(() => undefined) : endOf(server),
  );
  if (interrupted.aborted) return { appUrl: '', ended };
  return { appUrl: await Promise.race([migrateEmbedded(server), ended.then(thrown)]), ended };
};

const thrown = (failure: Error): never => {
  throw failure;
};

const endOf = ({ folder }: EmbeddedPostgres): StartFailure | EmbeddedPostgresFailure => {
  const lines = tailOf(folder.log);
  if (/No space left on device/.test(lines.join('\n'))) {
    return new EmbeddedPostgresFailure('disk_full', { folder: folder.root });
  }
  return new StartFailure('database_ended', { log: folder.log, lines: lastLines(lines) });
};

const servicesOf = (
  configuration: StartConfiguration,
  appUrl: string,
  mainOf: MainOf,
): readonly Service[] => {
  const { mode, host, dataDir, registryPort, exchangePort } = configuration;
  // The services get the application's role only: the owner's password is not theirs.
  const { DATABASE_OWNER_URL: _, ...inherited } = process.env;
  const common = { ...inherited, DATABASE_URL: appUrl, DATA_DIR: dataDir, LEDGER_MODE: mode };
  const service = (name: string, port: number) =>
    startService(
      {
        name,
        main: mainOf(name),
        url: urlOf(host, port),
        env: { ...common, HOST: host, PORT: String(port) },
        logFile: path.join(dataDir, 'logs', `${name}.log`),
      },
      (line) => console.error(line),
    );
  return [service('registry', registryPort), service('exchange', exchangePort)];
};

/** An address that a browser on this machine can open, also where all addresses are listened on. */
const urlOf = (host: string, port: number): string => {
  const reachable = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`;
};

const bannerOf = async (configuration: StartConfiguration): Promise<Banner> => {
  const { host, registryPort, exchangePort, dataDir, oidcIssuer } = configuration;
  const banner = {
    registryUrl: urlOf(host, registryPort),
    exchangeUrl: urlOf(host, exchangePort),
    dataDir,
    database: configuration.database.kind,
  };
  return oidcIssuer === undefined
    ? { ...banner, tokens: await exampleTokens(dataDir) }
    : { ...banner, oidcIssuer };
};

const untilAborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
