import {
  type TransferGround,
  transferGrounds,
} from '@ledger/domain/title/transfer-application.events.js';
import { RightDto } from '../asset/rights.dto.js';
import {
  DateField,
  DigestField,
  EnumField,
  FractionField,
  IdField,
  InstantField,
  IntegerField,
  ListField,
  ObjectField,
  TextField,
} from '../fields.js';
import { text, uuid } from '../shape.js';

/** One who is to have the right. */
export class TransfereeDto {
  @IdField({ description: 'Party id; a registered party.' })
  partyId!: string;

  @FractionField({
    optional: true,
    description: 'His exact part of what moves; all state one, or none.',
  })
  share?: string;
}

/** What moves: a part of a share, some of the purposes, or some of the fields; one of these. */
export class TransferPartDto {
  @FractionField({
    optional: true,
    description: 'Part of the whole right, out of the transferor’s share.',
    example: '1/4',
  })
  share?: string;

  @ListField(text({ max: 100 }), {
    min: 1,
    max: 20,
    optional: true,
    description: 'Purposes of the entry that move; the others stay.',
    example: ['授信评估'],
  })
  purposes?: readonly string[];

  @ListField(text({ max: 100 }), {
    min: 1,
    max: 100,
    optional: true,
    description: 'Fields of the data, of those that the entry lists, that move; the others stay.',
    example: ['户号'],
  })
  fields?: readonly string[];
}

/** All or part of an entry that goes to others. */
class MovedRightDto {
  @IdField({ description: 'The entry.' })
  holdingId!: string;

  @ListField(() => TransfereeDto, {
    min: 1,
    max: 20,
    description: 'Who is to have it; several have it jointly.',
    example: [{ partyId: '3f2b8c1e-5d47-4a9b-8e60-7c1d2f3a4b5c' }],
  })
  transferees!: TransfereeDto[];

  @ObjectField(() => TransferPartDto, {
    optional: true,
    description: 'Absent: all of it.',
    example: { share: '1/4' },
  })
  part?: TransferPartDto;
}

/** Its holder transfers it, and keeps none of what goes. */
export class TransferRightDto extends MovedRightDto {
  @DigestField({ description: 'SHA-256 of the contract.' })
  contractDigest!: string;
}

/** Why the registrar does not register a transfer; guide art. 22. */
export class TransferRefusalDto {
  @EnumField(transferGrounds, { description: 'Ground (guide art. 22).', example: 'falseProof' })
  ground!: TransferGround;

  @TextField({ max: 1_000, description: 'In words.', example: '合同经核实并非双方签署' })
  explanation!: string;
}

/** What an authority has decided of an entry, as the registrar records it. */
export class TransferByOrderDto extends MovedRightDto {
  @IdField({
    optional: true,
    description: 'Whose share it is (party id), where a part of a joint entry’s shares moves.',
  })
  fromPartyId?: string;

  @TextField({ max: 200, description: 'Who has ordered it.', example: '某市中级人民法院' })
  authority!: string;

  @DigestField({ description: 'SHA-256 of the judgment, award or decision.' })
  documentDigest!: string;
}

/** A transfer that both sides apply for, as the title shows it. */
export class TransferApplicationDto {
  @IdField({ description: 'Id; of the transfer, too, once it is registered.' })
  id!: string;

  @IdField({ description: 'The entry.' })
  holdingId!: string;

  @IdField({ description: 'Who transfers.' })
  transferorPartyId!: string;

  @ListField(() => TransfereeDto, { max: 20, description: 'Who is to have it.' })
  transferees!: TransfereeDto[];

  @ObjectField(() => TransferPartDto, { optional: true, description: 'Absent: all of it.' })
  part?: TransferPartDto;

  @DigestField({ description: 'SHA-256 of the contract.' })
  contractDigest!: string;

  @ListField(text({ max: 36 }), { max: 20, description: 'Transferees who have joined.' })
  joinedPartyIds!: readonly string[];

  @EnumField(['applied', 'joined', 'registered', 'withdrawn', 'turnedDown'], {
    description: '`applied`: transferees have to join; `joined`: the registrar has to decide.',
  })
  state!: 'applied' | 'joined' | 'registered' | 'withdrawn' | 'turnedDown';

