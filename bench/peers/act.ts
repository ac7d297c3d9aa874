import { newId } from '@ledger/event-store/ids.js';
import type pg from 'pg';
import {
  codeOf,
  forAll,
  insisting,
  pageEvents,
  payload,
  type Store,
  uniqueViolation,
} from '../store.js';
import { load } from './package.js';

interface Committed {
  readonly id: number;
}

interface ActStore {
  seed(): Promise<void>;
  commit(
    stream: string,
    messages: readonly object[],
    meta: object,
    expected?: number,
  ): Promise<unknown>;
  query(onEvent: (event: Committed) => void, query: object): Promise<number>;
  dispose(): Promise<void>;
}

interface Act {
  PostgresStore: new (options: object) => ActStore;
}

interface Errors {
  readonly ConcurrencyError: new () => Error;
}

const jsonb = 3802;

const processEvents = ['uncaughtException', 'unhandledRejection', 'SIGINT', 'SIGTERM'] as const;

/**
 * The package ends the process without a word when an error goes unhandled. That is taken off, so that
 * an error of this program shows itself.
 */
const loadAct = (): Act => {
  process.env['LOG_LEVEL'] ??= 'fatal';
  const before = processEvents.map((event) => process.rawListeners(event));
  const act = load<Act>('@rotorsoft/act-pg');
  for (const [index, event] of processEvents.entries()) {
    for (const listener of process.rawListeners(event)) {
      if (before[index]?.includes(listener)) continue;
      process.off(event, listener as () => void);
    }
  }
  return act;
};

/**
 * The same, but that the driver gives JSON as everywhere else: as the package comes, it has the driver
 * look into every text of every JSON for a date, which is a good part of what its reads cost.
 */
const loadWithoutDates = (): Act => {
  const { types } = load<typeof pg>('pg');
  const parser = types.getTypeParser(jsonb);
  const act = loadAct();
  types.setTypeParser(jsonb, parser);
  return act;
};

const isConflict = (error: unknown): boolean =>
  codeOf(error) === uniqueViolation ||
  error instanceof load<Errors>('@rotorsoft/act').ConcurrencyError;

const noStreamVersion = -1;

const openAct =
  (loadPackage: () => Act): Store['open'] =>
  async ({ adminUrl }, connections) => {
    const { hostname, port, username, password, pathname } = new URL(adminUrl);
    const store = new (loadPackage().PostgresStore)({
      host: hostname,
      port: Number(port || 5432),
      user: decodeURIComponent(username),
      password: decodeURIComponent(password),
      database: pathname.slice(1),
      max: connections,
    });
    await store.seed();
    const hot = `usage-${newId()}`;
    const commit = (stream: string, count: number, expected?: number): Promise<unknown> => {
      const all = Array.from({ length: count }, payload);
      const messages = all.map(({ type, data }) => ({ name: type, data }));
      return store.commit(stream, messages, all[0]?.metadata ?? {}, expected);
    };
    return {
      append: () => commit(`title-${newId()}`, 1, noStreamVersion),
      appendHot: () => insisting(() => commit(hot, 1), isConflict),
      seed: (streams, events) =>
        forAll(streams, 8, (stream) => commit(`title-${stream}`, events, noStreamVersion)),
      read: (stream) => store.query(() => undefined, { stream: `title-${stream}` }),
      readAll: async () => {
        let count = 0;
        for (let [after, isOver] = [-1, false]; !isOver;) {
          const onEvent = ({ id }: Committed): number => (after = id);
          const read = await store.query(onEvent, { after, limit: pageEvents });
          count += read;
          isOver = read < pageEvents;
        }
        return count;
      },
      close: () => store.dispose(),
    };
  };

export const act: Store = { name: 'act-pg', role: 'peer', open: openAct(loadAct) };

export const actWithoutDates: Store = {
  name: 'act-pg, dates left as text',
  role: 'variant',
  open: openAct(loadWithoutDates),
};
