/** Checkpoints, c2sp.org/tlog-checkpoint: what the log says of itself at one size. */
export interface Checkpoint {
  /** Which log this is; a restored log that lost entries starts a new one. */
  readonly origin: string;
  /** How many entries the tree has. */
  readonly size: number;
  /** Root hash of RFC 6962 over the first `size` entries. */
  readonly root: Buffer;
  /** Further lines that the signature covers, e.g. the root of the state map. */
  readonly extensions: readonly string[];
}

/** The note's text, newline at the end. */
export const formatCheckpoint = ({ origin, size, root, extensions }: Checkpoint): string =>
  [origin, String(size), root.toString('base64'), ...extensions, ''].join('\n');

/** Reads a note's text. Throws when it is not a checkpoint. */
export const parseCheckpoint = (text: string): Checkpoint => {
  const [origin, size, encodedRoot, ...rest] = text.split('\n');
  const extensions = rest.slice(0, -1);
  const root = Buffer.from(encodedRoot ?? '', 'base64');
  const isSound =
    Boolean(origin) &&
    /^(0|[1-9]\d{0,15})$/.test(size ?? '') &&
    root.length === 32 &&
    root.toString('base64') === encodedRoot &&
    rest.at(-1) === '' &&
    extensions.every((line) => line !== '');
  if (!isSound) throw new Error('Not a checkpoint of a transparency log.');
  return { origin: origin as string, size: Number(size), root, extensions };
};