  @DateField({ description: 'When it was applied for.' })
  on!: string;

  @DateField({ optional: true, description: 'Inclusive last day of the review.' })
  reviewBy?: string;

  @EnumField(transferGrounds, { optional: true, description: 'Why it was turned down.' })
  ground?: TransferGround;
}

/** Keeps an entry free for the caller's registration. */
export class ReserveRegistrationDto {
  @IdField({ description: 'The operation entry.' })
  holdingId!: string;

  @InstantField({
    optional: true,
    description: 'Until when, at most 24 hours (policy); absent: as long as allowed.',
  })
  until?: string;
}

/** A bar's last day is put off (续封). */
export class ExtendBarDto {
  @DateField({ description: 'The new inclusive last day.', example: '2029-11-20' })
  until!: string;

  @DigestField({ optional: true, description: 'SHA-256 of the document.' })
  documentDigest?: string;

  @TextField({
    max: 100,
    optional: true,
    description: 'Number of the document.',
    example: '（2028）某执1号之一',
  })
  documentNumber?: string;
}

/** Where a transfer, consent or the like stands in the title. */
class PlaceDto {
  @IntegerField({ min: 1, description: 'Version of the title that recorded it.', example: 7 })
  version!: number;

  @InstantField({ description: 'When it was recorded.' })
  recordedAt!: string;
}

/** Rights that moved. */
export class TransferDto extends PlaceDto {
  @IdField({ description: 'Id of the transfer.' })
  id!: string;

  @EnumField(['whole', 'share', 'scope'], { description: 'What moved.' })
  part!: 'whole' | 'share' | 'scope';

  @IdField({ description: 'The entry that ended.' })
  fromHoldingId!: string;

  @ObjectField(() => RightDto, { description: 'The entry that the transferees have.' })
  to!: RightDto;

  @ObjectField(() => RightDto, { optional: true, description: 'What stayed.' })
  remaining?: RightDto;

  @ListField(uuid, { max: 40, description: 'Party ids of the transferors.' })
  transferorPartyIds!: readonly string[];

  @ListField(uuid, { max: 40, description: 'Party ids of the transferees.' })
  transfereePartyIds!: readonly string[];

  @ListField(text({ max: 60 }), { max: 5_000, description: 'Pledges that ended with it.' })
  dischargedPledgeIds!: readonly string[];

  @DigestField({
    optional: true,
    description: 'Contract, or what the authority ordered; for holders, registrar and auditor.',
  })
  contractDigest?: string;

  @TextField({
    max: 200,
    optional: true,
    description: 'Who ordered it, whoever held the right; absent: its holders agreed.',
    example: '某市中级人民法院',
  })
  byAuthority?: string;

  @DateField({ description: 'Day from which it counts.' })
  on!: string;
}

/** An entry kept free for a lender's registration. */
export class RegistrationReservationDto extends PlaceDto {
  @IdField({ description: 'Id of the reservation.' })
  id!: string;

  @IdField({ description: 'The entry.' })
  holdingId!: string;

  @IdField({ description: 'Party id of the lender.' })
  lenderPartyId!: string;

  @InstantField({ description: 'Until when it stands.' })
  until!: string;

  @IntegerField({ description: 'How often it was renewed.', example: 0 })
  renewal!: number;

  @EnumField(['pending', 'used', 'over'], { description: 'Where it stands.' })
  state!: 'pending' | 'used' | 'over';
}

/** The asset was cancelled. */
export class ClosingDto {
  @EnumField(['voluntary', 'exOfficio'], { description: 'By wish or by office.' })
  mode!: 'voluntary' | 'exOfficio';

  @TextField({ max: 500, description: 'Why.', example: '数据已销毁' })
  reason!: string;

  @DateField({ description: 'Day from which the title is closed.' })
  on!: string;

  @ListField(text({ max: 60 }), {
    max: 5_000,
    description: 'Pledges whose object is gone (Civil Code art. 390).',
  })
  pledgeIds!: readonly string[];
}
