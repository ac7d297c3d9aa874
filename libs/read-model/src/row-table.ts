import type { EntityMetadata, ObjectLiteral } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';
import { preparedText } from '@ledger/database/side/sql.js';
import { arrayLiteral, textColumn } from './text-column.js';

/** Rows that one statement reads, writes or removes. */
const rowsMax = 1_000;
/** Bytes that one statement writes, about: rows of great size go in smaller portions. */
const bytesPerStatement = 2 * 1024 * 1024;

/** What runs a statement: a transaction's manager, or a connection. */
export interface Statements {
  query<T>(sql: string, parameters?: unknown[]): Promise<T>;
}

/**
 * A table of flat rows as it is read and written in bulk: a statement for a thousand rows, a
 * parameter for each column. It may stand in another schema than its entity says. Columns that are
 * `fixed` when a row is made are not read with it and not written again.
 */
export class RowTable<Row extends ObjectLiteral> {
  /** `"schema"."table"`. */
  readonly path: string;
  /** The key's column, quoted. */
  readonly keyName: string;
  private readonly columns: readonly RowColumn[];
  private readonly hydrated: readonly RowColumn[];
  private readonly selectText: string;
  private readonly upsertText: string;
  private readonly updateText: string;
  private readonly deleteText: string;
  /** Whether some columns are only written when a row is made. */
  readonly hasFixed: boolean;
  /** All other columns. */
  private readonly moving: readonly RowColumn[];
  private rowsPerStatement = 100;

  constructor(
    metadata: EntityMetadata,
    readonly key: keyof Row & string,
    schema?: string,
    fixed: readonly (keyof Row & string)[] = [],
  ) {
    this.columns = metadata.columns.map((column) => rowColumn(metadata, column));
    this.moving = this.columns.filter(({ property }) => !fixed.includes(property));
    this.hasFixed = fixed.length > 0;
    this.hydrated = this.moving.filter(({ hydrate }) => hydrate !== undefined);
    const keyColumn = this.columns.find(({ property }) => property === key);
    if (keyColumn === undefined) throw new Error(`${metadata.name} has no column for ${key}.`);
    this.path = [schema ?? metadata.schema, metadata.tableName]
      .flatMap((part) => (part === undefined ? [] : [`"${part}"`]))
      .join('.');
    this.keyName = keyColumn.name;
    const names = this.columns.map(({ name }) => name);
    const selected = this.moving.map(({ name, property }) => `${name} AS "${property}"`);
    const sets = names.filter((name) => name !== keyColumn.name);
    const moves = this.moving.filter(({ name }) => name !== keyColumn.name);
    const keys = `ANY ($1::text[]::${keyColumn.type}[])`;
    this.selectText = preparedText(
      `SELECT ${selected.join(', ')} FROM ${this.path} WHERE ${keyColumn.name} = ${keys}`,
    );
    this.deleteText = preparedText(`DELETE FROM ${this.path} WHERE ${keyColumn.name} = ${keys}`);
    this.upsertText = preparedText(
      `INSERT INTO ${this.path} (${names.join(', ')}) ` +
        `SELECT ${this.columns.map(({ name, type }) => `u.${name}::${type}`).join(', ')} ` +
        `FROM ${givenRows(this.columns)} ON CONFLICT (${keyColumn.name}) ` +
        `DO UPDATE SET ${sets.map((name) => `${name} = EXCLUDED.${name}`).join(', ')}`,
    );
    this.updateText = preparedText(
      `UPDATE ${this.path} AS t ` +
        `SET ${moves.map(({ name, type }) => `${name} = u.${name}::${type}`).join(', ')} ` +
        `FROM ${givenRows(this.moving)} WHERE t.${keyColumn.name} = u.${keyColumn.name}::${keyColumn.type}`,
    );
  }

  /** The rows of these keys that there are, without their fixed columns. */
  async load(db: Statements, keys: readonly string[]): Promise<readonly Row[]> {
    const found: Row[] = [];
    for (const chunk of chunksOf(keys)) {
      const rows = await db.query<ObjectLiteral[]>(this.selectText, [textColumn(chunk)]);
      for (const row of rows) {
        for (const { property, hydrate } of this.hydrated) row[property] = hydrate!(row[property]);
        found.push(row as Row);
      }
    }
    return found;
  }

