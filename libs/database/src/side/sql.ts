import type { DataSource } from 'typeorm';

/** The part of a data source that the side stores use. */
export type Sql = Pick<DataSource, 'query'>;

/** SQL for an instant as RFC 3339 in UTC with six decimals. */
export const utc = (column: string): string =>
  `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
