import type { PledgeSearchState } from '@ledger/domain/pledge-search/pledge-search.state.js';
import { canonicalJson } from '@ledger/event-store/canonical-json.js';
import { publicKeyObject } from '@ledger/evidence/signed-note.js';
import { createHash, verify } from 'node:crypto';
import type { PublishedJwk } from './certificate-keys.js';

interface Certificate {
  readonly statement: {
    readonly no: string;
    readonly asOf: number;
    readonly resultDigest: string;
    readonly result: unknown;
  };
  readonly signature: { readonly protected: string; readonly signature: string };
}

/** What the log says of it, and the keys that may have signed. */
export interface Expected extends Required<PledgeSearchState> {
  readonly published: readonly PublishedJwk[];
}

/** What does not hold of the bytes that are kept; the proofs are for the verifier to check. */
export const certificateFaults = (
  bytes: Buffer,
  { searched, certificate, published }: Expected,
): readonly string[] => {
  const digest = createHash('sha256').update(bytes).digest('hex');
  const { signature, ...signed } = JSON.parse(bytes.toString('utf8')) as Certificate;
  const { statement } = signed;
  const result = createHash('sha256').update(canonicalJson(statement.result)).digest('hex');
  const key = published.find(({ kid }) => kid === certificate.keyId);
  const payload = Buffer.from(canonicalJson(signed)).toString('base64url');
  const checks: Readonly<Record<string, boolean>> = {
    bytes_changed: digest === certificate.certificateDigest,
    result_changed: result === searched.resultDigest && result === statement.resultDigest,
    of_another_search: statement.no === searched.no && statement.asOf === searched.asOf,
    key_unknown: key !== undefined,
    signature_invalid:
      key !== undefined &&
      verify(
        null,
        Buffer.from(`${signature.protected}.${payload}`),
        publicKeyObject(Buffer.from(key.x, 'base64url')),
        Buffer.from(signature.signature, 'base64url'),
      ),
  };
  return Object.entries(checks).flatMap(([fault, holds]) => (holds ? [] : [fault]));
};
