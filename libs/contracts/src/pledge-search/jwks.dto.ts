import { EnumField, ListField, TextField } from '../fields.js';

/** A public key (RFC 7517, RFC 8037). */
export class JwkDto {
  @EnumField(['OKP'], { description: 'Kind of key.' })
  kty!: string;

  @EnumField(['Ed25519'], { description: 'Curve.' })
  crv!: string;

  @TextField({
    max: 43,
    description: 'The 32 bytes, base64url.',
    example: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
  })
  x!: string;

  @TextField({
    max: 43,
    description: 'RFC 7638 thumbprint: the `kid` of certificates.',
    example: 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k',
  })
  kid!: string;

  @EnumField(['EdDSA'], { description: 'Algorithm.' })
  alg!: string;

  @EnumField(['sig'], { description: 'Use.' })
  use!: string;
}

/** Keys that verify search certificates, those that signed before included. */
export class JwksDto {
  @ListField(() => JwkDto, { max: 100, description: 'The keys, the present one first.' })
  keys!: readonly JwkDto[];
}
