import { withClient } from '@ledger/database/connection.js';
import { isAlive } from '@ledger/database/embedded/running-process.js';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createEmptyDatabase } from '../../test/support/database.js';
import { freePort } from '../../test/support/ports.js';
import { startProcess, type StartProcess } from './testing/start-process.js';

let place: string;
let dataDir: string;
let env: NodeJS.ProcessEnv;
let registry: string;
const begun: StartProcess[] = [];

const begin = (more: NodeJS.ProcessEnv = {}): StartProcess => {
  const process = startProcess({ ...env, ...more });
  begun.push(process);
  return process;
};

beforeEach(async () => {
  place = mkdtempSync(path.join(tmpdir(), 'ledger-start-'));
  chmodSync(place, 0o755);
  dataDir = path.join(place, 'data');
  const [registryPort, exchangePort] = [await freePort(), await freePort()];
  registry = `http://127.0.0.1:${registryPort}`;
  env = {
    DATA_DIR: dataDir,
    REGISTRY_PORT: String(registryPort),
    EXCHANGE_PORT: String(exchangePort),
  };
});

afterEach(async () => {
  for (const { child, exited } of begun.splice(0)) {
    child.kill('SIGTERM');
    await exited;
  }
  rmSync(place, { recursive: true, force: true });
});

const environment = async (): Promise<NodeJS.ProcessEnv> =>
  (await (await fetch(`${registry}/environment`)).json()) as NodeJS.ProcessEnv;

const postgresPid = (): number =>
  Number(readFileSync(path.join(dataDir, 'pg/cluster/postmaster.pid'), 'utf8').split('\n')[0]);

const eventually = async (holds: () => boolean): Promise<void> => {
  const deadline = Date.now() + 180_000;
  while (!holds()) {
    if (Date.now() > deadline) throw new Error('It did not come about in time.');
    await delay(20);
  }
};

const relations = 'SELECT oid FROM pg_class ORDER BY oid';

const refused = async (url: string): Promise<boolean> => {
  try {
    await fetch(url);
    return false;
  } catch {
    return true;
  }
};

