import type { DataSource, EntityManager } from 'typeorm';
import type { Checkpoint } from '../checkpoint.js';
import { parseCheckpoint } from '../checkpoint.js';
import { formatLogProof } from '../log-proof.js';
import type { Span, SubtreeHash } from '../merkle.js';
import { consistencySpans, inclusionSpans, spanHash, subtreesOf } from '../merkle.js';
import * as tables from '../sealing/evidence-tables.js';
import { hashBytes } from '../sha256.js';
import { parseNote } from '../signed-note.js';
import { StateMap } from '../state-map.js';
import type { StateProof } from '../state-proof.js';
import type { Tile } from '../tiles.js';
import { subtreeHashes, tileOf, tileWidthMax } from '../tiles.js';

/** A checkpoint with the note that was signed. */
export interface StoredCheckpoint extends Checkpoint {
  readonly note: string;
}

/** That an entry is in the tree of a checkpoint. */
export interface InclusionProof {
  readonly position: number;
  readonly leafIndex: number;
  /** SHA-256(eventDigest ‖ recordedAt). */
  readonly entry: Buffer;
  readonly hashes: readonly Buffer[];
  readonly checkpoint: StoredCheckpoint;
}

/** How a stream stands in the state map of a checkpoint. */
export interface StreamProof {
  readonly proof: StateProof;
  /** Position of the log up to which every event is in that checkpoint. */
  readonly through: number;
  readonly checkpoint: StoredCheckpoint;
}

export interface PublishedKey {
  readonly verifier: string;
  readonly origin: string;
  readonly fromSize: number;
}

/** Reads what the sealer stored and makes proofs of it. Nothing of an event but hashes comes out. */
export class EvidenceReader {
  constructor(private readonly dataSource: DataSource) {}

  /** The latest checkpoint, or the one of a size, under the present origin. */
  async checkpoint(size?: number): Promise<StoredCheckpoint | undefined> {
    const origin = await tables.latestOrigin(this.db);
    if (origin === undefined) return undefined;
    return stored(await tables.readCheckpoint(this.db, origin.number, size));
  }

  /** The latest checkpoint with a witness's cosignature, the lines of the witnesses added. */
  async cosigned(): Promise<string | undefined> {
    const rows = await this.db.query<{ note: string; line: string }[]>(
      `SELECT k.note, c.line FROM evidence.cosignature AS c
       JOIN evidence.checkpoint AS k ON k.origin = c.origin AND k.size = c.size
       WHERE (c.origin, c.size) = (
         SELECT origin, size FROM evidence.cosignature
         WHERE origin = (SELECT max(number) FROM evidence.origin)
         ORDER BY size DESC LIMIT 1)
       ORDER BY c.witness`,
    );
    const [first] = rows;
    return first && first.note + rows.map(({ line }) => line).join('');
  }

  async keys(): Promise<readonly PublishedKey[]> {
    const rows = await this.db.query<{ verifier: string; origin: string; from: string }[]>(
      `SELECT k.verifier, o.name AS origin, k.from_size AS from FROM evidence.key AS k
       JOIN evidence.origin AS o ON o.number = k.origin ORDER BY o.number DESC, k.from_size DESC`,
    );
    return rows.map(({ from, ...row }) => ({ ...row, fromSize: Number(from) }));
  }

  /** The bytes of a tile, where a checkpoint needs it or a wider one. */
  async tile({ level, index, width }: Tile): Promise<Buffer | undefined> {
    const [row] = await tables.readTiles(this.db, [{ level, index }]);
    return cut(row?.bytes, width);
  }

  /** The entries of a level-0 tile. */
  async entries({ index, width }: Omit<Tile, 'level'>): Promise<readonly Buffer[] | undefined> {
    const row = await tables.readLeafTile(this.db, index);
    const bytes = cut(row?.entries, width);
    return bytes && Array.from({ length: width }, (_, at) => hashAt(bytes, at));
  }

  /** Undefined when no sealed event has that position, or the checkpoint is smaller. */
  async inclusion(position: number, size?: number): Promise<InclusionProof | undefined> {
    const tile = await tables.leafTileOf(this.db, position);
    const at = tile?.positions.indexOf(position) ?? -1;
    const checkpoint = await this.checkpoint(size);
    if (tile === undefined || at === -1 || checkpoint === undefined) return undefined;
    const leafIndex = tile.index * tileWidthMax + at;
    if (leafIndex >= checkpoint.size) return undefined;
    const spans = inclusionSpans(leafIndex, checkpoint.size);
    const hashes = await this.hashes(spans, checkpoint.size);
    return { position, leafIndex, entry: hashAt(tile.entries, at), hashes, checkpoint };
  }

