import type { PartyClass, PartyIdentifier } from '@ledger/domain/party/party.events.js';
import {
  BooleanField,
  DateField,
  DigestField,
  EnumField,
  Field,
  FractionField,
  IdField,
  InstantField,
  IntegerField,
  ListField,
  ObjectField,
  TextField,
} from '../fields.js';
import { countryOrHome } from '../cross-border/country.shape.js';
import { uuid } from '../shape.js';

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

/** Proposes to set the class of an organisation right. */
export class CorrectPartyDto {
  @EnumField(['enterprise', 'governmentOrgan', 'publicInstitution', 'other'], {
    description: 'Class as it should be.',
    example: 'other',
  })
  partyClass!: PartyClass;

  @TextField({ max: 1_000, description: 'Reason.', example: '登记时类别选择错误' })
  reason!: string;
}

/** Another class that waits for a second person. */
export class PartyCorrectionDto extends CorrectPartyDto {
  @IdField({ description: 'Id of the correction.' })
  correctionId!: string;
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

  @Field(countryOrHome, {
    optional: true,
    description:
      'Where it is registered (ISO 3166-1); needed with an LEI, which does not say so. Hong Kong, ' +
      'Macao and Taiwan have codes of their own (境外).',
    example: 'CN',
  })
  country?: string;

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

/** The organisation is called otherwise from a day on. */
export class RenamePartyDto {
  @TextField({ max: 200, description: 'The name.', example: '深圳新示例银行股份有限公司' })
  name!: string;

  @DateField({ description: 'Day from which it is called so.', example: '2026-12-01' })
  from!: string;

  @DigestField({ optional: true, description: 'SHA-256 of the document.' })
  documentDigest?: string;
}

/** Who stands in the place of an organisation. */
export class SuccessorDto {
  @IdField({ description: 'Party id of the successor.' })
  partyId!: string;

  @FractionField({
    optional: true,
    description: 'Its exact part; all state one, or none, and then they have all jointly.',
  })
  share?: string;
}

/** The organisation was merged into one, or divided into several. */
export class SucceedPartyDto {
  @EnumField(['merger', 'division'], {
    description: 'merger: one successor; division: several, and the organisation is dissolved.',
    example: 'merger',
  })
  kind!: 'merger' | 'division';

  @ListField(() => SuccessorDto, {
    min: 1,
    max: 20,
    description: 'Successors, registered parties.',
    example: [{ partyId: '3f2b8c1e-5d47-4a9b-8e60-7c1d2f3a4b5c' }],
  })
  successors!: SuccessorDto[];

  @DateField({ optional: true, description: 'Day from which it counts; absent: today.' })
  on?: string;

  @DigestField({ optional: true, description: 'SHA-256 of the document.' })
  documentDigest?: string;
}

/** The organisation gives and takes nothing new until it is lifted. */
export class SuspendPartyDto {
  @TextField({ max: 500, description: 'Why.', example: '身份材料待核实' })
  reason!: string;

  @DigestField({ optional: true, description: 'SHA-256 of the document.' })
  documentDigest?: string;
}

/** Why a suspension or proceedings are over. */
export class PartyReasonDto {
  @TextField({ max: 500, description: 'Why.', example: '裁定终结' })
  reason!: string;
}

/** A court has opened insolvency proceedings: every entry of the organisation is barred. */
export class OpenInsolvencyDto {
  @TextField({ max: 100, description: 'Number of the case.', example: '（2026）某破1号' })
  caseNumber!: string;

  @TextField({ max: 200, description: 'The court.', example: '某某人民法院' })
  authority!: string;

  @DateField({ optional: true, description: 'Day from which it counts; absent: today.' })
  on?: string;

  @DigestField({ optional: true, description: 'SHA-256 of the document.' })
  documentDigest?: string;
}

/** Of which day the name is asked. */
export class PartyQuery {
  @DateField({ optional: true, description: 'How it was called on this day; absent: today.' })
  asOf?: string;
}

/** A name and the day from which it counts. */
export class PartyNameDto {
  @TextField({ max: 200, description: 'Name.', example: '深圳示例银行股份有限公司' })
  name!: string;

  @DateField({ optional: true, description: 'First day; absent: the name registered with.' })
  from?: string;
}

/** Who stands in its place. */
export class SuccessionDto extends SucceedPartyDto {
  @DateField({ description: 'Day from which it counts.' })
  override on!: string;
}

/** Insolvency proceedings. */
export class InsolvencyDto {
  @TextField({ max: 100, description: 'Number of the case.', example: '（2026）某破1号' })
  caseNumber!: string;

  @TextField({ max: 200, description: 'The court.', example: '某某人民法院' })
  authority!: string;

  @DateField({ description: 'First day.' })
  on!: string;

  @DateField({ optional: true, description: 'Day on which they ended; absent: they are open.' })
  endedOn?: string;
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

  @ListField(() => PartyCorrectionDto, {
    max: 1_000,
    description: 'Other classes that were proposed and wait for a second person.',
  })
  corrections!: readonly PartyCorrectionDto[];

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

  @TextField({
    max: 200,
    description: 'Name of the day asked about.',
    example: '深圳示例银行股份有限公司',
  })
  name!: string;

  @ListField(() => PartyNameDto, { max: 1_000, description: 'All names, the first one first.' })
  names!: readonly PartyNameDto[];

  @EnumField(['enterprise', 'governmentOrgan', 'publicInstitution', 'other'], {
    description: 'Class.',
  })
  partyClass!: PartyClass;

  @Field(countryOrHome, {
    optional: true,
    description: 'Where it is registered (ISO 3166-1); absent: not known.',
    example: 'CN',
  })
  country?: string;

  @BooleanField({ description: 'Whether a registrar has verified it.' })
  verified!: boolean;

  @IntegerField({ min: 1, description: 'Version of the party; also the ETag.', example: 1 })
  version!: number;

  @ObjectField(() => SuccessionDto, { optional: true, description: 'Its successors.' })
  succession?: SuccessionDto;

  @ListField(uuid, { max: 1_000, description: 'Party ids in whose place it stands.' })
  predecessorPartyIds!: readonly string[];

  @DateField({ optional: true, description: 'Since when it is suspended; absent: it is not.' })
  suspendedOn?: string;

  @ObjectField(() => InsolvencyDto, { optional: true, description: 'The latest proceedings.' })
  insolvency?: InsolvencyDto;

  @ObjectField(() => PartyParticularsDto, {
    optional: true,
    description: 'Shown to the organisation itself, registrars and auditors.',
  })
  particulars?: PartyParticularsDto;
}
