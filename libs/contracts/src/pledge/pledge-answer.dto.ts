import type { PledgeAction } from '@ledger/domain/title/pledge-action.js';
import type { FixingGround } from '@ledger/domain/title/pledge-life.events.js';
import type { LegalForm, PledgedObject } from '@ledger/domain/title/title.events.js';
import {
  BooleanField,
  DateField,
  DecimalField,
  DigestField,
  EnumField,
  IdField,
  InstantField,
  ListField,
  ObjectField,
  TextField,
} from '../fields.js';
import { MoneyDto, MoneyField } from '../money.dto.js';
import { uuid } from '../shape.js';
import { RestsOnDto } from './pledge-answers.dto.js';
import {
  ExternalRegistrationDto,
  OrdinalField,
  PledgeIdField,
  RankKeyDto,
  legalForms,
  pledgeKinds,
  pledgeStates,
  pledgedObjects,
  type PledgeState,
} from './pledge.dto.js';

export const fixingGrounds = [
  'periodEnded',
  'twoYears',
  'noNewClaims',
  'seizureKnown',
  'insolvency',
  'otherLaw',
] as const satisfies readonly FixingGround[];

const pledgeActions = [
  'release',
  'enforcement',
  'correction',
  'fixingCorrection',
  'cancellationCorrection',
  'termsCorrection',
  'assignmentCorrection',
  'subordinationCorrection',
  'enforcementCorrection',
] as const satisfies readonly PledgeAction['is'][];

/** A part of a pledge with a place of its own. */
export class TrancheDto {
  @ObjectField(() => RankKeyDto, { description: 'Its place in the title, for ever.' })
  rankKey!: RankKeyDto;

  @MoneyField({ description: 'Secured amount.' })
  amount!: MoneyDto;

  @MoneyField({ description: 'Still secured.' })
  remaining!: MoneyDto;
}

/** From when on a maximum-amount pledge secures nothing new. */
export class ClaimsFixedDto {
  @DateField({ description: 'Day from which nothing new is secured.' })
  on!: string;

  @EnumField(fixingGrounds, { description: 'Ground of Civil Code art. 423.' })
  ground!: FixingGround;

  @MoneyField({ optional: true, description: 'What was owed on that day, where stated.' })
  claims?: MoneyDto;
}

/** A demand for release, with its clock. */
export class ReleaseDemandDto {
  @DateField({ description: 'Day of the demand.' })
  on!: string;

  @DateField({ description: 'Inclusive last day for the release.' })
  dueOn!: string;

  @BooleanField({ description: 'Whether that day has passed.', example: false })
  overdue!: boolean;

  @IdField({ description: 'Who demanded it.' })
  byPartyId!: string;
}

/** An objection to the registration of a pledge. */
export class PledgeObjectionDto {
  @IdField({ description: 'Its id.' })
  objectionId!: string;

  @EnumField(['open', 'pursued', 'withdrawn', 'lapsed'], {
    description: 'pursued: suit or arbitration was filed in time.',
    example: 'open',
  })
  state!: 'open' | 'pursued' | 'withdrawn' | 'lapsed';

  @DateField({ description: 'Day on which it was raised.' })
  on!: string;

  @DateField({ description: 'Inclusive last day to notify the pledgee.' })
  notifyBy!: string;

  @DateField({ description: 'Inclusive last day to file suit or arbitration; then it lapses.' })
  lapsesAfter!: string;

  @TextField({ max: 500, description: 'Why.', example: '主债权已清偿，质权人拒绝注销' })
  reason!: string;

  @IdField({ description: 'Who objects.' })
  byPartyId!: string;
}

/** What one person of the pledgee's proposed and another one decides on. */
export class ProposalDto {
  @IdField({ description: 'Its id.' })
  proposalId!: string;

  @EnumField(pledgeActions, { description: 'What is proposed.', example: 'release' })
  action!: PledgeAction['is'];

  @MoneyField({
    optional: true,
    description: 'Amount to be released, proceeds, or claims as they should have been fixed.',
  })
  amount?: MoneyDto;

  @TextField({ max: 500, description: 'Why.', example: '贷款已结清' })
  reason!: string;

  @TextField({ max: 200, description: 'Token of the person who proposes.', example: 'a1b2' })
  proposer!: string;

  @DateField({ description: 'Day of the proposal.' })
  on!: string;
}

