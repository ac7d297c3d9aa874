import { OmitType } from '@nestjs/swagger';
import type { Channel } from '@ledger/domain/title/pledge-channels.js';
import type { PledgedObject } from '@ledger/domain/title/title.events.js';
import type { PledgeStanding } from '@ledger/domain/title/title.standing.js';
import {
  BooleanField,
  DateField,
  DigestField,
  EnumField,
  Field,
  IdField,
  InstantField,
  IntegerField,
  ObjectField,
  TextField,
} from '../fields.js';
import { MoneyDto, MoneyField } from '../money.dto.js';
import { PageQuery } from '../page.js';
import { partyKey } from '../shape.js';

export const pledgeKinds = ['ordinary', 'maximumAmount'] as const;
export const legalForms = ['rightsPledge', 'mortgage', 'other'] as const;
/** What a lender may name; the last is refused, for there is nothing to register. */
const claimedForms = [...legalForms, 'creditEnhancement'] as const;
export const pledgedObjects = [
  'dataRight',
  'dataIp',
  'receivable',
  'patent',
  'trademark',
  'copyright',
] as const satisfies readonly PledgedObject[];
export const channels = [
  'unifiedRegister',
  'dataIpPlatform',
  'dataRegistry',
  'patentOffice',
  'trademarkOffice',
  'copyrightOffice',
] as const satisfies readonly Channel[];
export const pledgeStates = [
  'claimed',
  'registered',
  'released',
  'declined',
  'lapsed',
  'cancelled',
  'enforced',
] as const;
export type PledgeState = Exclude<PledgeStanding, 'none'>;

const pledgeIdExample = '3f2b8c1e-5d47-4a9b-8e60-7c1d2f3a4b5c.1';

/** The asset's id and the number of the pledge in its title. */
export const PledgeIdField = (description: string): PropertyDecorator =>
  TextField({ max: 60, description, example: pledgeIdExample });

/** Which place a pledge has now; its rank key never changes. */
export const OrdinalField = (): PropertyDecorator =>
  IntegerField({
    min: 1,
    optional: true,
    description: 'Place among the standing pledges and claims of the entry, by rank key.',
    example: 1,
  });

/** A registration outside this ledger (e.g. 中登网), or that there is none. */
export class ExternalRegistrationDto {
  @BooleanField({ description: 'Whether it is registered elsewhere.', example: false })
  registered!: boolean;

  @TextField({
    max: 100,
    optional: true,
    description: 'The register; required where registered.',
    example: '动产融资统一登记公示系统',
  })
  register?: string;

  @EnumField(channels, {
    optional: true,
    description: 'Kind of register; absent: told by its name. It must take such objects.',
  })
  channel?: Channel;

  @TextField({
    max: 100,
    optional: true,
    description: 'Number there; required where registered.',
    example: '01234567890123456789',
  })
  number?: string;

  @InstantField({ optional: true, description: 'Instant there; required where registered.' })
  registeredAt?: string;
}

/** Registers a pledge on an entry; the pledgee is the caller's organisation. */
export class RegisterPledgeDto {
  @IdField({ description: 'The operation entry that is pledged.' })
  holdingId!: string;

  @EnumField(pledgeKinds, {
    description:
      'ordinary, or maximumAmount (Civil Code art. 439): then the amount is a cap that includes ' +
      'interest and cost unless agreed otherwise.',
    example: 'maximumAmount',
  })
  kind!: (typeof pledgeKinds)[number];

  @MoneyField({ description: 'Secured amount, or the cap.' })
  amount!: MoneyDto;

  @DateField({ description: 'Inclusive last day of the registration.', example: '2027-11-20' })
  until!: string;

  @DigestField({ description: 'SHA-256 of the pledge contract.' })
  contractDigest!: string;

  @EnumField(claimedForms, {
    optional: true,
    description:
      'Legal form claimed; rightsPledge unless stated. creditEnhancement (无质押增信) is refused.',
  })
  legalForm?: (typeof claimedForms)[number];

  @EnumField(pledgedObjects, {
    optional: true,
    description:
      'What is pledged, which decides where else it is registered; a dataRight unless stated.',
  })
  object?: PledgedObject;

  @EnumField(['principal'], {
    optional: true,
    description: 'The cap is of the principal alone, as agreed; absent: of everything owed.',
    example: 'principal',
  })
  capCovers?: 'principal';

  @DateField({
    optional: true,
    description: 'Maximum amount: inclusive last day on which claims under it may arise.',
    example: '2027-11-20',
  })
  claimsUntil?: string;

  @ObjectField(() => ExternalRegistrationDto, {
    optional: true,
    description: 'Registration elsewhere; absent: not registered elsewhere.',
    example: { registered: false },
  })
  externalRegistration?: ExternalRegistrationDto;

  @BooleanField({
    optional: true,
    description: 'Whether ordinary licensing may go on while pledged, by contract; default no.',
    example: false,
  })
  licensingStaysOpen?: boolean;
}

/** Gives up a part or all of a pledge. */
export class ReleasePledgeDto {
  @MoneyField({
    optional: true,
    description: 'The part that is released; absent: all that is left.',
    example: { amount: '400000.00', currency: 'CNY' },
  })
  amount?: MoneyDto;

  @TextField({ max: 500, description: 'Why.', example: '主债权已清偿' })
  reason!: string;
}

/** Place of a tranche in the title: lower comes before higher, and it never changes. */
export class RankKeyDto {
  @IntegerField({ min: 1, description: 'Version of the title that recorded it.', example: 7 })
  titleVersion!: number;

  @IntegerField({ min: 1, description: 'Tranche within the pledge.', example: 1 })
  tranche!: number;
}

/** Filters of the list of pledges. */
export class PledgesQuery extends PageQuery {
  @Field(partyKey, {
    optional: true,
    description: 'Only of this pledgor: party id or unified social credit code.',
    example: '91440300MADX00019R',
  })
  pledgor?: string;

  @Field(partyKey, {
    optional: true,
    description: 'Only of this pledgee: party id or unified social credit code.',
    example: '91330100K123456779',
  })
  pledgee?: string;

  @EnumField(pledgeStates, { optional: true, description: 'Only in this state today.' })
  state?: PledgeState;
}

/** Filters of a report on pledges: those of the list, without its pages. */
export class PledgeReportQuery extends OmitType(PledgesQuery, ['limit', 'cursor'] as const) {}