  /** Writes rows of distinct keys, whether they are there or not. Answers how many bytes they were. */
  upsert(db: Statements, rows: readonly Row[]): Promise<number> {
    return this.write(db, rows, this.upsertText, this.columns);
  }

  /** Writes rows that are there, all but their fixed columns. Answers how many bytes they were. */
  update(db: Statements, rows: readonly Row[]): Promise<number> {
    return this.write(db, rows, this.updateText, this.moving);
  }

  private async write(
    db: Statements,
    rows: readonly Row[],
    text: string,
    columns: readonly RowColumn[],
  ): Promise<number> {
    let bytes = 0;
    for (let at = 0; at < rows.length;) {
      const chunk = rows.slice(at, at + this.rowsPerStatement);
      const parameters = columns.map(({ property, write }) =>
        textColumn(chunk.map((row) => write(row[property]))),
      );
      const size = parameters.reduce((sum, { length }) => sum + length, 0);
      await db.query(text, parameters);
      bytes += size;
      at += chunk.length;
      const fitting = Math.floor((bytesPerStatement * chunk.length) / size);
      this.rowsPerStatement = Math.min(Math.max(fitting, 1), rowsMax);
    }
    return bytes;
  }

  async remove(db: Statements, keys: readonly string[]): Promise<void> {
    for (const chunk of chunksOf(keys)) await db.query(this.deleteText, [textColumn(chunk)]);
  }

  /**
   * The row with every column there, so that it is the same fresh from a fold or from the table. In
   * place: a copy of so many columns costs more than what most events say.
   */
  completed(next: Omit<Row, 'lastPosition'>, lastPosition: number): Row {
    const row = next as Record<string, unknown>;
    for (const { property } of this.columns) if (row[property] === undefined) row[property] = null;
    row['lastPosition'] = lastPosition;
    return next as Row;
  }
}

/** A parameter for each column, as rows. */
const givenRows = (columns: readonly RowColumn[]): string => {
  const given = columns.map((_, index) => `$${index + 1}::text[]`);
  return `unnest(${given.join(', ')}) AS u (${columns.map(({ name }) => name).join(', ')})`;
};

interface RowColumn {
  readonly property: string;
  /** Quoted. */
  readonly name: string;
  /** As a cast says it, `[]` and all. */
  readonly type: string;
  /** From what the driver reads to what the row holds; absent where they are the same. */
  readonly hydrate: ((value: unknown) => unknown) | undefined;
  /** From what the row holds to its text in a statement. */
  readonly write: (value: unknown) => string | null;
}

/** Types whose values need no work between driver and row. */
const plain = ['text', 'uuid', 'integer', 'bigint', 'boolean', 'numeric'];
const json = ['json', 'jsonb'];

const rowColumn = (metadata: EntityMetadata, column: ColumnMetadata): RowColumn => {
  const type = metadata.connection.driver.normalizeType(column);
  return {
    property: column.propertyName,
    name: `"${column.databaseName}"`,
    type: column.isArray ? `${type}[]` : type,
    ...valuesOf(metadata, column, type),
  };
};

/** Read and written here where it can be: a driver looks at every value for every type there is. */
const valuesOf = (
  { connection: { driver } }: EntityMetadata,
  column: ColumnMetadata,
  type: string,
): Pick<RowColumn, 'hydrate' | 'write'> => {
  const { transformer } = column;
  const write = column.isArray ? listText : json.includes(type) ? jsonText : plainText;
  if (transformer === undefined && (plain.includes(type) || json.includes(type))) {
    return { hydrate: undefined, write };
  }
  if (transformer !== undefined && !Array.isArray(transformer) && plain.includes(type)) {
    const { from, to } = transformer;
    return { hydrate: from, write: (value) => write(to(value)) };
  }
  return {
    hydrate: (value) => driver.prepareHydratedValue(value, column),
    write: (value) => write(driver.preparePersistentValue(value, column)),
  };
};

const plainText = (value: unknown): string | null => {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value;
  return value instanceof Date ? value.toISOString() : String(value);
};

const jsonText = (value: unknown): string | null =>
  value === null || value === undefined ? null : JSON.stringify(value);

const listText = (value: unknown): string | null =>
  Array.isArray(value) ? arrayLiteral(value) : null;

const chunksOf = <T>(all: readonly T[]): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / rowsMax) }, (_, index) =>
    all.slice(index * rowsMax, (index + 1) * rowsMax),
  );
