import { copyHash, hashBytes, sha256Into } from './sha256.js';
import type { StateLeaf, StreamState } from './state-proof.js';
import { leafHashInto } from './state-proof.js';

/** What stands at the end of one key byte: one stream, or a page below with two at least. */
export type Slot =
  | { readonly kind: 'leaf'; readonly leaf: StateLeaf }
  | { readonly kind: 'page'; readonly hash: Buffer };

const slotsOfPage = 256;
const leafKind = 1;
const pageKind = 0;
const storedPageBytes = 2 + hashBytes;
const storedLeafBytes = 2 + 32 + 8 + 32;

/** A slot in memory: index, kind, then as stored (a leaf) or nothing (a page), then its hash. */
const keyAt = 2;
const versionAt = keyAt + 32;
const digestAt = versionAt + 8;
const hashAt = digestAt + 32;
const recordBytes = hashAt + hashBytes;

/** From so many slots on, the hashes between slots and root are kept: 8 KiB a page. */
const keptFrom = 48;

/** Small pages share memory in parts of so many bytes: each part alone would cost more than its use. */
const sharedBytes = 256 * 1024;
const smallMax = 1024;
let shared = Buffer.alloc(0);

const recordsFor = (capacity: number): Buffer => {
  const bytes = capacity * recordBytes;
  if (bytes > smallMax) return Buffer.allocUnsafeSlow(bytes);
  if (bytes > shared.length) shared = Buffer.allocUnsafeSlow(sharedBytes);
  const records = shared.subarray(0, bytes);
  shared = shared.subarray(bytes);
  return records;
};

/** One preimage 0x01 ‖ left ‖ right per level, so that hashing a page makes no garbage. */
const preimages = Array.from({ length: 8 }, () => Buffer.alloc(1 + 2 * hashBytes, 1));

/**
 * Eight levels of the state map stored as one page, named by the key bytes that lead to it. Slots
 * are records in one buffer, sorted; nodes are numbered as in a binary heap, the root 1, the slots
 * 256 to 511.
 */
export class Page {
  private records: Buffer;
  private count = 0;
  private kept: { readonly hashes: Buffer; readonly isKnown: Uint8Array } | undefined;

  constructor(capacity = 4) {
    this.records = recordsFor(capacity);
  }

  /** Memory it takes, roughly. */
  get bytes(): number {
    return 200 + this.records.length + (this.kept === undefined ? 0 : slotsOfPage * 33);
  }

  kindOf(index: number): Slot['kind'] | undefined {
    const at = this.find(index);
    if (at < 0) return undefined;
    return this.isLeaf(at) ? 'leaf' : 'page';
  }

  get(index: number): Slot | undefined {
    const at = this.find(index);
    return at < 0 ? undefined : this.slotAt(at);
  }

  /** Whether the slot is the leaf of that key. */
  holds(index: number, key: string): boolean {
    const at = this.find(index);
    if (at < 0 || !this.isLeaf(at)) return false;
    const from = at * recordBytes + keyAt;
    return this.records.toString('latin1', from, from + 32) === key;
  }

  /** Whether the slot's stream stands there; version 0: whether the slot is empty. */
  stands(index: number, { version, digest }: StreamState): boolean {
    const at = this.find(index);
    if (at < 0) return version === 0;
    const from = at * recordBytes;
    return (
      this.isLeaf(at) &&
      this.records.readUIntBE(from + versionAt + 2, 6) === version &&
      this.records.toString('hex', from + digestAt, from + hashAt) === digest
    );
  }

  /** `key`: its 32 bytes as a one-byte string; `digest` in hex. */
  setLeaf(index: number, key: string, version: number, digest: string): void {
    const from = this.place(index, leafKind);
    this.records.write(key, from + keyAt, 32, 'latin1');
    // Two halves, since a bigint would be made for the whole.
    this.records.writeUInt32BE(Math.floor(version / 2 ** 32), from + versionAt);
    this.records.writeUInt32BE(version >>> 0, from + versionAt + 4);
    this.records.write(digest, from + digestAt, 32, 'hex');
    leafHashInto(this.records, from + keyAt, this.records, from + hashAt);
  }

  /** The leaf that another page has in a slot, if any, moves into the slot where it belongs here. */
  takeLeaf(other: Page, index: number, depth: number): void {
    const at = other.find(index);
    if (at < 0 || !other.isLeaf(at)) return;
    const from = at * recordBytes;
    const to = this.place(other.records[from + keyAt + depth] as number, leafKind);
    other.records.copy(this.records, to + keyAt, from + keyAt, from + recordBytes);
  }

  setPage(index: number, page: Page): void {
    const from = this.place(index, pageKind);
    page.hashNode(1, 0, page.count, this.records, from + hashAt);
  }

  /** Hash of all that the page leads to; 32 zero bytes where that is nothing. */
  hash(): Buffer {
    const hash = Buffer.alloc(hashBytes);
    this.hashNode(1, 0, this.count, hash, 0);
    return hash;
  }

  /**
   * Hashes beside the path to a slot, downwards, and what stands at its end: where the path meets
   * nothing or a lone leaf it ends early.
   */
  pathTo(index: number): { readonly siblings: readonly Buffer[]; readonly end: Slot | undefined } {
    const siblings: Buffer[] = [];
    let [node, from, to] = [1, 0, this.count];
    for (let below = 7; below >= 0; below -= 1) {
      if (from === to) return { siblings, end: undefined };
      if (to - from === 1 && this.isLeaf(from)) return { siblings, end: this.slotAt(from) };
      const middle = this.firstFrom(from, to, rightOf(node));
      const sibling = Buffer.alloc(hashBytes);
      node = (slotsOfPage + index) >> below;
      if (node % 2 === 0) this.hashNode(node + 1, middle, to, sibling, 0);
      else this.hashNode(node - 1, from, middle, sibling, 0);
      siblings.push(sibling);
      [from, to] = node % 2 === 0 ? [from, middle] : [middle, to];
    }
    return { siblings, end: from === to ? undefined : this.slotAt(from) };
  }