  /** Of many events in the latest checkpoint, by position; those that it does not cover are left out. */
  async inclusions(positions: readonly number[]): Promise<ReadonlyMap<number, InclusionProof>> {
    const checkpoint = await this.checkpoint();
    if (checkpoint === undefined || positions.length === 0) return new Map();
    const tiles = await tables.leafTilesOf(this.db, [...new Set(positions)]);
    const places = [...tiles].flatMap(([position, { index, positions: known, entries }]) => {
      const at = known.indexOf(position);
      const leafIndex = index * tileWidthMax + at;
      if (at === -1 || leafIndex >= checkpoint.size) return [];
      const spans = inclusionSpans(leafIndex, checkpoint.size);
      return [{ position, leafIndex, entry: hashAt(entries, at), spans }];
    });
    const all = places.flatMap(({ spans }) => spans);
    const hashes = await this.hashes(all, checkpoint.size);
    let next = 0;
    return new Map(
      places.map(({ spans, ...place }) => {
        const own = hashes.slice(next, (next += spans.length));
        return [place.position, { ...place, hashes: own, checkpoint }];
      }),
    );
  }

  /** The same for the last event at or before a position: what the tree was at that position. */
  async inclusionUpTo(position: number, size: number): Promise<InclusionProof | undefined> {
    const tile = await tables.leafTileOf(this.db, position);
    const last = tile?.positions.findLast((one) => one <= position);
    return last === undefined ? undefined : this.inclusion(last, size);
  }

  /** A `tlog-proof` file for the event at a position. */
  async proofFile(position: number): Promise<string | undefined> {
    const found = await this.inclusion(position);
    if (found === undefined) return undefined;
    const { leafIndex: index, hashes, checkpoint } = found;
    return formatLogProof({ index, hashes, checkpoint: checkpoint.note });
  }

  /** That the tree of `before` entries is a prefix of that of `after`. */
  consistency(before: number, after: number): Promise<readonly Buffer[]> {
    return this.hashes(consistencySpans(before, after), after);
  }

  /**
   * How a stream stands, under the checkpoint as of which the state map is stored: the latest one
   * at rest, some seconds old under load. Undefined before that is signed.
   */
  streamState(stream: string): Promise<StreamProof | undefined> {
    return this.dataSource.transaction('REPEATABLE READ', async (manager) => {
      const progress = await tables.readProgress(manager);
      if (progress === undefined) return undefined;
      const { origin, round, roundSize, roundPosition: through } = progress;
      const checkpoint = stored(await tables.readCheckpoint(manager, origin, roundSize));
      if (checkpoint === undefined) return undefined;
      const load = (names: readonly string[]) => tables.readPages(manager, names, round);
      return { proof: await new StateMap({ load }).prove(stream), through, checkpoint };
    });
  }

  private get db(): EntityManager {
    return this.dataSource.manager;
  }

  private async hashes(spans: readonly Span[], size: number): Promise<readonly Buffer[]> {
    const needed = spans.flatMap(subtreesOf).map((subtree) => tileOf(subtree, size));
    const places = new Map(needed.map((tile) => [`${tile.level}/${tile.index}`, tile]));
    const rows = await tables.readTiles(this.db, [...places.values()]);
    const bytes = new Map(rows.map((row) => [`${row.level}/${row.index}`, row.bytes]));
    const hashOf: SubtreeHash = subtreeHashes(size, ({ level, index }) => {
      const found = bytes.get(`${level}/${index}`);
      if (found === undefined) throw new Error(`Tile ${level}/${index} is lost.`);
      return found;
    });
    return spans.map((span) => spanHash(span, hashOf));
  }
}

const stored = (note: string | undefined): StoredCheckpoint | undefined =>
  note === undefined ? undefined : { ...parseCheckpoint(parseNote(note).text), note };

const cut = (bytes: Buffer | undefined, width: number): Buffer | undefined =>
  bytes === undefined || bytes.length < width * hashBytes
    ? undefined
    : bytes.subarray(0, width * hashBytes);

const hashAt = (bytes: Buffer, at: number): Buffer =>
  bytes.subarray(at * hashBytes, (at + 1) * hashBytes);
