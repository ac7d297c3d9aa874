import type { DataSource, EntityManager } from 'typeorm';

/** Where a follower of the log stands, as its row says. */
export interface Checkpoint {
  readonly name: string;
  /** Everything up to this position has been dealt with. */
  readonly position: number;
  /** Grows with every take-over and swap of tables; who holds an older one may not write. */
  readonly epoch: number;
  /** Why the follower stopped; null while nothing is wrong. */
  readonly failure: string | null;
}

/** Another runner took over, or the tables were swapped: this one must not write any more. */
export class LostLease extends Error {
  constructor(name: string) {
    super(`Runner ${name} is not the one in charge any more.`);
    this.name = 'LostLease';
  }
}

const columns = 'name, position, epoch, failure';

type Row = { [K in keyof Checkpoint]: string | null };

const toCheckpoint = (row: Row): Checkpoint => ({
  name: String(row.name),
  position: Number(row.position),
  epoch: Number(row.epoch),
  failure: row.failure,
});

/** The table `read.checkpoint`: one row for each projection and process. */
export class Checkpoints {
  constructor(private readonly dataSource: DataSource) {}

  /** Makes the caller the one in charge: whoever was before cannot write from here on. */
  async takeOver(name: string): Promise<Checkpoint> {
    const [row] = await this.dataSource.query<Row[]>(
      `INSERT INTO read.checkpoint AS c (name, epoch) VALUES ($1, 1)
       ON CONFLICT (name) DO UPDATE SET epoch = c.epoch + 1, updated_at = now()
       RETURNING ${columns}`,
      [name],
    );
    return toCheckpoint(row!);
  }

  /** Moves on by compare-and-set, first thing in a transaction. Throws `LostLease`. */
  async advance(manager: EntityManager, held: Checkpoint, to: number): Promise<Checkpoint> {
    const [rows] = await manager.query<[Row[], number]>(
      `UPDATE read.checkpoint
       SET position = $4, updated_at = now()
       WHERE name = $1 AND epoch = $2 AND position = $3
       RETURNING ${columns}`,
      [held.name, held.epoch, held.position, to],
    );
    const [row] = rows;
    if (row === undefined) throw new LostLease(held.name);
    return toCheckpoint(row);
  }

  /** Remembers why a follower stopped, for all processes to see. */
  async fail(held: Checkpoint, reason: string): Promise<void> {
    await this.dataSource.query(
      `UPDATE read.checkpoint SET failure = $3, updated_at = now()
       WHERE name = $1 AND epoch = $2`,
      [held.name, held.epoch, reason],
    );
  }

  /** Lets a stopped follower try again, wherever it runs. */
  async clearFailure(name: string): Promise<void> {
    await this.dataSource.query(
      `UPDATE read.checkpoint SET failure = NULL, updated_at = now() WHERE name = $1`,
      [name],
    );
  }

  async all(): Promise<ReadonlyMap<string, Checkpoint>> {
    const rows = await this.dataSource.query<Row[]>(`SELECT ${columns} FROM read.checkpoint`);
    return new Map(rows.map(toCheckpoint).map((checkpoint) => [checkpoint.name, checkpoint]));
  }
}
