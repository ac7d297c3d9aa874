import { preparedText } from '@ledger/database/side/sql.js';
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
  /** Of the rule that made a projection's rows; 0: not known, or not a projection. */
  readonly version: number;
}

/** Another runner took over, or the tables were swapped: this one must not write any more. */
export class LostLease extends Error {
  constructor(name: string) {
    super(`Runner ${name} is not the one in charge any more.`);
    this.name = 'LostLease';
  }
}

/** The rows were made by the rule of a newer release: this one's would spoil them. */
export class MadeByNewer extends Error {
  constructor(
    name: string,
    readonly version: number,
  ) {
    super(`The rows of ${name} were made by a newer release.`);
    this.name = 'MadeByNewer';
  }
}

const columns = 'name, position, epoch, failure, version';

type Row = { [K in keyof Checkpoint]: string | null };

const toCheckpoint = (row: Row): Checkpoint => ({
  name: String(row.name),
  position: Number(row.position),
  epoch: Number(row.epoch),
  failure: row.failure,
  version: Number(row.version),
});

const advanceText = `UPDATE read.checkpoint
  SET position = $4, updated_at = now()
  WHERE name = $1 AND epoch = $2 AND position = $3
  RETURNING ${columns}`;
const advance = preparedText(advanceText);
const advanceRepeatably = preparedText(
  `${advanceText}, set_config('synchronous_commit', 'off', true)`,
);

interface Move {
  readonly held: Checkpoint;
  readonly to: number;
  readonly resolve: (moved: Checkpoint) => void;
  readonly reject: (error: unknown) => void;
}

/** The table `read.checkpoint`: one row for each projection and process. */
export class Checkpoints {
  private waiting: Move[] = [];
  private isMoving = false;

  constructor(private readonly dataSource: DataSource) {}

  /**
   * Makes the caller the one in charge: whoever was before cannot write from here on. A projection
   * says by which version of its rule it will write; where there are no rows yet, all will be of it.
   * Throws `MadeByNewer`.
   */
  async takeOver(name: string, version = 0): Promise<Checkpoint> {
    const [row] = await this.dataSource.query<Row[]>(
      `INSERT INTO read.checkpoint AS c (name, epoch, version) VALUES ($1, 1, $2)
       ON CONFLICT (name) DO UPDATE SET epoch = c.epoch + 1, updated_at = now(),
         version = CASE WHEN c.position = 0 THEN EXCLUDED.version ELSE c.version END
       WHERE c.position = 0 OR c.version <= EXCLUDED.version
       RETURNING ${columns}`,
      [name, version],
    );
    if (row === undefined) throw new MadeByNewer(name, version);
    return toCheckpoint(row);
  }

  /**
   * Moves on by compare-and-set, first thing in a transaction. Throws `LostLease`. What is
   * `repeatable` (all that the transaction writes is made again from the log, should a crash take
   * it away with the checkpoint) does not wait for the disk.
   */
  async advance(
    manager: EntityManager,
    held: Checkpoint,
    to: number,
    { isRepeatable = false }: { readonly isRepeatable?: boolean } = {},
  ): Promise<Checkpoint> {
    const [rows] = await manager.query<[Row[], number]>(
      isRepeatable ? advanceRepeatably : advance,
      [held.name, held.epoch, held.position, to],
    );
    const [row] = rows;
    if (row === undefined) throw new LostLease(held.name);
    return toCheckpoint(row);
  }

  /**
   * The same where nothing else is written with it, and so repeatable. Followers pass over what is
   * not theirs all at the same time: those who ask in one turn, or while a statement is under way,
   * share the next.
   */
  advanceAlone(held: Checkpoint, to: number): Promise<Checkpoint> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ held, to, resolve, reject });
      if (!this.isMoving) void this.moveAll();
    });
  }

  private async moveAll(): Promise<void> {
    this.isMoving = true;
    await new Promise((resolve) => setImmediate(resolve));
    while (this.waiting.length > 0) await this.move(this.waiting.splice(0));
    this.isMoving = false;
  }

  /** Never throws: every one who asked is answered. Rows are locked in the order of their names. */
  private async move(moves: readonly Move[]): Promise<void> {
    const sorted = moves.toSorted((a, b) => (a.held.name < b.held.name ? -1 : 1));
    try {
      // Nobody waits for the disk here: what is lost with the server is passed over once more. The
      // setting is that of the statement's own transaction.
      const [rows] = await this.dataSource.query<[Row[], number]>(
        `UPDATE read.checkpoint AS c SET position = u.next, updated_at = now()
         FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::bigint[])
           AS u (name, epoch, held, next)
         WHERE c.name = u.name AND c.epoch = u.epoch AND c.position = u.held
         RETURNING c.name, c.position, c.epoch, c.failure, c.version,
           set_config('synchronous_commit', 'off', true)`,
        [
          sorted.map(({ held }) => held.name),
          sorted.map(({ held }) => held.epoch),
          sorted.map(({ held }) => held.position),
          sorted.map(({ to }) => to),
        ],
      );
      const moved = new Map(rows.map((row) => [row.name, toCheckpoint(row)]));
      for (const { held, to, resolve, reject } of sorted) {
        const checkpoint = moved.get(held.name);
        if (checkpoint?.position === to) resolve(checkpoint);
        else reject(new LostLease(held.name));
      }
    } catch (error) {
      for (const { reject } of sorted) reject(error);
    }
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