  /** Bytes of the page; the same slots give the same bytes. */
  encode(): Buffer {
    const bytes = Buffer.allocUnsafeSlow(this.storedBytes());
    for (let [at, to] = [0, 0]; at < this.count; at += 1) {
      const from = at * recordBytes;
      if (this.isLeaf(at)) to += this.records.copy(bytes, to, from, from + hashAt);
      else {
        to += this.records.copy(bytes, to, from, from + keyAt);
        to += this.records.copy(bytes, to, from + hashAt, from + recordBytes);
      }
    }
    return bytes;
  }

  /** Reads such bytes. Throws when they are cut or of another form. */
  static decode(bytes: Buffer): Page {
    const page = new Page(Math.ceil(bytes.length / storedLeafBytes) + 2);
    let last = -1;
    for (let at = 0; at < bytes.length;) {
      const [index = 0, kind] = bytes.subarray(at, at + 2);
      const size = kind === leafKind ? storedLeafBytes : storedPageBytes;
      const isSound = index > last && (kind === leafKind || kind === pageKind);
      if (!isSound || at + size > bytes.length) {
        throw new Error('A page of the state map is damaged.');
      }
      page.load(index, kind, bytes.subarray(at + 2, at + size));
      [at, last] = [at + size, index];
    }
    return page;
  }

  private storedBytes(): number {
    let bytes = 0;
    for (let at = 0; at < this.count; at += 1)
      bytes += this.isLeaf(at) ? storedLeafBytes : storedPageBytes;
    return bytes;
  }

  private load(index: number, kind: number, stored: Buffer): void {
    const from = this.place(index, kind);
    this.records.set(stored, from + (kind === leafKind ? keyAt : hashAt));
    if (kind === leafKind) leafHashInto(this.records, from + keyAt, this.records, from + hashAt);
  }

  private slotAt(at: number): Slot {
    const record = Buffer.from(this.records.subarray(at * recordBytes, (at + 1) * recordBytes));
    if (!this.isLeaf(at)) return { kind: 'page', hash: record.subarray(hashAt) };
    const version = Number(record.readBigUInt64BE(versionAt));
    const digest = record.toString('hex', digestAt, hashAt);
    return { kind: 'leaf', leaf: { key: record.subarray(keyAt, versionAt), version, digest } };
  }

  /** Makes or finds the slot's record; whatever was known of hashes above it is forgotten. */
  private place(index: number, kind: number): number {
    const found = this.find(index);
    const at = found < 0 ? -1 - found : found;
    const from = at * recordBytes;
    if (found < 0) {
      if ((this.count + 1) * recordBytes > this.records.length) this.grow();
      this.records.copyWithin(from + recordBytes, from, this.count * recordBytes);
      this.count += 1;
    }
    this.records[from] = index;
    this.records[from + 1] = kind;
    if (this.count >= keptFrom && this.kept === undefined) {
      const hashes = Buffer.alloc(slotsOfPage * hashBytes);
      this.kept = { hashes, isKnown: new Uint8Array(slotsOfPage) };
    }
    if (this.kept !== undefined) {
      for (let node = (slotsOfPage + index) >> 1; node > 0; node >>= 1) this.kept.isKnown[node] = 0;
    }
    return from;
  }

  private grow(): void {
    const capacity = Math.min(slotsOfPage, Math.ceil(this.count * 1.5) + 1);
    const larger = recordsFor(capacity);
    this.records.copy(larger);
    this.records = larger;
  }

  private hashNode(node: number, from: number, to: number, target: Buffer, at: number): void {
    if (from === to) return void target.fill(0, at, at + hashBytes);
    if (node >= slotsOfPage || (to - from === 1 && this.isLeaf(from))) {
      copyHash(this.records, from * recordBytes + hashAt, target, at);
      return;
    }
    const kept = this.kept;
    if (kept?.isKnown[node] === 1) {
      copyHash(kept.hashes, node * hashBytes, target, at);
      return;
    }
    const preimage = preimages[levelOf(node)] as Buffer;
    const middle = this.firstFrom(from, to, rightOf(node));
    this.hashNode(2 * node, from, middle, preimage, 1);
    this.hashNode(2 * node + 1, middle, to, preimage, 1 + hashBytes);
    sha256Into(preimage, target, at);
    if (kept === undefined) return;
    copyHash(target, at, kept.hashes, node * hashBytes);
    kept.isKnown[node] = 1;
  }

  private isLeaf(at: number): boolean {
    return this.records[at * recordBytes + 1] === leafKind;
  }

  /** Where the slot is; -1 - the place where it would be when it is not there. */
  private find(index: number): number {
    const at = this.firstFrom(0, this.count, index);
    return at < this.count && this.records[at * recordBytes] === index ? at : -1 - at;
  }

  /** The first record from an index on, among those of a range. */
  private firstFrom(from: number, to: number, index: number): number {
    let [low, high] = [from, to];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.records[middle * recordBytes] as number) < index) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

const levelOf = (node: number): number => 31 - Math.clz32(node);

/** The first slot below a node's right half. */
const rightOf = (node: number): number => ((2 * node + 1) << (7 - levelOf(node))) - slotsOfPage;
