import { canonical } from './canonical.js';
import { type Entry, type Item, isListed, isSaidRight, type Opened } from './certificate-items.js';
import { noDigest } from './event.js';
import { leafHash, nodeHash, sha256 } from './hash.js';
import type { SignedCheckpoint } from './note.js';
import { nothing, stateLeafHash } from './states.js';

/** What the registry states and signs. */
export interface SearchStatement {
  readonly no: string;
  readonly issuer: string;
  readonly query: { readonly kind: string; readonly assetId?: string; readonly pledgor?: unknown };
  readonly searchedAt: string;
  readonly asOf: number;
  readonly finding: string;
  readonly resultDigest: string;
  readonly result: {
    readonly titles: readonly {
      readonly assetId: string;
      readonly titleVersion: number;
      readonly finding: string;
      readonly entries?: readonly Entry[];
      readonly items: readonly Item[];
    }[];
  };
}

interface Inclusion {
  readonly leafIndex: number;
  readonly hashes: readonly string[];
}

/** What the statement rests on. */
export interface TitleProof {
  readonly checkpoint: string;
  readonly anchor: Inclusion & { readonly entry: string };
  readonly state: {
    readonly siblings: readonly string[];
    readonly leaf?: { readonly key: string; readonly version: number; readonly digest: string };
  };
  readonly headers: readonly {
    readonly version: number;
    readonly id: string;
    readonly type: string;
    readonly schemaVersion: number;
    readonly contentDigest: string;
  }[];
  readonly opened: readonly Opened[];
  readonly places: readonly (Inclusion & {
    readonly version: number;
    readonly recordedAt: string;
  })[];
}

/** Part of the format: event types that need not be opened; every other one is. */
const closedTypes: ReadonlySet<string> = new Set([
  'TitleOpened',
  'HoldingRecorded',
  'LicensingAuthorised',
  'LenderAuthorised',
  'LenderAuthorisationWithdrawn',
  'TransferApplied',
  'TransferJoined',
  'TransferWithdrawn',
  'TransferTurnedDown',
  'CorrectionProposed',
  'CorrectionRejected',
  'SuccessionNoted',
]);

const bytes = (base64: string): Buffer => {
  const read = Buffer.from(base64, 'base64');
  if (read.toString('base64') !== base64) throw new Error('Not base64.');
  return read;
};

/**
 * What does not hold of the proof of a search by asset. What its pledgor gave besides, where that was
 * searched along, is signed as computed and follows the title of the asset.
 */
export const titleFaults = (
  statement: SearchStatement,
  proof: TitleProof,
  checkpoint: SignedCheckpoint,
): readonly string[] => {
  const { titles } = statement.result;
  const [title] = titles;
  const { assetId = '', pledgor } = statement.query;
  if ((titles.length > 1 && pledgor === undefined) || title?.assetId !== assetId)
    return ['result_of_another_asset'];
  const stream = `title-${assetId}`;
  const digests = chainOf(stream, proof.headers);
  const seen = title.titleVersion;
  const checks: readonly (readonly [string, boolean])[] = [
    ['headers_incomplete', isWhole(proof.headers)],
    ['state_not_proven', isState(stream, digests, proof.state, checkpoint)],
    ['events_not_proven', isPlaced(digests, proof, checkpoint)],
    ['version_not_as_of_position', isAsOf(seen, digests.length, proof)],
    ['event_not_opened', isOpenedWhole(seen, proof)],
    ['event_changed', proof.opened.every((one) => isOpenedRight(one, proof.headers))],
    ['item_left_out', isListed(title.items, proof.opened)],
    [
      'item_contradicted',
      title.items.every((item) => isSaidRight(item, title, statement.searchedAt, proof)),
    ],
  ];
  return checks.flatMap(([fault, holds]) => (holds ? [] : [fault]));
};

const isWhole = (headers: TitleProof['headers']): boolean =>
  headers.length > 0 && headers.every(({ version }, at) => version === at + 1);

