import { withClient } from '@ledger/database/connection.js';
import { openLocalIssuer } from '@ledger/http/local-issuer.js';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../support/ports.js';
import { organisation, persist, registrarToken, type Acknowledged } from './support/clients.js';
import { FaultPlace } from './support/fault-place.js';
import type { ServiceProcess } from './support/service-process.js';

/** Organisations that each test registers. */
const parties = 200;
const clients = 16;

let place: FaultPlace;
let ports: readonly number[];
let registries: readonly ServiceProcess[];
/** What was acknowledged, by code, in all tests so far. */
const acknowledged = new Map<string, Acknowledged>();
let asked = 0;

const startRegistries = (): Promise<readonly ServiceProcess[]> =>
  Promise.all(ports.map((port) => place.startRegistry(port)));

beforeAll(async () => {
  place = await FaultPlace.open();
  ports = [await freePort(), await freePort()];
  registries = await startRegistries();
});
afterAll(() => place.close());

interface Load {
  /** Resolves when a third is acknowledged and the rest is under way: the moment to strike. */
  readonly midway: Promise<void>;
  /** Resolves once everything is acknowledged. */
  readonly done: Promise<unknown>;
}

/** Registers more organisations through clients that repeat until they are answered. */
const registerMore = (): Load => {
  const [from, until] = [asked, asked + parties];
  asked = until;
  let strike = (): void => undefined;
  const midway = new Promise<void>((resolve) => (strike = resolve));
  const urls = registries.map(({ url }) => url);
  const work = async (token: string, numbers: Iterator<number>): Promise<void> => {
    for (let n = numbers.next(); n.done !== true; n = numbers.next()) {
      const value = organisation(n.value);
      const body = {
        identifier: { kind: 'uscc', value },
        name: `机构 ${n.value}`,
        partyClass: 'enterprise',
      };
      acknowledged.set(
        value,
        await persist(urls, token, { path: '/v1/parties', body, key: value }),
      );
      if (acknowledged.size >= from + parties / 3) strike();
    }
  };
  const run = async (): Promise<unknown> => {
    const token = await registrarToken(await openLocalIssuer(place.folder, 'local'));
    const numbers = Array.from({ length: parties }, (_, index) => from + index + 1);
    const left = numbers[Symbol.iterator]();
    return Promise.all(Array.from({ length: clients }, () => work(token, left)));
  };
  return { midway, done: run() };
};

/** What was acknowledged is in the log once, where the answer said; nothing is missing or doubled. */
const expectWhole = async (): Promise<void> => {
  expect(acknowledged.size).toBe(asked);
  await withClient(place.appUrl, async (client) => {
    const { rows: log } = await client.query<{ position: string; stream: string; version: number }>(
      'SELECT position, stream, version FROM ledger.event ORDER BY position',
    );
    expect(log.map(({ position }) => Number(position))).toEqual(log.map((_, index) => index + 1));
    // Beside each party stands the claim of its key; neither is there twice.
    const streams = log.map(({ stream }) => stream).filter((name) => name.startsWith('party-'));
    expect(streams).toHaveLength(asked);
    expect(new Set(log.map(({ stream }) => stream)).size).toBe(log.length);
    const streamAt = new Map(log.map(({ position, stream }) => [Number(position), stream]));
    for (const { id, position, version } of acknowledged.values()) {
      expect([streamAt.get(position), version]).toEqual([`party-${id}`, 1]);
    }
  });
  await expectProjected();
};

/** The read model has every party once, and moves on by itself. */
const expectProjected = async (): Promise<void> => {
  const deadline = performance.now() + 120_000;
  for (;;) {
    const count = await withClient(place.appUrl, async (client) => {
      const { rows } = await client.query<{ count: string }>('SELECT count(*) FROM read.party');
      return Number(rows[0]?.count);
    });
    if (count === asked) return;
    if (performance.now() > deadline) throw new Error(`${count} of ${asked} parties projected.`);
    await delay(50);
  }
};

describe('under load', () => {
  it('a service killed with kill -9 loses nothing that it acknowledged', async () => {
    const { midway, done } = registerMore();
    await midway;
    const [doomed, other] = registries as [ServiceProcess, ServiceProcess];
    await doomed.kill();
    registries = [await place.startRegistry(ports[0]!), other];
    await done;
    await expectWhole();
  });

  it('Postgres killed with kill -9 loses nothing that was acknowledged, and services recover', async () => {
    const { midway, done } = registerMore();
    await midway;
    await place.killPostgres();
    await place.restartPostgres();
    await done;
    await expectWhole();
    for (const { ready } of registries) await ready();
  });

  it('all services and Postgres killed at once come back to the same log', async () => {
    const { midway, done } = registerMore();
    await midway;
    const killed = place.killPostgres();
    await Promise.all(registries.map((service) => service.kill()));
    await killed;
    await place.restartPostgres();
    registries = await startRegistries();
    await done;
    await expectWhole();
  });
});
