import { existsSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { chooseAccount, type Account } from './account.js';
import { findBinaries, majorVersion } from './binaries.js';
import {
  hasSecret,
  lockFolder,
  noteSupervisor,
  prepareFolder,
  rememberedPort,
  rememberPort,
  removeServerMark,
  secretOf,
  serverMark,
  supervision,
  type DataFolder,
  type ServerMark,
} from './data-folder.js';
import { EmbeddedPostgresFailure, failureInLog, lastLines } from './failure.js';
import { isAlive, mayServe } from './running-process.js';
import {
  createCluster,
  ownerRole,
  ownerSecret,
  startServer,
  type Exit,
  type ServerProcess,
} from './server.js';
import { watchdogFor, type Watchdog } from './watchdog.js';

export interface EmbeddedOptions {
  /** Folder for the data and everything about it; made with mode 700. */
  readonly folder: string;
  /** Server settings beside the defaults, e.g. `{ fsync: 'off' }` for a throwaway server. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Folder of other server programs (PG_BIN_DIR). */
  readonly binFolder?: string;
  /** How long to wait for the first answered query. Default 60. */
  readonly startSecondsMax?: number;
}

/** A Postgres server that answers queries. */
export interface EmbeddedPostgres {
  readonly pid: number;
  readonly port: number;
  readonly folder: DataFolder;
  /** True when the server was running already. */
  readonly reused: boolean;
  /** Connection URL of the owner for a database of this server. */
  ownerUrl(database: string): string;
  /** Settles when the server has ended, whoever ended it. */
  readonly exited: Promise<Exit>;
  /** Fast shutdown. A server that another living process looks after is left alone. */
  stop(): Promise<void>;
}

const defaultSettings = {
  max_connections: '200',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_line_prefix: '%m [%p] ',
  log_checkpoints: 'off',
};

const attemptsMax = 20;
const stopSecondsMax = 30;

/**
 * Starts Postgres in a folder, or takes the server that runs there already. A server whose parent
 * was killed is adopted. Throws `EmbeddedPostgresFailure`, whose message a person can act on.
 */
export const startEmbeddedPostgres = async (
  options: EmbeddedOptions,
): Promise<EmbeddedPostgres> => {
  const binaries = findBinaries(options.binFolder);
  const folder = prepareFolder(options.folder);
  const secondsMax = options.startSecondsMax ?? 60;
  const unlock = await lockFolder(folder, secondsMax);
  try {
    if (existsSync(folder.cluster)) checkWhole(folder);
    const found = await runningServer(folder, secondsMax);
    if (found !== undefined) return found;
    const wanted = majorVersion(binaries);
    const account = chooseAccount(binaries, folder.root);
    const unsafe = options.settings?.['fsync'] === 'off';
    if (!existsSync(folder.cluster)) await createCluster(account, folder, unsafe);
    checkVersion(folder, wanted);
    return await launched(account, folder, { ...defaultSettings, ...options.settings }, secondsMax);
  } finally {
    unlock();
  }
};

/** The server that already runs in the folder; waits for one that is stopping or recovering. */
const runningServer = async (
  folder: DataFolder,
  secondsMax: number,
): Promise<EmbeddedPostgres | undefined> => {
  const deadline = Date.now() + secondsMax * 1000;
  for (;;) {
    const mark = serverMark(folder);
    if (mark === undefined || !isAlive(mark.pid)) return undefined;
    if (!mayServe(mark.pid, folder.cluster)) {
      // The id of a dead server was given to another process; Postgres would not dare to start.
      removeServerMark(folder);
      return undefined;
    }
    if (await answers(urlOf(folder, mark.port, 'postgres'))) {
      const state = supervision(folder);
      // A server whose watchdog has yet to reach it still answers, but not for long.
      if (state !== 'ending') return taken(folder, mark, state === 'supervised');
    }
    if (Date.now() > deadline) {
      throw new EmbeddedPostgresFailure('server_mute', { folder: folder.root, pid: mark.pid });
    }
    await delay(100);
  }
};

const taken = (folder: DataFolder, { pid, port }: ServerMark, shared: boolean) =>
  handle(folder, { pid, port, exited: ended(pid), shared, reused: true });

/** Ends of a server that is not our child are seen only by looking. */
const ended = async (pid: number): Promise<Exit> => {
  while (isAlive(pid)) await delay(200, undefined, { ref: false });
  return { code: null, signal: null };
};

/** Without these files the data is of no use, however the server is started. */
const checkWhole = (folder: DataFolder): void => {
  const needed = ['PG_VERSION', 'global/pg_control', 'postgresql.conf'];
  const missing = needed.filter((name) => !existsSync(path.join(folder.cluster, name)));
  if (!hasSecret(folder, ownerSecret)) missing.push(`${ownerSecret}.secret`);
  if (missing.length === 0) return;
  const reason = `${missing.join(', ')} missing`;
  throw new EmbeddedPostgresFailure('folder_broken', { folder: folder.root, reason });
};

const checkVersion = (folder: DataFolder, wanted: string): void => {
  const found = readFileSync(path.join(folder.cluster, 'PG_VERSION'), 'utf8').trim();
  if (found === wanted) return;
  throw new EmbeddedPostgresFailure('wrong_version', { folder: folder.root, found, wanted });
};

/** Starts until it stands: another port when taken, again when a dead server's rest still ends. */
const launched = async (
  account: Account,
  folder: DataFolder,
  settings: Readonly<Record<string, string>>,
  secondsMax: number,
): Promise<EmbeddedPostgres> => {
  for (let attempt = 1; ; attempt++) {
    const port = await freePort(attempt === 1 ? rememberedPort(folder) : undefined);
    const server = await startServer(account, folder, port, settings);
    const watchdog = watchdogFor(server.pid, 'INT', 'QUIT');
    noteSupervisor(folder, watchdog);
    void server.exited.then(() => watchdog.dismiss());
    if (await up(server, urlOf(folder, port, 'postgres'), secondsMax)) {
      rememberPort(folder, port);
      const { pid, exited } = server;
      return handle(folder, { pid, port, exited, shared: false, reused: false, watchdog });
    }
    const lines = server.logged();
    if (!server.hasExited()) {
      await stopped(server.pid, 'SIGQUIT');
      const facts = { seconds: secondsMax, log: folder.log, lines: lastLines(lines) };
      throw new EmbeddedPostgresFailure('not_up', facts);
    }
    if (attempt === attemptsMax || !passing.test(lines.join('\n'))) {
      throw failureInLog(lines, { folder: folder.root, log: folder.log });
    }
    await delay(250);
  }
};

const passing = /could not bind|Address already in use|shared memory block .* is still in use/;

const up = async (server: ServerProcess, url: string, secondsMax: number): Promise<boolean> => {
  const deadline = Date.now() + secondsMax * 1000;
  while (!server.hasExited() && Date.now() < deadline) {
    if (await answers(url)) return true;
    await delay(25);
  }
  return false;
};

/** Whether a query is answered; a log line alone would not prove that. */
const answers = async (url: string): Promise<boolean> => {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  // A server that stops between two calls breaks the idle connection.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
};

/** The wanted port if nobody listens there, else one that the system gives. */
const freePort = (wanted: number | undefined): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error) => {
      if (wanted === undefined) reject(error);
      else resolve(freePort(undefined));
    });
    server.listen({ host: '127.0.0.1', port: wanted ?? 0 }, () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });

const urlOf = (folder: DataFolder, port: number, database: string): string =>
  `postgres://${ownerRole}:${secretOf(folder, ownerSecret)}@127.0.0.1:${port}/${database}`;

interface Standing {
  readonly pid: number;
  readonly port: number;
  readonly exited: Promise<Exit>;
  readonly shared: boolean;
  readonly reused: boolean;
  readonly watchdog?: Watchdog;
}

const handle = (folder: DataFolder, standing: Standing): EmbeddedPostgres => {
  const { pid, port, exited, shared, reused } = standing;
  if (reused && !shared) {
    const watchdog = watchdogFor(pid, 'INT', 'QUIT');
    noteSupervisor(folder, watchdog);
    void exited.then(() => watchdog.dismiss());
  }
  let stopping: Promise<void> | undefined;
  const stop = async () => {
    if (shared) return;
    // Under the lock, so that a start at the same moment waits instead of taking a dying server.
    const unlock = await lockFolder(folder, stopSecondsMax).catch(() => undefined);
    await stopped(pid, 'SIGINT');
    rmSync(path.join(folder.root, 'supervisor'), { force: true });
    unlock?.();
  };
  return {
    pid,
    port,
    folder,
    reused,
    exited,
    ownerUrl: (database) => urlOf(folder, port, database),
    stop: () => (stopping ??= stop()),
  };
};

/** Asks the server to end and insists when it does not: SIGINT is the fast, clean shutdown. */
const stopped = async (pid: number, signal: NodeJS.Signals): Promise<void> => {
  for (const step of [signal, 'SIGQUIT', 'SIGKILL'] as const) {
    const deadline = Date.now() + stopSecondsMax * 1000;
    try {
      process.kill(pid, step);
    } catch {
      return;
    }
    while (isAlive(pid)) {
      if (Date.now() > deadline) break;
      await delay(20);
    }
    if (!isAlive(pid)) return;
  }
};
