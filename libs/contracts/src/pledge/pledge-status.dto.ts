import type { Warning } from '@ledger/domain/title/encumbrances.js';
import { RightDto } from '../asset/rights.dto.js';
import {
  BooleanField,
  DateField,
  DecimalField,
  EnumField,
  IdField,
  InstantField,
  IntegerField,
  KnownAtField,
  ListField,
  ObjectField,
  TextField,
} from '../fields.js';
import { MoneyDto, MoneyField } from '../money.dto.js';
import { text } from '../shape.js';
import { BarDto } from '../title/bar.dto.js';
import { GrantDto, ReservationDto } from '../title/title-answer.dto.js';
import { ConsentItemDto } from '../title/consent.dto.js';
import { RegistrationReservationDto } from '../title/title-disposal.dto.js';
import {
  AppraisedDto,
  AppraisedThenDto,
  ChangeSinceDto,
  MustConsentDto,
  OrderedSliceDto,
  StatusReasonDto,
} from './pledge-answers.dto.js';
import { PledgeDto } from './pledge-answer.dto.js';

const itemsMax = 5_000;

export const warningCodes = [
  'entry_not_standing',
  'entry_ends_before_pledge',
  'joint_entry',
  'independent_holders',
  'claims_unconfirmed',
  'not_externally_registered',
  'barred',
  'possible_duplicate',
  'licence_reserved',
  'exclusively_licensed',
  'freezes_waiting',
  'registration_reserved',
  'object_gone',
  'transferred',
] as const satisfies readonly Warning['code'][];

/** Why the caller asks, and as of when. */
export class PledgeStatusQuery {
  @DateField({ optional: true, description: 'What held on this day; absent: now.' })
  validAt?: string;

  @KnownAtField()
  knownAt?: string;

  @IntegerField({
    min: 0,
    optional: true,
    description: 'Also answers what was recorded after this position, e.g. the `asOf` of before.',
    example: 42,
  })
  since?: number;

  @TextField({
    max: 200,
    optional: true,
    description: 'Why it is asked; a lender must say. It is recorded before the answer leaves.',
    example: '贷前调查',
  })
  purpose?: string;
}

/** Something to look at twice. */
export class WarningDto {
  @EnumField(warningCodes, { description: 'Stable name.', example: 'claims_unconfirmed' })
  code!: (typeof warningCodes)[number];

  @ListField(text({ max: 60 }), { max: itemsMax, description: 'What it is about.' })
  ids!: readonly string[];

  @TextField({ max: 200, description: 'In Chinese.', example: '有尚待出质人确认的质押主张' })
  zh!: string;

  @TextField({ max: 200, description: 'In English.', example: 'Claims await confirmation.' })
  en!: string;
}

/** What suspends a licensing authorisation. */
export class LicensingSuspensionDto {
  @ListField(text({ max: 60 }), { max: itemsMax, description: 'Registered pledges.' })
  pledgeIds!: readonly string[];

  @ListField(text({ max: 60 }), { max: itemsMax, description: 'Bars.' })
  barIds!: readonly string[];
}

/** Whether licences may be sold under an offer now. */
export class LicensingStatusDto {
  @IdField({ description: 'The offer.' })
  offerId!: string;

  @BooleanField({ description: 'Whether licences come with exclusivity.' })
  exclusive!: boolean;

  @BooleanField({ description: 'Whether licences may be sold now.' })
  open!: boolean;

  @InstantField({ optional: true, description: 'Since when it has been open.' })
  openSince?: string;

  @DateField({ description: 'Inclusive last day of the authorisation.' })
  until!: string;

  @ObjectField(() => LicensingSuspensionDto, { description: 'What suspends it.' })
  suspendedBy!: LicensingSuspensionDto;
}

/** All that weighs on one entry. */
export class EntryStatusDto extends RightDto {
  @BooleanField({ description: 'Whether the entry stands.' })
  stands!: boolean;

  @BooleanField({ description: 'Nothing weighs on it, as of `asOf` and no later.', example: false })
  free!: boolean;

  @BooleanField({ description: 'Whether a new pledge could be registered now.', example: true })
  newPledgePossible!: boolean;

  @ListField(() => StatusReasonDto, { max: 40, description: 'Why, with what stands in the way.' })
  reasons!: readonly StatusReasonDto[];

  @ListField(() => OrderedSliceDto, {
    max: itemsMax,
    description: 'Registered pledges in their order, agreements on rank included.',
  })
  order!: readonly OrderedSliceDto[];

  @MoneyField({ description: 'Secured by all registered pledges.' })
  secured!: MoneyDto;

  @ObjectField(() => AppraisedDto, {
    optional: true,
    description: 'The appraisal that counts now: the one the lender who asks chose, or the latest.',
  })
  valuation?: AppraisedDto;

