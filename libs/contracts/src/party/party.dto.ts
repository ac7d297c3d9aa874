import type { PartyClass, PartyIdentifier } from '@ledger/domain/party/party.events.js';
import {
  BooleanField,
  DigestField,
  EnumField,
  IdField,
  InstantField,
  IntegerField,
  ObjectField,
  TextField,
} from '../fields.js';

/** An entry in a register of organisations. */
export class PartyIdentifierDto {
  @EnumField(['uscc', 'lei', 'foreign'], {
    description:
      'Register: unified social credit code (GB 32100), legal entity identifier (ISO 17442), or a ' +
      'foreign register.',
  })
  kind!: PartyIdentifier['kind'];

  @TextField({
    max: 100,
    description: 'The code; of a foreign register as `DE:HRB 12345`. Kept in capitals.',
    example: '91440300MADX00019R',
  })
  value!: string;
}

/** Registers an organisation. */
export class RegisterPartyDto {
  @ObjectField(() => PartyIdentifierDto, { description: 'By what the organisation is known.' })
  identifier!: PartyIdentifierDto;

  @TextField({ max: 200, description: 'Registered name.', example: '深圳示例银行股份有限公司' })
  name!: string;

  @EnumField(['enterprise', 'governmentOrgan', 'publicInstitution', 'other', 'naturalPerson'], {
    description: 'Class. Natural persons are refused in this release.',
  })
  partyClass!: PartyClass | 'naturalPerson';

  @TextField({
    max: 500,
    optional: true,
    description: 'Why a code whose check character fails is right all the same; it is recorded.',
    example: '营业执照所载即为此代码',
  })
  checkOverrideReason?: string;
}

/** A registrar has looked at evidence of the organisation. */
export class VerifyPartyDto {
  @TextField({ max: 500, description: 'What was looked at.', example: '营业执照副本' })
  evidence!: string;

  @DigestField({ optional: true, description: 'SHA-256 of the document.' })
  documentDigest?: string;
}

/** What only the organisation itself, registrars and auditors are shown. */
export class PartyParticularsDto {
  @InstantField({ description: 'When it was registered.' })
  registeredAt!: string;

  @TextField({
    max: 500,
    optional: true,
    description: 'Why a failing check character was taken.',
    example: '营业执照所载即为此代码',
  })
  checkOverrideReason?: string;

  @InstantField({ optional: true, description: 'When it was last verified.' })
  verifiedAt?: string;

  @TextField({
    max: 500,
    optional: true,
    description: 'What was looked at.',
    example: '营业执照副本',
  })
  evidence?: string;

  @DigestField({ optional: true, description: 'SHA-256 of the document.' })
  documentDigest?: string;
}

/** An organisation. */
export class PartyDto {
  @IdField({ description: 'Party id; follows from the identifier.' })
  partyId!: string;

  @ObjectField(() => PartyIdentifierDto, { description: 'By what it is known.' })
  identifier!: PartyIdentifierDto;

  @TextField({ max: 200, description: 'Registered name.', example: '深圳示例银行股份有限公司' })
  name!: string;

  @EnumField(['enterprise', 'governmentOrgan', 'publicInstitution', 'other'], {
    description: 'Class.',
  })
  partyClass!: PartyClass;

  @BooleanField({ description: 'Whether a registrar has verified it.' })
  verified!: boolean;

  @IntegerField({ min: 1, description: 'Version of the party; also the ETag.', example: 1 })
  version!: number;

  @ObjectField(() => PartyParticularsDto, {
    optional: true,
    description: 'Shown to the organisation itself, registrars and auditors.',
  })
  particulars?: PartyParticularsDto;
}
