import { isOpened } from '@ledger/domain/pledge-search/opened-events.js';
import { canonicalJson } from '@ledger/event-store/canonical-json.js';
import { contentDigest } from '@ledger/event-store/digest.js';
import type { RecordedEvent } from '@ledger/event-store/event.js';
import type { InclusionProof } from '@ledger/evidence/proofs/evidence-reader.js';
import type { StateProof } from '@ledger/evidence/state-proof.js';
import { createHash } from 'node:crypto';

/** Says what the bytes are, and which verifier reads them. */
export const certificateFormat = 'data-asset-registry/pledge-search-certificate@1';

/** Where an event stands in the tree of the embedded checkpoint. */
export interface Placed {
  readonly version: number;
  readonly recordedAt: string;
  readonly proof: InclusionProof;
}

/** What the certificate of a search by asset rests on. */
export interface TitleProof {
  readonly checkpoint: string;
  /** The last event of the whole log up to the search's position. */
  readonly anchor: InclusionProof;
  readonly state: StateProof;
  /** All events of the title as of the checkpoint, in order. */
  readonly events: readonly RecordedEvent[];
  /** Inclusion of those that are opened, of the last one seen and of the one after it. */
  readonly placed: readonly Placed[];
  /** Version of the title that the search has seen. */
  readonly seen: number;
}

const base64 = (bytes: Buffer): string => bytes.toString('base64');

const inclusion = ({ leafIndex, hashes }: InclusionProof) => ({
  leafIndex,
  hashes: hashes.map(base64),
});

/** The proof as the certificate carries it. Bytes are base64, digests hex. */
export const titleProofJson = ({
  checkpoint,
  anchor,
  state,
  events,
  placed,
  seen,
}: TitleProof) => ({
  checkpoint,
  anchor: { entry: base64(anchor.entry), ...inclusion(anchor) },
  state: {
    siblings: state.siblings.map(base64),
    ...(state.leaf && { leaf: { ...state.leaf, key: state.leaf.key.toString('hex') } }),
  },
  headers: events.map((event) => ({
    version: event.version,
    id: event.id,
    type: event.type,
    schemaVersion: event.schemaVersion,
    contentDigest: contentDigest(event),
  })),
  opened: events.filter(({ type, version }) => isOpened(type) && version <= seen).map(openedEvent),
  places: placed.map(({ version, recordedAt, proof }) => ({
    version,
    recordedAt,
    ...inclusion(proof),
  })),
});

/** The content with its salt; of a `confidential` member only the digest that stands in its place. */
const openedEvent = ({ version, data, metadata, salt, confidentialSalt = '' }: RecordedEvent) => {
  const { confidential, ...open } = data;
  if (confidential === undefined) return { version, data: open, metadata, salt };
  const text = canonicalJson(confidential);
  const digest = createHash('sha256').update(Buffer.from(confidentialSalt, 'hex')).update(text);
  return { version, data: { ...open, confidential: digest.digest('hex') }, metadata, salt };
};