  @ListField(() => AppraisedThenDto, { max: itemsMax, description: 'Valid at each registration.' })
  valuationThen!: readonly AppraisedThenDto[];

  @DecimalField({
    scale: 4,
    optional: true,
    description: 'Value over all that is secured, rounded down.',
    example: '2.0000',
  })
  coverage?: string;

  @ObjectField(() => MustConsentDto, { description: 'Whom a disposal needs.' })
  mustConsent!: MustConsentDto;

  @ListField(() => PledgeDto, { max: itemsMax, description: 'All pledges, by rank key.' })
  pledges!: readonly PledgeDto[];

  @ListField(() => BarDto, { max: itemsMax, description: 'Bars, in effect or waiting.' })
  bars!: readonly BarDto[];

  @ListField(() => ReservationDto, { max: itemsMax, description: 'Licences reserved now.' })
  reservations!: readonly ReservationDto[];

  @ListField(() => RegistrationReservationDto, {
    max: itemsMax,
    description: 'What keeps the entry free for a lender’s registration now.',
  })
  registrationReservations!: readonly RegistrationReservationDto[];

  @ListField(() => ConsentItemDto, {
    max: itemsMax,
    description: 'Consents that stand; a lender’s own where he does not see all.',
  })
  consents!: readonly ConsentItemDto[];

  @ListField(() => LicensingStatusDto, { max: itemsMax, description: 'Licences on sale.' })
  licensing!: readonly LicensingStatusDto[];

  @ListField(() => GrantDto, { max: itemsMax, description: 'Exclusive grants now or to come.' })
  exclusiveGrants!: readonly GrantDto[];

  @ListField(() => WarningDto, { max: 30, description: 'What to look at twice.' })
  warnings!: readonly WarningDto[];
}

/** The asset as it is registered. */
export class PledgedAssetDto {
  @TextField({ max: 20, description: 'State of the registration.', example: 'registered' })
  state!: string;

  @TextField({
    max: 40,
    optional: true,
    description: 'Certificate.',
    example: 'N1a2b3c4d202611000001',
  })
  certificateNo?: string;

  @DateField({ optional: true, description: 'Inclusive last day of its registration.' })
  validUntil?: string;

  @EnumField(['core', 'important', 'sensitive', 'general'], {
    optional: true,
    description: 'Grade.',
    example: 'general',
  })
  grade?: string;

  @IntegerField({ description: 'Version of the asset that says so.', example: 4 })
  version!: number;
}

/** An appraisal, as far as a lender needs it here. */
export class AppraisalStatusDto {
  @IdField({ description: 'Id of the appraisal.' })
  valuationId!: string;

  @IdField({ description: 'Party id of the firm whose report it is.' })
  firmPartyId!: string;

  @MoneyField({ description: 'Value.' })
  value!: MoneyDto;

  @DateField({ description: '评估基准日.' })
  baseDate!: string;

  @DateField({ description: 'Inclusive last day of its use.' })
  validUntil!: string;

  @BooleanField({ description: 'Whether it is valid on the day asked about.' })
  validNow!: boolean;
}

/** The rule behind the ordinals. */
export class RankRuleDto {
  @TextField({ max: 300, description: 'In Chinese.', example: '按登记先后' })
  zh!: string;

  @TextField({ max: 300, description: 'In English.', example: 'By order of registration.' })
  en!: string;
}

/** Every encumbrance that was acknowledged before the question. */
export class PledgeStatusDto {
  @IdField({ description: 'The asset.' })
  assetId!: string;

  @IntegerField({ min: 1, description: 'Position of the log that this is true at.', example: 42 })
  asOf!: number;

  @InstantField({ description: 'The instant by whose date terms were judged.' })
  at!: string;

  @IntegerField({ min: 1, description: 'Version of the title.', example: 12 })
  titleVersion!: number;

  @ObjectField(() => PledgedAssetDto, { description: 'The asset.' })
  asset!: PledgedAssetDto;

  @ListField(() => AppraisalStatusDto, {
    max: 1_000,
    description: 'Appraisals issued by the day asked about, latest recorded first.',
  })
  appraisals!: readonly AppraisalStatusDto[];

  @ObjectField(() => RankRuleDto, { description: 'How places are counted, and what they mean.' })
  rankRule!: RankRuleDto;

  @ListField(() => EntryStatusDto, { max: itemsMax, description: 'Entries.' })
  entries!: readonly EntryStatusDto[];

  @ListField(() => ChangeSinceDto, {
    max: itemsMax,
    optional: true,
    description: 'What was recorded after `since`, oldest first.',
  })
  changes?: readonly ChangeSinceDto[];
}
