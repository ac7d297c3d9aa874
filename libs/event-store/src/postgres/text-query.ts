import type pg from 'pg';

/** A statement prepared once per connection; all its columns come back as text. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

/** A value of a statement; arrays go as bytes (`binary-array.ts`). */
export type Value = string | number | Buffer | null;

/** A row's columns as Postgres writes them. */
export type Row = readonly (string | null)[];

/** What is made of a row when it has come. */
export type Take<T> = (row: Row) => T;

/** Takes a row as it is. */
export const asTexts: Take<Row> = (row) => row;

/** Of the driver's connection what a statement is sent with; the driver notes what was prepared. */
interface Connection {
  readonly stream: { cork(): void; uncork(): void };
  readonly parsedStatements: Readonly<Record<string, string>>;
  parse(statement: { readonly name: string; readonly text: string; readonly types: [] }): void;
  bind(values: { readonly statement: string; readonly values: readonly unknown[] }): void;
  execute(portal: object): void;
  sync(): void;
}

/**
 * A prepared statement as the driver runs it (`pg.Submittable`), without what its own query does for
 * columns of any type: the server is not asked to describe them, and rows are taken as they come.
 * On a short statement that was much of what this process did. Each row is taken while the server
 * makes the next ones, so that of a long answer the two do their parts at the same time.
 */
export class TextQuery<T> implements pg.Submittable {
  /** By these the driver knows the statement on this connection. */
  readonly name: string;
  readonly text: string;
  private readonly taken: T[] = [];
  private failure: Error | null = null;

  constructor(
    { name, text }: Statement,
    private readonly values: readonly Value[],
    private readonly take: Take<T>,
    private readonly answer: (error: Error | null, taken?: readonly T[]) => void,
  ) {
    this.name = name;
    this.text = text;
  }

  submit(pgConnection: pg.Connection): void {
    const connection = pgConnection as unknown as Connection;
    const { name, text } = this;
    const values = this.values.map((value) => (typeof value === 'number' ? `${value}` : value));
    // All messages leave together; a connection that stayed corked would be of no more use.
    connection.stream.cork();
    try {
      if (connection.parsedStatements[name] === undefined)
        connection.parse({ name, text, types: [] });
      connection.bind({ statement: name, values });
      connection.execute({});
      connection.sync();
    } finally {
      connection.stream.uncork();
    }
  }

  handleDataRow({ fields }: { readonly fields: Row }): void {
    if (this.failure !== null) return;
    // The driver calls from the socket, where nobody would catch it.
    try {
      this.taken.push(this.take(fields));
    } catch (error) {
      this.failure = error instanceof Error ? error : new Error(String(error));
    }
  }

  /** What the driver calls besides; none of it is news here. */
  handleRowDescription(): void {}
  handleCommandComplete(): void {}
  handleEmptyQuery(): void {}

  handleError(error: Error): void {
    this.answer(error);
  }

  handleReadyForQuery(): void {
    this.answer(this.failure, this.taken);
  }
}
