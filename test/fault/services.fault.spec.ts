import { withClient } from '@ledger/database/connection.js';
import { openLocalIssuer } from '@ledger/http/local-issuer.js';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../support/ports.js';
import { organisation, persist, registrarToken, type Acknowledged } from './support/clients.js';
import { FaultPlace } from './support/fault-place.js';

const parties = 200;
const clients = 16;

let place: FaultPlace;
beforeEach(async () => {
  place = await FaultPlace.open();
});
afterEach(() => place.close());

interface Load {
  /** Resolves when a third is acknowledged and the rest is under way: the moment to strike. */
  readonly midway: Promise<void>;
  /** What was acknowledged, by code, once everything is. */
  readonly done: Promise<ReadonlyMap<string, Acknowledged>>;
}

/** Registers every organisation through clients that repeat until they are answered. */
const registerAll = (urls: readonly string[]): Load => {
  const acknowledged = new Map<string, Acknowledged>();
  let strike = (): void => undefined;
  const midway = new Promise<void>((resolve) => (strike = resolve));
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
      if (acknowledged.size >= parties / 3) strike();
    }
  };
  const run = async (): Promise<ReadonlyMap<string, Acknowledged>> => {
    const token = await registrarToken(await openLocalIssuer(place.folder, 'local'));
    const numbers = Array.from({ length: parties }, (_, index) => index + 1)[Symbol.iterator]();
    await Promise.all(Array.from({ length: clients }, () => work(token, numbers)));
    return acknowledged;
  };
  return { midway, done: run() };
};

/** What was acknowledged is in the log once, where the answer said; nothing is missing or doubled. */
const expectWhole = async (acknowledged: ReadonlyMap<string, Acknowledged>): Promise<void> => {
  expect(acknowledged.size).toBe(parties);
  await withClient(place.appUrl, async (client) => {
    const { rows: log } = await client.query<{ position: string; stream: string; version: number }>(
      'SELECT position, stream, version FROM ledger.event ORDER BY position',
    );
    expect(log.map(({ position }) => Number(position))).toEqual(log.map((_, index) => index + 1));
    // Beside each party stands the claim of its key; neither is there twice.
    const streams = log.map(({ stream }) => stream).filter((name) => name.startsWith('party-'));
    expect(streams).toHaveLength(parties);
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
    if (count === parties) return;
    if (performance.now() > deadline) throw new Error(`${count} of ${parties} parties projected.`);
    await delay(50);
  }
};

describe('under load', () => {
  it('a service killed with kill -9 loses nothing that it acknowledged', async () => {
    const [first, second] = [await freePort(), await freePort()];
    const doomed = await place.startRegistry(first);
    const other = await place.startRegistry(second);
    const { midway, done } = registerAll([doomed.url, other.url]);
    await midway;
    await doomed.kill();
    await place.startRegistry(first);
    await expectWhole(await done);
  });

  it('Postgres killed with kill -9 loses nothing that was acknowledged, and services recover', async () => {
    const [first, second] = [await freePort(), await freePort()];
    const registries = [await place.startRegistry(first), await place.startRegistry(second)];
    const { midway, done } = registerAll(registries.map(({ url }) => url));
    await midway;
    await place.killPostgres();
    await place.restartPostgres();
    await expectWhole(await done);
    for (const { ready } of registries) await ready();
  });

  it('all services and Postgres killed at once come back to the same log', async () => {
    const [first, second] = [await freePort(), await freePort()];
    const registries = [await place.startRegistry(first), await place.startRegistry(second)];
    const { midway, done } = registerAll(registries.map(({ url }) => url));
    await midway;
    const killed = place.killPostgres();
    await Promise.all(registries.map((service) => service.kill()));
    await killed;
    await place.restartPostgres();
    await Promise.all([place.startRegistry(first), place.startRegistry(second)]);
    await expectWhole(await done);
  });
});
