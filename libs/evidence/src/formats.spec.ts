import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { formatCheckpoint, parseCheckpoint } from './checkpoint.js';
import { formatLogProof, parseLogProof } from './log-proof.js';
import { emptyRoot, leafHash, nodeHash, rootOf } from './merkle.js';
import {
  isSignedBy,
  parseNote,
  parseVerifierKey,
  rawPublicKey,
  signNote,
  verifierKey,
} from './signed-note.js';
import { parseTilePath, subtreeHashes, tileOf, tilePath, tilesOfSize } from './tiles.js';

const pair = generateKeyPairSync('ed25519');
const signer = { name: 'ledger.example/log', privateKey: pair.privateKey };
const verifier = { name: signer.name, publicKey: rawPublicKey(pair.publicKey) };

describe('signed notes', () => {
  it('verifies the example published with the Go implementation', () => {
    const note =
      'If you think cryptography is the answer to your problem,\n' +
      "then you don't know what your problem is.\n\n" +
      '\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n';
    const key = parseVerifierKey(
      'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
    );
    expect(isSignedBy(parseNote(note), key)).toBe(true);
    expect(isSignedBy(parseNote(note.replace('answer', 'anser')), key)).toBe(false);
  });

  it('signs what it verifies, and no other key or text does', () => {
    const note = parseNote(signNote('hello\n\nworld\n', [signer]));
    expect(note.text).toBe('hello\n\nworld\n');
    expect(isSignedBy(note, verifier)).toBe(true);
    expect(isSignedBy({ ...note, text: 'hello\n\nworld!\n' }, verifier)).toBe(false);
    expect(isSignedBy(note, { ...verifier, name: 'other.example' })).toBe(false);
    expect(isSignedBy(note, { ...verifier, publicKey: Buffer.alloc(32, 7) })).toBe(false);
  });

  it('writes a key as text and reads it again, but not a changed one', () => {
    const text = verifierKey(verifier);
    expect(parseVerifierKey(text)).toEqual(verifier);
    expect(() => parseVerifierKey(text.replace('ledger', 'lodger'))).toThrow('Not a verifier key');
  });

  it('refuses texts and notes of another form', () => {
    expect(() => signNote('no newline', [signer])).toThrow('newline');
    expect(() => signNote('x\n', [{ ...signer, name: 'a b' }])).toThrow('Not a name');
    expect(() => parseNote('no signatures\n')).toThrow('Not a signed note');
    expect(() => parseNote('text\n\nnot a signature\n')).toThrow('Not a signature line');
  });
});

describe('checkpoints', () => {
  const checkpoint = {
    origin: 'ledger.example/log',
    size: 42,
    root: emptyRoot,
    extensions: ['state AA=='],
  };

  it('is the same after a round trip', () =>
    expect(parseCheckpoint(formatCheckpoint(checkpoint))).toEqual(checkpoint));

  it.each([
    '',
    'a\n1\nAAAA\n',
    'a\n01\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n',
    'a\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=',
  ])('refuses %j', (text) => expect(() => parseCheckpoint(text)).toThrow('Not a checkpoint'));
});

describe('tiles', () => {
  it('spells paths as the specification does', () => {
    expect(tilePath({ level: 0, index: 1_234_067, width: 256 })).toBe('0/x001/x234/067');
    expect(tilePath({ level: 1, index: 0, width: 17 })).toBe('1/000.p/17');
    expect(parseTilePath('0/x001/x234/067')).toEqual({ level: 0, index: 1_234_067, width: 256 });
  });

  it.each([
    '0/0',
    '00/000',
    '0/000.p/0',
    '0/000.p/256',
    '0/x000/001',
    '64/000',
    '0/000.p/01',
    '../x',
  ])('does not read %s', (path) => expect(parseTilePath(path)).toBeUndefined());

  it('counts the tiles of a tree of 70,000 as the specification does', () =>
    expect(tilesOfSize(70_000)).toEqual([
      { level: 0, full: 273, partial: 112 },
      { level: 1, full: 1, partial: 17 },
      { level: 2, full: 0, partial: 1 },
    ]));

  it('gives the same root as the leaves do, at sizes around tile borders', () => {
    const leaves = Array.from({ length: 66_000 }, (_, n) => leafHash(Buffer.from(String(n))));
    const levels = [leaves];
    for (const level of [1, 2]) {
      const below = levels[level - 1] as Buffer[];
      const full = Math.floor(below.length / 256);
      levels.push(
        Array.from({ length: full }, (_, n) => fold(below.slice(n * 256, (n + 1) * 256))),
      );
    }
    const read = ({ level, index, width }: { level: number; index: number; width: number }) =>
      Buffer.concat((levels[level] as Buffer[]).slice(index * 256, index * 256 + width));
    for (const size of [1, 255, 256, 257, 511, 512, 513, 65_535, 65_536, 65_537, 65_900]) {
      expect(rootOf(size, subtreeHashes(size, read))).toEqual(foldAny(leaves.slice(0, size)));
    }
    expect(tileOf({ level: 8, index: 255 }, 65_536)).toEqual({ level: 1, index: 0, width: 256 });
  });
});

describe('proof files', () => {
  it('are the same after a round trip', () =>
    fc.assert(
      fc.property(
        fc.record({
          extra: fc.uint8Array({ minLength: 1 }).map(Buffer.from),
          index: fc.nat(),
          hashes: fc.array(fc.uint8Array({ minLength: 32, maxLength: 32 }).map(Buffer.from)),
          checkpoint: fc.constant(
            signNote(formatCheckpoint({ origin: 'o', size: 1, root: emptyRoot, extensions: [] }), [
              signer,
            ]),
          ),
        }),
        (proof) => expect(parseLogProof(formatLogProof(proof))).toEqual(proof),
      ),
    ));

  it.each([
    '',
    'other\nindex 1\n\n',
    'c2sp.org/tlog-proof@v1\nindex 01\n\n',
    'c2sp.org/tlog-proof@v1\nindex 1\nAAAA\n\n',
  ])('refuses %j', (text) => expect(() => parseLogProof(text)).toThrow());
});

const fold = (hashes: readonly Buffer[]): Buffer =>
  hashes.length === 1
    ? (hashes[0] as Buffer)
    : nodeHash(fold(hashes.slice(0, hashes.length / 2)), fold(hashes.slice(hashes.length / 2)));

const foldAny = (hashes: readonly Buffer[]): Buffer => {
  if (hashes.length === 1) return hashes[0] as Buffer;
  let split = 1;
  while (split * 2 < hashes.length) split *= 2;
  return nodeHash(foldAny(hashes.slice(0, split)), foldAny(hashes.slice(split)));
};
