import { LRUCache } from 'lru-cache';

/** Streams whose versions are kept. */
const streamsMax = 20_000;

/** What one look tells. */
export interface Told {
  readonly head: number;
  /** Id of the event at the head; null where the log is empty. */
  readonly headId: string | null;
  /** Of the event at which the look before ended; null where it is not there. */
  readonly endId: string | null;
  /** Versions of the streams that were asked for. */
  readonly found: ReadonlyMap<string, number>;
  /** Streams and versions recorded since the look before, in order. */
  readonly news: readonly (readonly [stream: string, version: number])[];
}

/** Of streams that are asked for: the versions that are known, and the streams that are not. */
export interface Known {
  readonly versions: Map<string, number>;
  readonly lacking: readonly string[];
}

/** Versions of streams as they all were at the end of the log when it was last looked at. */
export class KnownVersions {
  private readonly versions = new LRUCache<string, number>({ max: streamsMax });
  /** The event at which that look ended; absent where nothing is known. */
  end: { readonly position: number; readonly id: string } | undefined;

  /** What is known of these streams, and those of which nothing is. */
  of(streams: readonly string[]): Known {
    const versions = new Map<string, number>();
    const lacking: string[] = [];
    for (const name of streams) {
      const version = this.versions.get(name);
      if (version === undefined) lacking.push(name);
      else versions.set(name, version);
    }
    return { versions, lacking };
  }

  /** Takes in what a look told. Answers the versions of all streams asked for, at its end. */
  learn(
    { versions: all }: Known,
    { head, headId, found, news }: Told,
  ): ReadonlyMap<string, number> {
    for (const [stream, version] of news) {
      if (all.has(stream)) all.set(stream, version);
      if (this.versions.has(stream)) this.versions.set(stream, version);
    }
    for (const [stream, version] of found) {
      all.set(stream, version);
      this.versions.set(stream, version);
    }
    this.end = headId === null ? undefined : { position: head, id: headId };
    if (this.end === undefined) this.versions.clear();
    return all;
  }

  forget(): void {
    this.versions.clear();
    this.end = undefined;
  }
}