/** A pledge as it stands. */
export class PledgeDto {
  @PledgeIdField('Id of the pledge.')
  id!: string;

  @IdField({ description: 'The asset.' })
  assetId!: string;

  @IdField({ description: 'The entry that is pledged.' })
  holdingId!: string;

  @EnumField(pledgeStates, { description: 'Where it stands today.', example: 'registered' })
  state!: PledgeState;

  @ObjectField(() => RankKeyDto, { description: 'Its place in the title, for ever.' })
  rankKey!: RankKeyDto;

  @OrdinalField()
  ordinal?: number;

  @IdField({ description: 'Party id of the pledgee.' })
  pledgeePartyId!: string;

  @ListField(uuid, { max: 20, description: 'Party ids of the pledgors.' })
  pledgorPartyIds!: readonly string[];

  @EnumField(pledgeKinds, { description: 'Kind.' })
  kind!: (typeof pledgeKinds)[number];

  @MoneyField({ description: 'Secured amount, or the cap.' })
  secured!: MoneyDto;

  @MoneyField({ description: 'Released so far.' })
  released!: MoneyDto;

  @MoneyField({ description: 'Still secured.' })
  remaining!: MoneyDto;

  @MoneyField({
    optional: true,
    description: 'Secured up to and with it, by registration and agreement; while registered.',
  })
  securedThrough?: MoneyDto;

  @MoneyField({ optional: true, description: 'Appraised value that counts today.' })
  value?: MoneyDto;

  @ObjectField(() => RestsOnDto, {
    optional: true,
    description: 'The appraisal that says so: the pledgee’s choice, or the latest.',
  })
  appraisal?: RestsOnDto;

  @MoneyField({
    optional: true,
    description: 'What of that value would come to it by its place, at most what it secures.',
  })
  realisable?: MoneyDto;

  @DecimalField({
    integerDigits: 12,
    scale: 4,
    optional: true,
    description: 'That value over what is secured up to and with it, rounded down.',
    example: '1.6000',
  })
  coverage?: string;

  @DateField({ description: 'Inclusive last day of the registration.' })
  until!: string;

  @EnumField(legalForms, { description: 'Legal form claimed.' })
  legalForm!: LegalForm;

  @EnumField(pledgedObjects, { description: 'What is pledged.' })
  object!: PledgedObject;

  @EnumField(['all', 'principal'], { description: 'What the amount covers.', example: 'all' })
  capCovers!: 'all' | 'principal';

  @DateField({ optional: true, description: 'Last day for new claims under a maximum amount.' })
  claimsUntil?: string;

  @ListField(() => TrancheDto, { max: 5_000, description: 'Its parts, each with its own place.' })
  tranches!: readonly TrancheDto[];

  @ObjectField(() => ClaimsFixedDto, {
    optional: true,
    description: 'Since when claims are fixed.',
  })
  claimsFixed?: ClaimsFixedDto;

  @ObjectField(() => ReleaseDemandDto, {
    optional: true,
    description: 'The pledgor has demanded its release.',
  })
  releaseDemand?: ReleaseDemandDto;

  @ListField(() => PledgeObjectionDto, { max: 5_000, description: 'Objections to it.' })
  objections!: readonly PledgeObjectionDto[];

  @ListField(() => ProposalDto, {
    max: 5_000,
    optional: true,
    description: 'What waits for another person of the reader’s own organisation.',
  })
  proposals?: readonly ProposalDto[];

  @ObjectField(() => ExternalRegistrationDto, { description: 'Registration elsewhere.' })
  externalRegistration!: ExternalRegistrationDto;

  @BooleanField({ description: 'Whether ordinary licensing may go on while pledged.' })
  licensingStaysOpen!: boolean;

  @DigestField({ optional: true, description: 'SHA-256 of the contract; for its parties only.' })
  contractDigest?: string;

  @InstantField({ description: 'Instant at which it was recorded here.' })
  recordedAt!: string;

  @InstantField({ optional: true, description: 'Since when it is registered; absent: claimed.' })
  registeredAt?: string;

  @DateField({ optional: true, description: 'A claim lapses after this day unless confirmed.' })
  lapsesAfter?: string;

  @InstantField({ optional: true, description: 'When its end was recorded.' })
  endedAt?: string;

  @TextField({ max: 500, optional: true, description: 'Why it ended.', example: '主债权已清偿' })
  endedReason?: string;
}
