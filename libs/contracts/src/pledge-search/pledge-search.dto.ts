import { certificateNo } from '../asset/asset.shapes.js';
import {
  PageLanguageField,
  BooleanField,
  DigestField,
  EnumField,
  Field,
  IdField,
  InstantField,
  IntegerField,
  ListField,
  ObjectField,
  TextField,
} from '../fields.js';
import { partyKey, text } from '../shape.js';
import { WrittenDto } from '../written.dto.js';

export const searchStates = ['issued', 'pending'] as const;
export const searchFindings = ['none', 'encumbered'] as const;
const noExample = 'PS202611000001-5B7D3C21A9F04E68';

/**
 * What is searched: one asset, by id or certificate number, what one pledgor gave, or both. What is
 * named in two ways must be the same thing.
 */
export class SearchPledgesDto {
  @IdField({ optional: true, description: 'The asset. At least one of the four is given.' })
  assetId?: string;

  @Field(certificateNo, {
    optional: true,
    description: 'The asset of a registration certificate.',
    example: 'SJ4412026090001',
  })
  certificateNo?: string;

  @Field(partyKey, {
    optional: true,
    description:
      'Pledges and claims given by this organisation, by party id or unified social credit code.',
    example: '91440300MADX00019R',
  })
  pledgor?: string;

  @TextField({
    max: 200,
    optional: true,
    description:
      'The same by its whole registered name, present or earlier. Width, case and blanks do not ' +
      'matter; everything else does.',
    example: '示例银行',
  })
  pledgorName?: string;

  @TextField({
    max: 200,
    description: 'Why; recorded, but not printed on the certificate.',
    example: '贷前调查',
  })
  purpose!: string;
}

/** What a search answers. The certificate itself is at `Location`. */
export class PledgeSearchWrittenDto extends WrittenDto {
  @TextField({ max: 40, description: 'Number of the certificate.', example: noExample })
  override id!: string;

  @TextField({ max: 40, description: 'Number of the certificate, as `id`.', example: noExample })
  no!: string;

  @EnumField(searchStates, {
    description: 'issued; or pending (202) while the log is being sealed: ask `Location` again.',
    example: 'issued',
  })
  state!: (typeof searchStates)[number];

  @EnumField(searchFindings, {
    description:
      'none: nothing stood in this ledger as of `asOf`, which says nothing of other registers.',
    example: 'none',
  })
  finding!: (typeof searchFindings)[number];

  @InstantField({ description: 'Instant of the search.' })
  searchedAt!: string;

  @IntegerField({ min: 0, description: 'Position of the log that it has seen.', example: 42 })
  asOf!: number;

  @DigestField({ description: 'SHA-256 of the result.' })
  resultDigest!: string;

  @DigestField({ optional: true, description: 'SHA-256 of the certificate’s bytes.' })
  certificateDigest?: string;
}

/** What to hold the certificate against. */
export class SearchVerificationQuery {
  @DigestField({
    optional: true,
    description: 'SHA-256 of a file that somebody has: is it the certificate that was issued?',
  })
  digest?: string;

  @BooleanField({
    optional: true,
    description: 'Whether to say if anything was recorded on what was searched since.',
  })
  changedSince?: boolean;
}

/** How the page of a verification is shown. */
export class SearchVerificationPageQuery {
  @PageLanguageField()
  language?: 'zh' | 'en';
}

/** Whether anything was recorded since a search; not what. */
export class ChangedSinceDto {
  @BooleanField({ description: 'Whether anything was recorded on what was searched.' })
  changed!: boolean;

  @IntegerField({ min: 0, description: 'Position of the log that this answer saw.', example: 57 })
  asOf!: number;
}

/** Whether a certificate is genuine. */
export class SearchVerificationDto {
  @TextField({ max: 40, description: 'Number of the certificate.', example: noExample })
  no!: string;

  @BooleanField({
    description:
      'Whether the bytes kept are those of the log, their signature is ours, and digest and ' +
      'checkpoint belong to them; false also where `digest` is of another file.',
  })
  genuine!: boolean;

  @ListField(text({ max: 60 }), { max: 10, description: 'What does not hold; empty: all does.' })
  faults!: readonly string[];

  @DigestField({ description: 'SHA-256 of the certificate’s bytes.' })
  certificateDigest!: string;

  @TextField({ max: 60, description: 'Key in `/.well-known/jwks.json`.', example: 'jdcw8…' })
  keyId!: string;

  @InstantField({ description: 'Instant of the search.' })
  searchedAt!: string;

  @IntegerField({ min: 0, description: 'Position of the log that it has seen.', example: 42 })
  asOf!: number;

  @ObjectField(() => ChangedSinceDto, {
    optional: true,
    description: 'Where `changedSince` was asked.',
  })
  since?: ChangedSinceDto;
}
