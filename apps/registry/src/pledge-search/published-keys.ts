import { EvidenceReader } from '@ledger/evidence/proofs/evidence-reader.js';
import { Inject, Injectable } from '@nestjs/common';
import { CertificateKeys, jwkOfVerifier, type PublishedJwk } from './certificate-keys.js';

/**
 * Keys by which certificates are verified: those of the key file, and those that ever signed a
 * checkpoint, because a certificate stays true when its key has been replaced.
 */
@Injectable()
export class PublishedKeys {
  constructor(
    @Inject(CertificateKeys) private readonly keys: CertificateKeys,
    @Inject(EvidenceReader) private readonly evidence: EvidenceReader,
  ) {}

  async all(): Promise<readonly PublishedJwk[]> {
    const before = await this.evidence.keys();
    const found = [
      ...this.keys.published,
      ...before.map(({ verifier }) => jwkOfVerifier(verifier)),
    ];
    return [...new Map(found.map((key) => [key.kid, key])).values()];
  }
}
