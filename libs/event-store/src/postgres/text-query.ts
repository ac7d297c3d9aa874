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
 * On a short statement that was much of what this process did.
 */
export class TextQuery implements pg.Submittable {
  /** By these the driver knows the statement on this connection. */
  readonly name: string;
  readonly text: string;
  private readonly rows: Row[] = [];

  constructor(
    { name, text }: Statement,
    private readonly values: readonly Value[],
    private readonly answer: (error: Error | null, rows?: readonly Row[]) => void,
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
    this.rows.push(fields);
  }

  /** What the driver calls besides; none of it is news here. */
  handleRowDescription(): void {}
  handleCommandComplete(): void {}
  handleEmptyQuery(): void {}

  handleError(error: Error): void {
    this.answer(error);
  }

  handleReadyForQuery(): void {
    this.answer(null, this.rows);
  }
}
