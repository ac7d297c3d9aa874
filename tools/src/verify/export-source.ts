import { createHash } from 'node:crypto';
import { closeSync, createReadStream, openSync, readSync } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { canonical } from './canonical.js';
import type { LoggedEvent, ReadEvent } from './event.js';
import { nothingDerived, type Source, type Stored } from './sources.js';

/**
 * An exported log (docs/guides/log-export-format.md), packed or not. Throws where the file itself
 * is cut or not the one that was written; a file of bare events, without header and trailer, is
 * taken as well.
 */
export const exportSource = (file: string): Source => ({
  events: () => eventsIn(file),
  stored: (origin) => signedIn(file, origin),
  sums: () => Promise.resolve(undefined),
  close: () => Promise.resolve(),
});

type Line = Partial<LoggedEvent> & {
  readonly format?: string;
  readonly count?: number;
  readonly sha256?: string;
  readonly checkpoint?: string;
};

interface Header {
  readonly origins?: readonly { readonly number: number; readonly name: string }[];
  readonly keys?: readonly { readonly origin: number; readonly verifier: string }[];
}

interface CheckpointLine {
  readonly checkpoint: string;
  readonly origin: number;
  readonly size: number;
}

/** Checkpoints and keys that the file carries of an origin; it has no tiles and no pages. */
const signedIn = async (file: string, origin: string): Promise<Stored | undefined> => {
  let header: Header | undefined;
  let number: number | undefined;
  const checkpoints: { size: number; note: string }[] = [];
  for await (const text of linesOf(file)) {
    if (header === undefined) {
      header = JSON.parse(text) as Header;
      number = header.origins?.find(({ name }) => name === origin)?.number;
      if (number === undefined) return undefined;
    }
    // Members are in the order of their names, so no event begins like this.
    if (!text.startsWith('{"checkpoint":')) continue;
    const { origin: of, size, checkpoint: note } = JSON.parse(text) as CheckpointLine;
    if (of === number) checkpoints.push({ size, note });
  }
  const keys = (header?.keys ?? []).filter((key) => key.origin === number);
  return { ...nothingDerived, checkpoints, keys: keys.map(({ verifier }) => verifier) };
};

async function* eventsIn(file: string): AsyncIterable<ReadEvent> {
  const [hash, state] = [createHash('sha256'), { count: 0, isWhole: true }];
  for await (const text of linesOf(file)) {
    if (text.trim() === '') continue;
    const line = JSON.parse(text) as Line;
    if (line.format !== undefined) state.isWhole = false;
    else if (line.sha256 !== undefined && line.position === undefined) {
      if (line.count !== state.count || line.sha256 !== hash.digest('hex'))
        throw new Error(`${file} is not as it was written: its last line does not fit the others.`);
      state.isWhole = true;
    } else {
      hash.update(`${text}\n`);
      if (line.checkpoint !== undefined) continue;
      state.count += 1;
      yield { event: line as LoggedEvent, isCanonical: isWritten(line as LoggedEvent, text) };
    }
  }
  if (!state.isWhole) throw new Error(`${file} was cut off: its last line is missing.`);
}

/** Members of an event; whatever else a line says is sealed by nothing. */
const members =
  /^(confidentialSalt|data|id|metadata|position|previousDigest|recordedAt|salt|schemaVersion|stream|type|version)$/;

const isWritten = (event: LoggedEvent, text: string): boolean =>
  canonical(event) === text &&
  Object.keys(event).every((name) => members.test(name)) &&
  Number.isSafeInteger(event.position) &&
  isHex(event.salt) &&
  isHex(event.confidentialSalt ?? '') &&
  (event.data['confidential'] !== undefined) === (event.confidentialSalt !== undefined);

/** Whether the bytes can be written in no other way: salts are hashed as bytes. */
const isHex = (text: string): boolean => Buffer.from(text, 'hex').toString('hex') === text;

/** Ended by line feeds only: other separators may stand in the text of an event. */
async function* linesOf(file: string): AsyncIterable<string> {
  const bytes = createReadStream(file);
  const input = isPacked(file) ? pipeline(bytes, createGunzip(), () => undefined) : bytes;
  let rest: Buffer[] = [];
  for await (const chunk of input as AsyncIterable<Buffer>) {
    let from = 0;
    for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, from)) {
      yield Buffer.concat([...rest, chunk.subarray(from, at)]).toString();
      [rest, from] = [[], at + 1];
    }
    rest.push(chunk.subarray(from));
  }
  const last = Buffer.concat(rest).toString();
  if (last !== '') yield last;
}

const isPacked = (file: string): boolean => {
  const descriptor = openSync(file, 'r');
  try {
    const magic = Buffer.alloc(2);
    readSync(descriptor, magic, 0, 2, 0);
    return magic.equals(Buffer.from([0x1f, 0x8b]));
  } finally {
    closeSync(descriptor);
  }
};
