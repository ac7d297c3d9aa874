import type { PledgeStatusDto } from '@ledger/contracts/pledge/pledge-status.dto.js';
import { steadyUntil } from '@ledger/domain/title/steady.js';
import { CLOCK } from '@ledger/event-store/clock.js';
import type { Clock } from '@ledger/event-store/clock.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { HeadSheet } from './title-look.js';

/** Bytes of answers that are kept; one is some five thousand. */
const bytesMax = 32 * 1024 * 1024;
/** What an entry costs beside its bytes: names of streams, and the map that holds them. */
const entryBytes = 1_000;

/** How much of the title its reader saw. */
type KeptSight = 'full' | 'encumbrances';

/** An answer that was made for a reader, and what it is true of. */
export interface Kept {
  readonly sight: KeptSight;
  readonly titleVersion: number;
  readonly streams: readonly string[];
  readonly versions: readonly number[];
  /** Milliseconds since 1970: from when (inclusive) until when (exclusive) the clock leaves it be. */
  readonly from: number;
  readonly until: number;
  readonly json: KeptJson;
}

/** An answer as it would be made now. */
export interface FoundStatus {
  readonly titleVersion: number;
  readonly asOf: number;
  /** The answer as JSON, with its position and instant. */
  readonly json: Buffer;
}

/**
 * Pledge-statuses that were made a while ago and would be made the same way now: of the same streams
 * at the same versions, for the same reader, before the next instant at which the clock changes
 * anything. The log is asked as ever (linearizable); what is saved is making the answer.
 */
@Injectable()
export class KeptStatuses {
  private readonly kept = new LRUCache<string, Kept>({
    maxSize: bytesMax,
    sizeCalculation: ({ json }) => json.bytes + entryBytes,
  });

  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** What was made for this reader, true or no longer. */
  of(assetId: string, caller: Caller): Kept | undefined {
    return this.kept.get(nameOf(assetId, caller));
  }

  /** The answer as it would be made now, where that is the one that was kept. */
  async now(kept: Kept): Promise<FoundStatus | undefined> {
    const { head: asOf, versions } = await this.loop.versions(kept.streams);
    const at = this.clock.now();
    if (!isTrueOf(kept, versions, Date.parse(at))) return undefined;
    const { titleVersion, json } = kept;
    return { titleVersion, asOf, json: json.at(asOf, at) };
  }

  /** Keeps an answer that was just made of a sheet for those who ask next. Answers it as JSON. */
  keep(
    answer: PledgeStatusDto,
    sheet: HeadSheet & { readonly sight: KeptSight },
    caller: Caller,
  ): Buffer {
    const json = new KeptJson(answer);
    const { title, valuations, versions, version: titleVersion, sight, at } = sheet;
    this.kept.set(nameOf(answer.assetId, caller), {
      sight,
      titleVersion,
      streams: [...versions.keys()],
      versions: [...versions.values()],
      from: Date.parse(at),
      until: steadyUntil(title, valuations, at),
      json,
    });
    return json.at(answer.asOf, at);
  }
}

/** What an answer depends on besides the log and the clock. */
const nameOf = (assetId: string, { partyId, roles }: Caller): string =>
  `${assetId} ${partyId} ${roles.join(' ')}`;

const isTrueOf = (
  { streams, versions, from, until }: Kept,
  found: ReadonlyMap<string, number>,
  now: number,
): boolean => {
  if (now < from || now >= until) return false;
  for (let at = 0; at < streams.length; at += 1) {
    if (found.get(streams[at] ?? '') !== versions[at]) return false;
  }
  return true;
};

/** Bytes to write answers into: cut from large pieces, for memory of its own costs each more than its text. */
class Room {
  private piece = Buffer.allocUnsafeSlow(pieceBytes);
  private used = 0;

  take(bytes: number): Buffer {
    if (bytes > pieceBytes / 8) return Buffer.allocUnsafeSlow(bytes);
    if (this.used + bytes > pieceBytes) {
      this.piece = Buffer.allocUnsafeSlow(pieceBytes);
      this.used = 0;
    }
    const taken = this.piece.subarray(this.used, this.used + bytes);
    this.used += bytes;
    return taken;
  }
}

const pieceBytes = 1024 * 1024;
const room = new Room();

/** An answer as JSON but for its position and instant, which are those of the question. */
class KeptJson {
  private readonly before: string;
  private readonly rest: Buffer;

  constructor({ assetId, asOf: _, at: __, ...rest }: PledgeStatusDto) {
    this.before = `{"assetId":${JSON.stringify(assetId)},"asOf":`;
    this.rest = Buffer.from(JSON.stringify(rest).slice(1));
  }

  /** As it lies in memory. */
  get bytes(): number {
    return this.rest.length;
  }

  /** In UTF-8: as text it would be flattened, measured and encoded again for each who asks. */
  at(asOf: number, at: string): Buffer {
    const begin = `${this.before}${asOf},"at":"${at}",`;
    const json = room.take(begin.length + this.rest.length);
    this.rest.copy(json, json.write(begin, 'latin1'));
    return json;
  }
}
