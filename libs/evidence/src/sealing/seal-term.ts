import type { DigestedEvent, DigestedLog } from '@ledger/event-store/digested-log.js';
import type { Checkpoint as Held, Checkpoints } from '@ledger/read-model/checkpoints.js';
import { setImmediate as yielded } from 'node:timers/promises';
import type { DataSource, EntityManager } from 'typeorm';
import { formatCheckpoint, parseCheckpoint, type Checkpoint } from '../checkpoint.js';
import { emptyRoot } from '../merkle.js';
import type { Sealer } from '../sealer.js';
import { parseNote } from '../signed-note.js';
import { emptyHash } from '../state-proof.js';
import type { CheckpointPlace, PublishedCheckpoint } from './checkpoint-place.js';
import * as tables from './evidence-tables.js';
import { assertLogReaches, nothingSealed, restoredSealer } from './restored-sealer.js';
import { SealRefused } from './seal-refused.js';
import type { SigningKeys } from './signing-keys.js';

/** What sealing works with and by which measures. */
export interface SealSettings {
  readonly dataSource: DataSource;
  readonly log: DigestedLog;
  readonly keys: SigningKeys;
  /** Name of the first origin; later ones are started by the operator. */
  readonly origin: string;
  readonly places: readonly CheckpointPlace[];
  /** Shortest time between two seals while events keep coming. Default 300 ms. */
  readonly sealEveryMs?: number;
  /** Events read and sealed at once, at most. Default 8,000. */
  readonly batchMax?: number;
  /** Events hashed before others in this process get their turn. Default: all of a batch. */
  readonly stepMax?: number;
  /** Memory for pages of the state map that are stored, roughly. Default 64 MiB. */
  readonly pageBytesMax?: number;
}

/** Pages of the state map written with one seal: a round takes as many seals as it needs. */
const pagesPerSeal = 1_500;
/** A round begins at once when it is this small: then a proof of state is as fresh as the tree. */
const smallRound = 64;
/** Under load one begins this often, since changes fall on the same pages again and again. */
const roundEveryMs = 5_000;
/** And when so many pages have changed, so that memory stays bounded. */
const changedPagesMax = 24_000;

/**
 * What one sealer does while it is in charge: goes on where the tables stand, adds what the log has
 * more, signs. Whatever fails ends the term, and the next one starts from the tables again.
 */
export class SealTerm {
  private progress: tables.Progress;
  private readonly origin: tables.Origin;
  private readonly sealer: Sealer;
  /** The latest checkpoint that was signed before this term. */
  private signedBefore: Checkpoint | undefined;
  private pending: { readonly size: number; readonly position: number } | undefined;
  private roundBegunAt = performance.now();
  private replaced: tables.Replaced[] = [];
  private roundNames: string[] = [];
  /** The latest checkpoint that was signed in this term. */
  latest: PublishedCheckpoint | undefined;

  private constructor(
    private readonly settings: SealSettings,
    private readonly checkpoints: Checkpoints,
    private held: Held,
    from: { progress: tables.Progress; origin: tables.Origin; sealer: Sealer },
  ) {
    ({ progress: this.progress, origin: this.origin, sealer: this.sealer } = from);
  }

  /** Takes up the work where the tables stand. Throws `SealRefused` when that cannot be. */
  static async begin(
    settings: SealSettings,
    checkpoints: Checkpoints,
    held: Held,
  ): Promise<SealTerm> {
    const { manager } = settings.dataSource;
    const origin =
      (await tables.latestOrigin(manager)) ?? (await tables.firstOrigin(manager, settings.origin));
    const stored = await tables.readProgress(manager);
    if (stored === undefined && held.position > 0)
      throw new SealRefused('The tables of the schema evidence are empty, but the log was sealed.');
    const progress = stored ?? nothingSealed(origin.number);
    await assertLogReaches(settings.log, progress);
    await tables.removeInterrupted(manager, progress.round);
    const sealer = await restoredSealer(manager, progress, settings.pageBytesMax);
    const term = new SealTerm(settings, checkpoints, held, { progress, origin, sealer });
    await term.assertTilesLead();
    await term.replayStates();
    await term.compareWithSigned();
    return term;
  }

