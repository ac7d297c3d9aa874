import { contentDigest, eventDigest, isChained } from '@ledger/event-store/digest.js';
import type { RecordedEvent } from '@ledger/event-store/event.js';
import { createPrivateKey } from 'node:crypto';
import { formatCheckpoint } from '../checkpoint.js';
import { cosign, cosignerKey } from '../cosignature.js';
import { evidenceEntry } from '../entry.js';
import { GrowingTree } from '../growing-tree.js';
import { formatLogProof } from '../log-proof.js';
import { consistencySpans, inclusionSpans, leafHash, spanHash } from '../merkle.js';
import { Sealer } from '../sealer.js';
import { rawPublicKey, signNote, verifierKey } from '../signed-note.js';
import { StateMap } from '../state-map.js';
import { subtreeHashes, tilePath } from '../tiles.js';

/** What the golden vectors start from; everything else in the file follows. */
export interface GoldenInputs {
  readonly origin: string;
  readonly witness: string;
  /** Seeds of the Ed25519 keys of log and witness, hex. */
  readonly logSeed: string;
  readonly witnessSeed: string;
  /** When the witness signed, seconds since 1970. */
  readonly cosignedAt: number;
  readonly events: readonly RecordedEvent[];
  readonly absentStreams: readonly string[];
}

/** Everything that the writer makes of the inputs, as plain JSON. */
export const goldenOf = async (inputs: GoldenInputs) => {
  const { origin, events, absentStreams } = inputs;
  const states = new StateMap({ load: () => Promise.resolve(new Map()) });
  const sealer = new Sealer(new GrowingTree(), states);
  const roots = [];
  for (const event of events) {
    const digest = eventDigest(event);
    await sealer.take([{ ...event, digest, isChained: isChained(event.stream) }]);
    const state = (await states.root()).toString('hex');
    roots.push({ size: sealer.tree.size, tree: sealer.tree.root().toString('hex'), state });
  }
  const size = events.length;
  const tiles = sealer.tree.takeTiles();
  const hashOf = subtreeHashes(size, () => tiles[0]?.bytes as Buffer);
  const hashes = (spans: ReturnType<typeof inclusionSpans>) =>
    spans.map((span) => spanHash(span, hashOf));
  const signed = signedOf(inputs, sealer.tree.root(), await states.root());
  const streams = [...new Set(events.map(({ stream }) => stream)), ...absentStreams];
  states.beginRound();
  const index = 5;
  const extra = Buffer.from('not vouched for');
  return {
    events: events.map((event) => digestsOfEvent(event)),
    roots,
    ...signed,
    inclusion: events.map((_, at) => ({
      index: at,
      hashes: hashes(inclusionSpans(at, size)).map(hex),
    })),
    consistency: events.map((_, at) => ({
      from: at + 1,
      to: size,
      hashes: hashes(consistencySpans(at + 1, size)).map(hex),
    })),
    tiles: tiles.map((tile) => ({ path: tilePath(tile), bytes: hex(tile.bytes) })),
    proofFile: formatLogProof({
      extra,
      index,
      hashes: hashes(inclusionSpans(index, size)),
      checkpoint: signed.checkpoint,
    }),
    states: await Promise.all(streams.map((stream) => stateOf(states, stream))),
    statePages: [...states.takeRound(Infinity)]
      .map(([name, bytes]) => ({ name, bytes: hex(bytes) }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    origin,
  };
};

const hex = (bytes: Buffer): string => bytes.toString('hex');

const digestsOfEvent = (event: RecordedEvent) => {
  const entry = evidenceEntry(eventDigest(event), event.recordedAt);
  return {
    position: event.position,
    contentDigest: contentDigest(event),
    eventDigest: eventDigest(event),
    entry: hex(entry),
    leafHash: hex(leafHash(entry)),
  };
};

const stateOf = async (states: StateMap, stream: string) => {
  const { siblings, leaf } = await states.prove(stream);
  const end = leaf === undefined ? {} : { leaf: { ...leaf, key: hex(leaf.key) } };
  return { stream, siblings: siblings.map(hex), ...end };
};

const signedOf = (inputs: GoldenInputs, root: Buffer, state: Buffer) => {
  const { origin, witness, cosignedAt, events } = inputs;
  const [log, other] = [keyOf(inputs.logSeed), keyOf(inputs.witnessSeed)];
  const extensions = [`state ${state.toString('base64')}`];
  const text = formatCheckpoint({ origin, size: events.length, root, extensions });
  return {
    verifier: verifierKey({ name: origin, publicKey: rawPublicKey(log) }),
    checkpoint: signNote(text, [{ name: origin, privateKey: log }]),
    cosigner: cosignerKey({ name: witness, publicKey: rawPublicKey(other) }),
    cosignature: cosign(text, witness, other, cosignedAt),
  };
};

/** An Ed25519 private key from its seed: PKCS #8 puts a fixed head before it (RFC 8410). */
const keyOf = (seed: string) =>
  createPrivateKey({
    key: Buffer.from(`302e020100300506032b657004220420${seed}`, 'hex'),
    format: 'der',
    type: 'pkcs8',
  });
