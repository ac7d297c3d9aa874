import type { SharingBase, SharingRole } from '@ledger/domain/sharing/sharing.events.js';
import {
  DateField,
  DigestField,
  EnumField,
  FractionField,
  IdField,
  IntegerField,
  ListField,
  ObjectField,
  TextField,
} from '../fields.js';
import { MoneyDto, MoneyField } from '../money.dto.js';
import { PageQuery } from '../page.js';

const sharingRoles = [
  'sourceSupplier',
  'holder',
  'processor',
  'operator',
  'exchange',
  'broker',
  'platform',
] as const satisfies readonly SharingRole[];
const sharingBases = ['gross', 'netOfTax', 'netOfFee'] as const satisfies readonly SharingBase[];

/** Something that is taken before the rest is shared. */
export class FirstShareDto {
  @IdField({ description: 'Who gets it.' })
  partyId!: string;

  @EnumField(sharingRoles, { description: 'What it brings.' })
  role!: SharingRole;

  @EnumField(['fixed', 'recovery'], {
    description: 'fixed: of every sale; recovery: until the whole cost has come back.',
  })
  kind!: 'fixed' | 'recovery';

  @MoneyField({ description: 'Amount, or cost.' })
  amount!: MoneyDto;
}

/** A part by ratio. */
export class RatioShareDto {
  @IdField({ description: 'Who gets it.' })
  partyId!: string;

  @EnumField(sharingRoles, { description: 'What it brings.' })
  role!: SharingRole;

  @FractionField({ description: 'Exact part; all of a band sum to exactly 1.', example: '11/20' })
  ratio!: string;
}

/** A band of what is left of a sale. */
export class SharingTierDto {
  @MoneyField({ optional: true, description: 'Where it ends; the last one has no end.' })
  upTo?: MoneyDto;

  @ListField(() => RatioShareDto, { min: 1, max: 50, description: 'Who gets what part.' })
  shares!: readonly RatioShareDto[];
}

/** The least that a party gets of a sale. */
export class GuaranteeDto {
  @IdField({ description: 'Who.' })
  partyId!: string;

  @MoneyField({ description: 'At least; what is missing comes out of the owner’s part.' })
  amount!: MoneyDto;
}

/** How the revenue of a sale is shared. */
export class SharingTermsDto {
  @EnumField(sharingBases, {
    description: 'Of the price, of the price without VAT, or of that less the exchange’s fee.',
  })
  base!: SharingBase;

  @ListField(() => FirstShareDto, { max: 50, description: 'Taken first, in this order.' })
  first!: readonly FirstShareDto[];

  @ListField(() => SharingTierDto, { min: 1, max: 20, description: 'The rest, in bands.' })
  tiers!: readonly SharingTierDto[];

  @ListField(() => GuaranteeDto, { max: 50, description: 'Minimum guarantees.' })
  guarantees!: readonly GuaranteeDto[];
}

/** A revenue-sharing agreement, or its next version. */
export class AgreeSharingDto {
  @TextField({ max: 100, description: 'Name.', example: '企业登记数据收益分配' })
  name!: string;

  @DateField({ description: 'First day of the sales that it is for.' })
  from!: string;

  @ObjectField(() => SharingTermsDto, { description: 'Terms.' })
  terms!: SharingTermsDto;

  @DigestField({ description: 'SHA-256 of the agreement that the participants signed.' })
  contractDigest!: string;
}

/** A version of an agreement. */
export class SharingVersionDto {
  @IntegerField({ min: 1, description: 'Its number.', example: 1 })
  version!: number;

  @DateField({ description: 'First day of the sales that it is for.' })
  from!: string;

  @ObjectField(() => SharingTermsDto, { description: 'Terms.' })
  terms!: SharingTermsDto;

  @DigestField({ description: 'SHA-256 of the agreement.' })
  contractDigest!: string;
}

/** What has come back of costs. */
export class RecoveredDto {
  @IdField({ description: 'Whose.' })
  partyId!: string;

  @MoneyField({ description: 'So far.' })
  amount!: MoneyDto;
}

/** An agreement as who has a part in it reads it. */
export class SharingDto {
  @IdField({ description: 'Id.' })
  id!: string;

  @IdField({ description: 'The seller whose revenue it is.' })
  ownerPartyId!: string;

  @TextField({ max: 100, description: 'Name.', example: '企业登记数据收益分配' })
  name!: string;

  @ListField(() => SharingVersionDto, { max: 5_000, description: 'Versions, oldest first.' })
  versions!: readonly SharingVersionDto[];

  @ListField(() => RecoveredDto, { max: 5_000, description: 'Costs recovered.' })
  recovered!: readonly RecoveredDto[];

  @IntegerField({ min: 1, description: 'Version of the stream; also the ETag.', example: 1 })
  version!: number;
}

/** An agreement in a list. */
export class SharingLineDto {
  @IdField({ description: 'Id.' })
  id!: string;

  @IdField({ description: 'The seller whose revenue it is.' })
  ownerPartyId!: string;

  @TextField({ max: 100, description: 'Name.', example: '企业登记数据收益分配' })
  name!: string;

  @IntegerField({ min: 1, description: 'Its last version.', example: 1 })
  latest!: number;

  @DateField({ description: 'First day of that version.' })
  from!: string;
}

/** Filters of the list. */
export class SharingsQuery extends PageQuery {}