describe('npm start with the embedded database', () => {
  it('prints where everything is, and a token per role that a shell can take', async () => {
    const started = begin();
    await started.running();
    const text = started.output();
    expect(text).toContain(`${registry}/docs`);
    expect(text).toContain(dataDir);
    const roles = ['MANAGER', 'REGISTRAR', 'APPRAISER', 'LENDER', 'ACCOUNTANT', 'OPERATOR'];
    for (const role of [...roles, 'AUDITOR', 'ADMIN']) {
      expect(text).toMatch(new RegExp(`^${role}=eyJ[\\w-]+\\.[\\w-]+\\.[\\w-]+$`, 'm'));
    }
    const modes = ['tokens.env', 'keys', 'logs'].map(
      (name) => statSync(path.join(dataDir, name)).mode & 0o777,
    );
    expect(modes).toEqual([0o600, 0o700, 0o700]);
  });

  it('shows warnings of the services on the terminal and keeps the rest in their logs', async () => {
    const started = begin();
    await started.running();
    expect(started.output()).toContain('[registry] WARN');
    expect(started.output()).not.toContain('as usual');
    const log = readFileSync(path.join(dataDir, 'logs/registry.log'), 'utf8');
    expect(log).toContain('as usual');
  });

  it('stops the services, then Postgres, on Ctrl-C, and the second start has the data', async () => {
    const first = begin();
    await first.running();
    const { DATABASE_URL: url = '' } = await environment();
    const before = await withClient(url, (client) => client.query(relations));
    const postgres = postgresPid();
    first.child.kill('SIGINT');
    first.child.kill('SIGINT');
    expect(await first.exited).toBe(0);
    expect(isAlive(postgres)).toBe(false);
    expect(await refused(registry)).toBe(true);
    const log = readFileSync(path.join(dataDir, 'logs/exchange.log'), 'utf8');
    expect(log).toContain('stopped as asked');
    await begin().running();
    const again = await withClient((await environment())['DATABASE_URL'] ?? '', (client) =>
      client.query(relations),
    );
    expect(again.rows).toEqual(before.rows);
  });

  it('says so when it is already running, and leaves that one alone', async () => {
    await begin().running();
    const second = begin();
    expect(await second.exited).toBe(1);
    expect(second.output()).toMatch(/^It is already running with the data folder .*\n$/);
    expect(await refused(`${registry}/health/ready`)).toBe(false);
  });

  it('leaves nothing behind when it is killed', async () => {
    const started = begin();
    await started.running();
    const postgres = postgresPid();
    started.child.kill('SIGKILL');
    await eventually(() => !isAlive(postgres));
    await begin().running();
  });

  it('ends in one sentence when a service dies', async () => {
    const started = begin();
    await started.running();
    const postgres = postgresPid();
    await refused(`${registry}/die`);
    expect(await started.exited).toBe(1);
    expect(started.output()).toContain(
      'The registry service ended by itself (exit code 7), so everything was stopped;',
    );
    expect(isAlive(postgres)).toBe(false);
  });

  it('ends in one sentence when a service does not even come up', async () => {
    const started = begin({ FAKE_FAILS: 'true' });
    expect(await started.exited).toBe(1);
    expect(started.output()).toMatch(
      /service ended by itself \(exit code 3\).*ends with: cannot open the event log\n/,
    );
  });

  it('ends in one sentence when Postgres dies', async () => {
    const started = begin();
    await started.running();
    process.kill(postgresPid(), 'SIGKILL');
    expect(await started.exited).toBe(1);
    expect(started.output()).toContain('The embedded Postgres ended by itself');
    expect(await refused(registry)).toBe(true);
  });

  it('ends in one sentence when a port is in use, before it starts anything', async () => {
    const squatter = createServer();
    const port = Number(env['EXCHANGE_PORT']);
    await new Promise<void>((resolve) => squatter.listen(port, '127.0.0.1', resolve));
    const started = begin({ LANG: 'zh_CN.UTF-8' });
    expect(await started.exited).toBe(1);
    expect(started.output()).toBe(
      `127.0.0.1 的端口 ${port} 已被其他程序占用：请释放该端口，或将 EXCHANGE_PORT 设为其他端口。\n`,
    );
    expect(existsSync(path.join(dataDir, 'pg'))).toBe(false);
    await new Promise((resolve) => squatter.close(resolve));
  });
});

describe('npm start with a database of one’s own', () => {
  it('starts nothing embedded and keeps the owner from the services', async () => {
    const { ownerUrl, appUrl, drop } = await createEmptyDatabase();
    const started = begin({ DATABASE_URL: appUrl, DATABASE_OWNER_URL: ownerUrl });
    await started.running();
    expect(existsSync(path.join(dataDir, 'pg'))).toBe(false);
    const seen = await environment();
    expect(seen['DATABASE_URL']).toBe(appUrl);
    expect(seen['DATABASE_OWNER_URL']).toBeUndefined();
    started.child.kill('SIGTERM');
    expect(await started.exited).toBe(0);
    await drop();
  });

  it('ends in one sentence when nobody answers there', async () => {
    const port = await freePort();
    const url = `postgres://somebody:secret-word@127.0.0.1:${port}/ledger`;
    const started = begin({ DATABASE_URL: url });
    expect(await started.exited).toBe(1);
    expect(started.output()).toMatch(/^No Postgres answers at 127\.0\.0\.1:\d+ \(.*\n$/);
    expect(started.output()).not.toContain('secret-word');
  });
});

describe('npm start in production', () => {
  it('has neither embedded database nor local tokens', async () => {
    const started = begin({ LEDGER_MODE: 'production' });
    expect(await started.exited).toBe(1);
    expect(started.output()).toMatch(/^LEDGER_MODE=production needs DATABASE_URL.*\n$/);
    const url = 'postgres://somebody:word@127.0.0.1:1/ledger';
    const second = begin({ LEDGER_MODE: 'production', DATABASE_URL: url });
    expect(await second.exited).toBe(1);
    expect(second.output()).toMatch(/^LEDGER_MODE=production needs OIDC_ISSUER.*\n$/);
    expect(existsSync(path.join(dataDir, 'keys'))).toBe(false);
  });
});
