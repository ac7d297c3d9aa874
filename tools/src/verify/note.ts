import { createPublicKey, verify } from 'node:crypto';
import { sha256 } from './hash.js';

/** A signed checkpoint, taken apart. */
export interface SignedCheckpoint {
  readonly text: string;
  readonly origin: string;
  readonly size: number;
  readonly root: Buffer;
  /** Root of the state map. */
  readonly state: Buffer;
  readonly signatures: readonly { readonly name: string; readonly bytes: Buffer }[];
}

/** Throws when it is no checkpoint of this log's kind. */
export const parseSignedCheckpoint = (note: string): SignedCheckpoint => {
  const split = note.lastIndexOf('\n\n');
  const text = note.slice(0, split + 1);
  const [origin = '', size = '', root = '', state = ''] = text.split('\n');
  const signatures = note
    .slice(split + 2)
    .split('\n')
    .flatMap((line) => {
      const [, name = '', bytes = ''] = /^\u2014 (\S+) (\S+)$/.exec(line) ?? [];
      return name === '' ? [] : [{ name, bytes: Buffer.from(bytes, 'base64') }];
    });
  const checkpoint = {
    text,
    origin,
    size: Number(size),
    root: Buffer.from(root, 'base64'),
    state: Buffer.from(state.replace(/^state /, ''), 'base64'),
    signatures,
  };
  const isSound =
    split > 0 &&
    /^(0|[1-9]\d*)$/.test(size) &&
    state.startsWith('state ') &&
    checkpoint.root.length === 32 &&
    checkpoint.state.length === 32 &&
    signatures.length > 0;
  if (!isSound) throw new Error('This is not a signed checkpoint of an evidence log.');
  return checkpoint;
};

/** A key as `name+id+base64(1 ‖ Ed25519 key)`. Throws when the parts do not belong together. */
const parsedKey = (text: string) => {
  const [, name = '', id = '', encoded = ''] = /^([^+\s]+)\+([0-9a-f]{8})\+(\S+)$/.exec(text) ?? [];
  const typed = Buffer.from(encoded, 'base64');
  const expected = sha256(`${name}\n`, typed).subarray(0, 4).toString('hex');
  if (name === '' || typed.length !== 33 || typed[0] !== 1 || expected !== id)
    throw new Error(`This is not a verifier key: ${text}`);
  return { name, id, publicKey: typed.subarray(1) };
};

type Signature = SignedCheckpoint['signatures'][number];

const isBy = (text: string, { name, bytes }: Signature, by: ReturnType<typeof parsedKey>) => {
  if (name !== by.name || bytes.subarray(0, 4).toString('hex') !== by.id) return false;
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: by.publicKey.toString('base64url') };
  const key = createPublicKey({ key: jwk, format: 'jwk' });
  return verify(null, Buffer.from(text), key, bytes.subarray(4));
};

/** Whether one of the keys has signed. Throws when a key is none. */
export const isSigned = (
  { text, signatures }: SignedCheckpoint,
  keys: readonly string[],
): boolean => {
  const parsed = keys.map(parsedKey);
  return parsed.some((key) => signatures.some((signature) => isBy(text, signature, key)));
};

/**
 * Whether a note is, byte by byte, a checkpoint with signatures of these keys and nothing else, as
 * the log itself writes it: what is kept elsewhere may bear lines of others. Throws when a key is none.
 */
export const isAsSigned = (
  note: string,
  { text, signatures }: SignedCheckpoint,
  keys: readonly string[],
): boolean => {
  const lines = signatures.map(({ name, bytes }) => `\u2014 ${name} ${bytes.toString('base64')}\n`);
  const parsed = keys.map(parsedKey);
  return (
    note === `${text}\n${lines.join('')}` &&
    signatures.every((signature) => parsed.some((key) => isBy(text, signature, key)))
  );
};
