import { dataSource } from '@ledger/database/connection.js';
import { textOf } from '@ledger/database/side/sql.js';
import { categoryOf, type RecordedEvent, subjectOf } from '@ledger/event-store/event.js';
import type { Upcast } from '@ledger/read-model/running.js';
import type { Projection } from '@ledger/read-model/projection.js';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { DataSource, type EntityManager } from 'typeorm';
import type { JsonSchema } from '../events/event-schemas.js';
import { frozenFolder, frozenShapeFile } from '../events/generate-events.js';
import { variantsOf } from './sample-variants.js';

/** One event of every type and version that was ever released, with its variants. */
export const sampleEvents = (): readonly Sampled[] =>
  readdirSync(frozenFolder)
    .filter((file) => /\.v\d+\.json$/.test(file))
    .sort()
    .map((file) => {
      const event = readJson(path.join(frozenFolder, file)) as RecordedEvent;
      const shape = readJson(frozenShapeFile(event.type, event.schemaVersion)) as JsonSchema;
      const variants = variantsOf(event.data, shape) as readonly RecordedEvent['data'][];
      return { event, variants: variants.map((data) => ({ ...event, data })) };
    });

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

/** The tables of projections, with no database behind them: it answers only what they are like. */
export const describedTables = async (projections: readonly Projection[]): Promise<DataSource> => {
  const nowhere = dataSource(
    'postgres://nobody@127.0.0.1:1/nothing',
    projections.flatMap(({ tables }) => tables),
  );
  const described = new Described(nowhere.options);
  await described.describe();
  return described;
};

class Described extends DataSource {
  describe(): Promise<void> {
    return this.buildMetadatas();
  }
}

/** A sample event, and others of its type and shape. */
export interface Sampled {
  readonly event: RecordedEvent;
  /** The first of them leaves out nothing. */
  readonly variants: readonly RecordedEvent[];
}

/** Variants of one event that others happen to. */
const beginningsMax = 2;

/**
 * A digest of what a projection writes for sample events: for each variant of each alone, and for
 * pairs of one stream of which the second happens to what the first has made. It changes with the
 * rule that makes the rows and with the columns; not with how the code is put, nor with events that
 * do not matter here.
 */
export const rowsDigest = async (
  projection: Projection,
  tables: DataSource,
  samples: readonly Sampled[],
  upcast: Upcast,
): Promise<string> => {
  const own = samples.filter(({ event }) =>
    projection.categories.includes(categoryOf(event.stream)),
  );
  const hash = createHash('sha256');
  const writtenBy = async (...events: readonly RecordedEvent[]): Promise<string> => {
    const run = events.map((event, index) => upcast({ ...event, position: index + 1 }));
    return written(projection, tables, run);
  };
  for (const { event, variants } of own) {
    const category = categoryOf(event.stream);
    const others = own.filter(({ event: other }) => categoryOf(other.stream) === category);
    const seconds = others.flatMap((other) => [other.event, ...other.variants.slice(0, 1)]);
    let beginnings = 0;
    for (const first of [event, ...variants]) {
      const alone = await writtenBy(first);
      if (alone === nothing) continue;
      hash.update(alone);
      if (++beginnings > beginningsMax) continue;
      for (const second of seconds) {
        const both = await writtenBy(first, asIfOf(first, second));
        if (both !== alone) hash.update(both);
      }
    }
  }
  return hash.digest('hex').slice(0, 16);
};

const nothing = '[]';

/** The statements that a run of events comes to, on tables that are empty. */
const written = async (
  projection: Projection,
  tables: DataSource,
  events: readonly RecordedEvent[],
): Promise<string> => {
  const statements: unknown[] = [];
  const query = (statement: string, parameters: readonly unknown[]): Promise<readonly never[]> => {
    const sql = textOf(statement);
    if (!sql.startsWith('SELECT')) statements.push([sql, parameters]);
    return Promise.resolve([]);
  };
  try {
    const manager = { connection: tables, query } as unknown as EntityManager;
    await projection.apply(
      events.filter((event) => concerns(projection, event)),
      manager,
    );
  } catch (error) {
    // A pair that no history holds: what is said of it is told, as what is written would be.
    statements.push(String(error));
  }
  return JSON.stringify(statements);
};

const concerns = (projection: Projection, event: RecordedEvent): boolean =>
  projection.concerns?.(event) ?? true;

/** The second event as one of the first one's stream, about the same things by the same names. */
const asIfOf = (first: RecordedEvent, second: RecordedEvent): RecordedEvent => {
  if (categoryOf(first.stream) !== categoryOf(second.stream)) return second;
  const moved = JSON.parse(
    JSON.stringify(second).replaceAll(subjectOf(second.stream), subjectOf(first.stream)),
  ) as RecordedEvent;
  const shared = Object.entries(first.data).filter(
    ([name]) => name.endsWith('Id') && name in moved.data,
  );
  return { ...moved, data: { ...moved.data, ...Object.fromEntries(shared) } };
};
