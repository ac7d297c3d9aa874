import type { RightKind } from '@ledger/domain/asset/asset.events.js';
import { rightsMax } from '@ledger/domain/asset/rights-statement.rule.js';
import { type SchemeName, schemeNames } from '@ledger/domain/policy/scheme.js';
import {
  DateField,
  EnumField,
  Field,
  IdField,
  InstantField,
  ListField,
  TextField,
} from '../fields.js';
import { certificateNo } from '../asset/asset.shapes.js';
import { uuid } from '../shape.js';

export const certificateStates = ['valid', 'suspended', 'expired', 'cancelled', 'revoked'] as const;

/** Who holds one right. */
export class CertificateEntryDto {
  @IdField({ description: 'Entry of the title.' })
  holdingId!: string;

  @EnumField(['holding', 'processing', 'operation'], { description: 'Right.' })
  right!: RightKind;

  @ListField(uuid, {
    max: 20,
    description: 'Holders.',
    example: ['3f2b8c1e-5d47-4a9b-8e60-7c1d2f3a4b5c'],
  })
  holderPartyIds!: string[];
}

/** What a certificate says now: where paper and system differ, the system prevails (art. 27). */
export class CertificateDto {
  @Field(certificateNo, { description: 'Number.', example: 'SJ4412026110001' })
  certificateNo!: string;

  @IdField({ description: 'The asset.' })
  assetId!: string;

  @TextField({ max: 200, description: 'Name of the asset.', example: '小微企业月度用电信息' })
  name!: string;

  @EnumField(schemeNames, { description: 'Rules by which it was registered.' })
  scheme!: SchemeName;

  @IdField({ description: 'Who keeps the register.' })
  registrarPartyId!: string;

  @EnumField(certificateStates, { description: 'Whether it is in force, by the clock.' })
  state!: (typeof certificateStates)[number];

  @ListField(() => CertificateEntryDto, {
    max: rightsMax * 10,
    description: 'Who holds which right, transfers included.',
  })
  entries!: CertificateEntryDto[];

  @InstantField({ description: 'When it was issued.' })
  issuedAt!: string;

  @DateField({ optional: true, description: 'Last day; absent: until ended.' })
  validUntil?: string;

  @DateField({ optional: true, description: 'Day on which it was cancelled or revoked.' })
  endedOn?: string;
}
