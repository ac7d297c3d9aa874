import { hash } from 'node:crypto';
import type { DataSource } from 'typeorm';

/** The part of a data source that the side stores use. */
export type Sql = Pick<DataSource, 'query'>;

/** SQL for an instant as RFC 3339 in UTC with six decimals. */
export const utc = (column: string): string =>
  `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/**
 * A statement that each connection prepares once, for what is run all the time: the server reads and
 * plans it anew otherwise. TypeORM hands on to the driver what it is given, so this takes the place
 * of the text. Two texts must not have one name.
 */
export const prepared = (name: string, text: string): string =>
  ({ name, text }) as unknown as string;

/** The same under a name made of the text, where there are many of a kind. */
export const preparedText = (text: string): string =>
  prepared(`text ${hash('sha256', text).slice(0, 32)}`, text);

/** The text of a statement, prepared or not. */
export const textOf = (statement: string): string =>
  typeof statement === 'string' ? statement : (statement as { readonly text: string }).text;
