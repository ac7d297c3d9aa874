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

/** Versions of streams as they all were at the end of the log when it was last looked at. */
export class KnownVersions {
  private readonly versions = new LRUCache<string, number>({ max: streamsMax });
  /** The event at which that look ended; absent where nothing is known. */
  end: { readonly position: number; readonly id: string } | undefined;

  /** Of these streams, those whose versions are not known. */
  lacking(streams: readonly string[]): readonly string[] {
    return this.end === undefined ? streams : streams.filter((name) => !this.versions.has(name));
  }

  /** Takes in what a look told. Answers the versions of these streams at its end. */
  learn(
    streams: readonly string[],
    { head, headId, found, news }: Told,
  ): ReadonlyMap<string, number> {
    for (const [stream, version] of news) {
      if (this.versions.has(stream)) this.versions.set(stream, version);
    }
    const versions = new Map<string, number>();
    for (const name of streams) {
      versions.set(name, found.get(name) ?? this.versions.get(name) ?? 0);
    }
    for (const [stream, version] of found) this.versions.set(stream, version);
    this.end = headId === null ? undefined : { position: head, id: headId };
    if (this.end === undefined) this.versions.clear();
    return versions;
  }

  forget(): void {
    this.versions.clear();
    this.end = undefined;
  }
}
