import {
  EnumField,
  IdField,
  InstantField,
  ListField,
  OrganisationField,
  TextField,
} from '../fields.js';
import { oneOf } from '../shape.js';

const keyRoles = [
  'manager',
  'registrar',
  'appraiser',
  'lender',
  'accountant',
  'operator',
  'auditor',
] as const;

/** A new key for a system that calls the API. */
export class CreateApiKeyDto {
  @TextField({ max: 200, description: 'What the key is for.', example: 'delivery system' })
  label!: string;

  @OrganisationField({
    description:
      'Organisation that the key speaks for: USCC, LEI or an entry of a foreign register.',
  })
  org!: string;

  @ListField(oneOf(keyRoles), {
    min: 1,
    max: keyRoles.length,
    description: 'Roles of the key. A key cannot be an administrator.',
    example: ['lender'],
  })
  roles!: string[];

  @InstantField({
    optional: true,
    description: 'When the key ends by itself; never when absent.',
    example: '2027-11-21T00:00:00Z',
  })
  expiresAt?: string;
}

/** A key as it can be shown: without its secret. */
export class ApiKeyDto {
  @IdField({ description: 'Id of the key.' })
  id!: string;

  @TextField({ max: 200, description: 'What the key is for.', example: 'delivery system' })
  label!: string;

  @OrganisationField({
    description:
      'Organisation that the key speaks for: USCC, LEI or an entry of a foreign register.',
  })
  org!: string;

  @ListField(oneOf(keyRoles), { max: keyRoles.length, description: 'Roles.', example: ['lender'] })
  roles!: readonly string[];

  @EnumField(['live', 'expired', 'revoked'], { description: 'Whether the key opens anything.' })
  state!: 'live' | 'expired' | 'revoked';

  @InstantField({ description: 'When it was made.' })
  createdAt!: string;

  @InstantField({ optional: true, description: 'When it ends by itself.' })
  expiresAt?: string;

  @InstantField({ optional: true, description: 'When it was revoked.' })
  revokedAt?: string;
}

/** A key as it is shown once. */
export class CreatedApiKeyDto extends ApiKeyDto {
  @TextField({
    max: 200,
    optional: true,
    description:
      'The key itself, for the header X-Api-Key. Shown in the first answer only: it is not kept, ' +
      'so a repeated request is answered without it.',
    example: 'dak_…',
  })
  key?: string;
}