  get position(): number {
    return this.progress.position;
  }

  get size(): number {
    return this.progress.size;
  }

  get originName(): string {
    return this.origin.name;
  }

  /** Whether pages of the state map are still to be stored. */
  get hasPagesToStore(): boolean {
    const { dirtyPages, roundPages } = this.sealer.states;
    return dirtyPages + roundPages > 0;
  }

  /** Adds a run of events and signs what the log is now. */
  async seal(events: readonly DigestedEvent[], through: number): Promise<void> {
    await this.feed(events);
    const stateRoot = await this.sealer.states.root();
    const size = this.sealer.tree.size;
    const progress = { ...this.progress, size, position: through, stateRoot };
    const isOurs = size > this.size && size > (this.signedBefore?.size ?? 0);
    const signed = isOurs ? this.signed(size, this.sealer.tree.root(), stateRoot) : undefined;
    await this.store(progress, signed);
    if (signed !== undefined) this.latest = signed;
  }

  /** Goes on storing pages while there is nothing to seal. */
  async storePages(): Promise<void> {
    await this.store(this.progress);
  }

  /** What the tables say was signed last under this origin: where that is nothing, an empty log. */
  async lastSigned(): Promise<PublishedCheckpoint> {
    const { dataSource } = this.settings;
    const note = await tables.readCheckpoint(dataSource.manager, this.origin.number);
    if (note !== undefined) return { ...parseCheckpoint(parseNote(note).text), note };
    return this.signed(0, emptyRoot, emptyHash);
  }

  /** Refuses when more was signed before than the whole log gives now. */
  assertReachesSigned(): void {
    const { signedBefore } = this;
    if (signedBefore === undefined || signedBefore.size <= this.size) return;
    throw new SealRefused(
      `A checkpoint of ${signedBefore.size} entries was signed for ${this.origin.name}, but the ` +
        `whole log has ${this.size}: it was restored from a backup or cut. ` +
        'Start a new origin to seal what is there.',
    );
  }

  /** What the stored tiles give must be what was signed last. */
  private async assertTilesLead(): Promise<void> {
    const { manager } = this.settings.dataSource;
    const note = await tables.readCheckpoint(manager, this.origin.number, this.size);
    if (note === undefined) return;
    const { root } = parseCheckpoint(parseNote(note).text);
    if (!root.equals(this.sealer.tree.root()))
      throw new SealRefused(`The tiles do not lead to the root signed at size ${this.size}.`);
  }

  /** What was signed last under this origin, as far as tables and places outside know. */
  private async compareWithSigned(): Promise<void> {
    const { places, dataSource } = this.settings;
    const { number, name } = this.origin;
    const note = await tables.readCheckpoint(dataSource.manager, number);
    const own = note === undefined ? undefined : parseCheckpoint(parseNote(note).text);
    const known = await Promise.all(places.map(async (place) => place.latest?.(name)));
    for (const one of [own, ...known]) {
      if (one !== undefined && one.size > (this.signedBefore?.size ?? 0)) this.signedBefore = one;
    }
    await this.compareAtThatSize();
  }

  /** At the size of the latest checkpoint signed before, tree and states must be the same. */
  private async compareAtThatSize(): Promise<void> {
    const { signedBefore } = this;
    if (signedBefore === undefined || signedBefore.size !== this.sealer.tree.size) return;
    const states = stateLine(await this.sealer.states.root());
    const isSame =
      signedBefore.root.equals(this.sealer.tree.root()) && signedBefore.extensions[0] === states;
    if (isSame) return;
    throw new SealRefused(
      `The log's first ${signedBefore.size} entries are not those that were signed for ` +
        `${this.origin.name}: it was rewritten, or restored from a backup and continued. ` +
        'Start a new origin to seal what is there.',
    );
  }

