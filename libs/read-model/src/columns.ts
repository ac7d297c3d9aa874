import { Column, type ColumnOptions, PrimaryColumn } from 'typeorm';

/** `bigint` in the table, a number in the row: positions stay below 2^53. */
const asNumber = {
  to: (value: number | null | undefined) => value,
  from: (value: string | null) => (value === null ? null : Number(value)),
};

/** A column that holds a position, a version or a count. */
export const PositionColumn = (options: ColumnOptions = {}): PropertyDecorator =>
  Column({ type: 'bigint', transformer: asNumber, ...options });

/** A primary key that is a position. */
export const PositionKey = (): PropertyDecorator =>
  PrimaryColumn({ type: 'bigint', transformer: asNumber });
