/** A proof of one entry in one file, c2sp.org/tlog-proof@v1. */
export interface LogProof {
  /** What the verifier needs besides to rebuild the entry; nobody vouches for it. */
  readonly extra?: Buffer;
  readonly index: number;
  /** RFC 6962 inclusion proof, leaf upwards. */
  readonly hashes: readonly Buffer[];
  /** The signed checkpoint, verbatim. */
  readonly checkpoint: string;
}

const header = 'c2sp.org/tlog-proof@v1';

export const formatLogProof = ({ extra, index, hashes, checkpoint }: LogProof): string =>
  [
    header,
    ...(extra === undefined ? [] : [`extra ${extra.toString('base64')}`]),
    `index ${index}`,
    ...hashes.map((hash) => hash.toString('base64')),
    '',
    checkpoint,
  ].join('\n');

/** Reads a proof file. Throws when it is not one. */
export const parseLogProof = (text: string): LogProof => {
  const split = text.indexOf('\n\n');
  const lines = text.slice(0, split).split('\n');
  if (split === -1 || lines.shift() !== header) throw new Error('Not a tlog-proof.');
  const extra = lines[0]?.startsWith('extra ') ? decode(lines.shift()?.slice(6) ?? '') : undefined;
  const [, index] = /^index (0|[1-9]\d{0,15})$/.exec(lines.shift() ?? '') ?? [];
  if (index === undefined) throw new Error('The tlog-proof does not say its index.');
  const hashes = lines.map(decode);
  if (hashes.some((hash) => hash.length !== 32)) throw new Error('A hash of the proof is cut.');
  return {
    ...(extra === undefined ? {} : { extra }),
    index: Number(index),
    hashes,
    checkpoint: text.slice(split + 2),
  };
};

const decode = (base64: string): Buffer => {
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.toString('base64') !== base64) throw new Error('Not base64.');
  return bytes;
};