/** Event digests by version (at index version − 1), each made with the one before. */
const chainOf = (stream: string, headers: TitleProof['headers']): readonly Buffer[] => {
  const digests: Buffer[] = [];
  let previousDigest = noDigest;
  for (const { version, id, type, schemaVersion, contentDigest } of headers) {
    const header = { id, stream, version, type, schemaVersion, previousDigest, contentDigest };
    const digest = sha256(canonical(header));
    digests.push(digest);
    previousDigest = digest.toString('hex');
  }
  return digests;
};

const bit = (key: Buffer, depth: number): number =>
  ((key[depth >> 3] as number) >> (7 - (depth & 7))) & 1;

/** The state map has the stream at exactly the last header. */
const isState = (
  stream: string,
  digests: readonly Buffer[],
  { siblings, leaf }: TitleProof['state'],
  checkpoint: SignedCheckpoint,
): boolean => {
  const key = sha256(stream);
  const last = digests.at(-1) ?? nothing;
  const isOwn =
    leaf?.key === key.toString('hex') &&
    leaf.version === digests.length &&
    leaf.digest === last.toString('hex');
  if (!isOwn || siblings.length > 256) return false;
  let hash = stateLeafHash(key, digests.length, last);
  for (let depth = siblings.length - 1; depth >= 0; depth -= 1) {
    const sibling = bytes(siblings[depth] as string);
    hash = bit(key, depth) === 0 ? nodeHash(hash, sibling) : nodeHash(sibling, hash);
  }
  return hash.equals(checkpoint.state);
};

/** RFC 9162, section 2.1.3.2. */
const isIncluded = (
  { leafIndex, hashes }: Inclusion,
  entry: Buffer,
  { size, root }: SignedCheckpoint,
): boolean => {
  if (!Number.isSafeInteger(leafIndex) || leafIndex < 0 || leafIndex >= size) return false;
  if (entry.length !== 32) return false;
  let [node, last, hash] = [leafIndex, size - 1, leafHash(entry)];
  for (const text of hashes) {
    const sibling = bytes(text);
    if (last === 0 || sibling.length !== 32) return false;
    if (node % 2 === 1 || node === last) {
      hash = nodeHash(sibling, hash);
      while (node % 2 === 0 && node !== 0) [node, last] = [node / 2, Math.floor(last / 2)];
    } else {
      hash = nodeHash(hash, sibling);
    }
    [node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
  }
  return last === 0 && hash.equals(root);
};

const isPlaced = (
  digests: readonly Buffer[],
  { anchor, places }: TitleProof,
  checkpoint: SignedCheckpoint,
): boolean =>
  isIncluded(anchor, bytes(anchor.entry), checkpoint) &&
  new Set(places.map(({ version }) => version)).size === places.length &&
  places.every((place) => {
    const digest = digests[place.version - 1];
    return digest !== undefined && isIncluded(place, sha256(digest, place.recordedAt), checkpoint);
  });

/** The version that was seen lies at or before the anchor, the one after it behind. */
const isAsOf = (seen: number, versions: number, { anchor, places }: TitleProof): boolean => {
  const leafOf = (version: number) =>
    places.find((place) => place.version === version)?.leafIndex ?? -1;
  const isSeen = leafOf(seen) >= 0 && leafOf(seen) <= anchor.leafIndex;
  return isSeen && (seen === versions || leafOf(seen + 1) > anchor.leafIndex);
};

/** Opened are exactly those that the format asks for, each with its place in the tree. */
const isOpenedWhole = (seen: number, { headers, opened, places }: TitleProof): boolean => {
  const wanted = headers
    .filter(({ version, type }) => version <= seen && !closedTypes.has(type))
    .map(({ version }) => version);
  const placed = new Set(places.map(({ version }) => version));
  return (
    opened.length === wanted.length &&
    wanted.every((version, at) => opened[at]?.version === version && placed.has(version))
  );
};

const isOpenedRight = (
  { version, data, metadata, salt }: Opened,
  headers: TitleProof['headers'],
): boolean => {
  const content = sha256(Buffer.from(salt, 'hex'), canonical({ data, metadata }));
  return (
    /^[0-9a-f]{32}$/.test(salt) && headers[version - 1]?.contentDigest === content.toString('hex')
  );
};
