import { DateField, EnumField, Field, IdField, InstantField, TextField } from '../fields.js';
import { certificateNo } from '../asset/asset.shapes.js';

/** What a certificate says now. */
export class CertificateDto {
  @Field(certificateNo, { description: 'Number.', example: 'N3f2a1b0c202611000001' })
  certificateNo!: string;

  @IdField({ description: 'The asset.' })
  assetId!: string;

  @TextField({ max: 200, description: 'Name of the asset.', example: '小微企业月度用电信息' })
  name!: string;

  @IdField({ description: 'Who keeps the register.' })
  registrarPartyId!: string;

  @EnumField(['valid', 'expired'], { description: 'Whether it is in force.' })
  state!: 'valid' | 'expired';

  @InstantField({ description: 'When it was issued.' })
  issuedAt!: string;

  @DateField({ optional: true, description: 'Last day; absent: until ended.' })
  validUntil?: string;
}
