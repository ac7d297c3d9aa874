import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import { canonical } from './canonical.js';
import { weighs } from './certificate-items.js';
import { titleFaults, type SearchStatement, type TitleProof } from './certificate-title.js';
import { sha256 } from './hash.js';
import { isSigned, parseSignedCheckpoint } from './note.js';

/** What a verifier trusts; got elsewhere than from whoever shows the certificate. */
export interface Trust {
  /** Keys that sign certificates, by RFC 7638 thumbprint. */
  readonly keys: ReadonlyMap<string, KeyObject>;
  /** Verifier keys of the log's checkpoints (`name+id+…`). */
  readonly logKeys: readonly string[];
}

/** What a certificate says and what does not hold of it; no fault: all does. */
export interface CertificateVerdict {
  readonly faults: readonly string[];
  readonly no?: string;
  readonly finding?: string;
  readonly asOf?: number;
  readonly searchedAt?: string;
  /** The checkpoint inside: hold it against one that somebody else kept. */
  readonly checkpoint?: string;
}

interface Certificate {
  readonly format: string;
  readonly statement: SearchStatement;
  readonly proof: TitleProof;
  readonly signature: { readonly protected: string; readonly signature: string };
}

const format = 'data-asset-registry/pledge-search-certificate@1';

/** Checks a certificate's bytes, knowing nothing but its format. Never throws. */
export const verifyCertificate = (bytes: Uint8Array, trust: Trust): CertificateVerdict => {
  try {
    return checked(bytes, trust);
  } catch {
    return { faults: ['not_a_certificate'] };
  }
};

const checked = (bytes: Uint8Array, trust: Trust): CertificateVerdict => {
  const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  const certificate = JSON.parse(text) as Certificate;
  if (canonical(certificate) !== text) return { faults: ['bytes_not_canonical'] };
  const { signature, ...signed } = certificate;
  const { statement, proof } = certificate;
  const { no, finding, asOf, searchedAt, result, resultDigest, query } = statement;
  const unsigned = signatureFaults(Buffer.from(canonical(signed)), signature, trust);
  // Of what nobody vouches for, nothing else is worth knowing.
  if (unsigned.length > 0) return { faults: unsigned };
  const checkpoint = parseSignedCheckpoint(proof.checkpoint);
  const faults = [
    ...(certificate.format === format ? [] : ['format_unknown']),
    ...(isSigned(checkpoint, trust.logKeys) ? [] : ['checkpoint_not_signed']),
    ...(checkpoint.origin === statement.issuer ? [] : ['checkpoint_of_another_log']),
    ...(sha256(canonical(result)).toString('hex') === resultDigest ? [] : ['result_changed']),
    ...findingFaults(statement),
    ...(query.kind === 'asset' ? titleFaults(statement, proof, checkpoint) : []),
  ];
  return { faults, no, finding, asOf, searchedAt, checkpoint: proof.checkpoint };
};

/** `none` is said exactly where nothing that weighs stands. */
const findingFaults = ({ finding, result: { titles } }: SearchStatement): readonly string[] => {
  const of = (isEncumbered: boolean): string => (isEncumbered ? 'encumbered' : 'none');
  const perTitle = titles.map(({ items, finding: told }) => {
    const found = of(items.some((item) => item.stands && weighs(item)));
    return { found, told };
  });
  const whole = of(perTitle.some(({ found }) => found === 'encumbered'));
  const isSo = whole === finding && perTitle.every(({ found, told }) => found === told);
  return isSo ? [] : ['finding_contradicted'];
};

const signatureFaults = (
  payload: Buffer,
  jws: Certificate['signature'],
  { keys }: Trust,
): readonly string[] => {
  const header = Buffer.from(jws.protected, 'base64url');
  const signature = Buffer.from(jws.signature, 'base64url');
  const isExact =
    header.toString('base64url') === jws.protected &&
    signature.toString('base64url') === jws.signature &&
    Object.keys(jws).length === 2;
  if (!isExact) return ['signature_malformed'];
  const { alg, kid, crit } = JSON.parse(header.toString('utf8')) as Record<string, unknown>;
  const key = keys.get(String(kid));
  if (alg !== 'EdDSA' || crit !== undefined) return ['signature_malformed'];
  if (key === undefined) return ['key_unknown'];
  const input = Buffer.from(`${jws.protected}.${payload.toString('base64url')}`);
  return verify(null, input, key, signature) ? [] : ['signature_invalid'];
};

/** Keys of a JSON Web Key Set, each under the thumbprint that it has, whatever it says of itself. */
export const keysOf = (jwks: string): ReadonlyMap<string, KeyObject> => {
  const { keys } = JSON.parse(jwks) as { readonly keys: readonly Record<string, string>[] };
  const sound = keys.filter(({ kty, crv }) => kty === 'OKP' && crv === 'Ed25519');
  return new Map(
    sound.map(({ x = '' }) => {
      const kid = sha256(canonical({ crv: 'Ed25519', kty: 'OKP', x })).toString('base64url');
      const jwk = { kty: 'OKP', crv: 'Ed25519', x };
      return [kid, createPublicKey({ key: jwk, format: 'jwk' })];
    }),
  );
};
