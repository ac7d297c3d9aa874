import { BooleanField, IdField, IntegerField, TextField } from '../fields.js';

/** One side as it was known when the order was placed. */
export class SideIdentityDto {
  @IdField({ description: 'Party.' })
  partyId!: string;

  @IntegerField({ min: 0, description: 'Version of the party read; 0: none.', example: 2 })
  version!: number;

  @TextField({
    max: 100,
    optional: true,
    description: 'Identifier.',
    example: '91330106MA2EXAMP1E',
  })
  identifier?: string;

  @TextField({
    max: 2,
    optional: true,
    description: 'Where it is registered (ISO 3166-1); other than CN: abroad.',
    example: 'CN',
  })
  country?: string;

  @TextField({ max: 200, optional: true, description: 'Registered name.', example: '某数据公司' })
  name?: string;

  @BooleanField({ description: 'Whether a registrar had verified it.' })
  isVerified!: boolean;
}