  private async feed(events: readonly DigestedEvent[]): Promise<void> {
    const { stepMax = events.length } = this.settings;
    for (let from = 0; from < events.length;) {
      let to = Math.min(from + stepMax, events.length);
      const left = (this.signedBefore?.size ?? 0) - this.sealer.tree.size;
      if (left > 0) to = Math.min(to, from + left);
      await this.sealer.take(events.slice(from, to));
      await this.compareAtThatSize();
      from = to;
      if (from < events.length) await yielded();
    }
  }

  private signed(size: number, root: Buffer, stateRoot: Buffer): PublishedCheckpoint {
    const { name } = this.origin;
    const extensions = [stateLine(stateRoot)];
    const checkpoint = { origin: name, size, root, extensions };
    return { ...checkpoint, note: this.settings.keys.sign(formatCheckpoint(checkpoint), name) };
  }

  private async store(progress: tables.Progress, signed?: PublishedCheckpoint): Promise<void> {
    const { round, pages, isRoundOver } = this.nextPages(progress);
    const after = isRoundOver ? { ...progress, ...this.roundDone(round) } : progress;
    const removed = this.replaced.splice(0, pagesPerSeal);
    this.held = await this.settings.dataSource.transaction(async (manager) => {
      const moved = await this.checkpoints.advance(manager, this.held, progress.position);
      await tables.writeTiles(manager, this.sealer.tree.takeTiles());
      await tables.writeLeafTiles(manager, this.sealer.takeLeafTiles());
      await tables.writePages(manager, round, pages);
      await tables.removeReplaced(manager, removed);
      await tables.writeProgress(manager, after);
      if (signed !== undefined) await this.keep(manager, signed);
      return moved;
    });
    this.progress = after;
    if (!isRoundOver) return;
    this.pending = undefined;
    this.replaced.push(...this.roundNames.map((name) => ({ name, round })));
    this.roundNames = [];
  }

  private keep(manager: EntityManager, { size, note }: PublishedCheckpoint): Promise<void> {
    const { number: origin, name } = this.origin;
    const verifiers = this.settings.keys.verifiers(name);
    return tables.writeCheckpoint(manager, { origin, size, note, verifiers });
  }

  /** Begins a round when it is due, and takes the share of pages that goes with this seal. */
  private nextPages({ size, position }: tables.Progress) {
    const { states } = this.sealer;
    const { dirtyPages } = states;
    const isDue =
      dirtyPages <= smallRound ||
      dirtyPages > changedPagesMax ||
      performance.now() - this.roundBegunAt >= roundEveryMs;
    const isIdle = size === this.size;
    if (this.pending === undefined && dirtyPages > 0 && (isDue || isIdle)) {
      states.beginRound();
      this.roundBegunAt = performance.now();
      this.pending = { size, position };
    }
    const pages = states.takeRound(pagesPerSeal);
    this.roundNames.push(...pages.keys());
    const isRoundOver = this.pending !== undefined && states.roundPages === 0;
    return { round: this.progress.round + 1, pages, isRoundOver };
  }

  private roundDone(round: number) {
    const { size: roundSize, position: roundPosition } = this.pending as {
      size: number;
      position: number;
    };
    return { round, roundSize, roundPosition };
  }

  /** Brings the state map from its last complete round to where the tree is. */
  private async replayStates(): Promise<void> {
    const { batchMax = 8_000, log } = this.settings;
    const { roundPosition, position, stateRoot } = this.progress;
    for (let after = roundPosition; after < position;) {
      const { events, through } = await log.readAll(after, batchMax);
      if (through === after) break;
      await this.sealer.applyStates(events.filter((event) => event.position <= position));
      after = through;
    }
    const root = await this.sealer.states.root();
    if (root.equals(stateRoot)) return;
    throw new SealRefused('The pages of the state map do not lead to the root that was signed.');
  }
}

const stateLine = (root: Buffer): string => `state ${root.toString('base64')}`;
