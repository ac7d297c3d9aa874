import type { RightKind } from '@ledger/domain/asset/asset.events.js';
import type { BarGround } from '@ledger/domain/title/title.events.js';
import { StatedRightDto } from '../asset/rights.dto.js';
import { HolderDto } from '../asset/rights.dto.js';
import {
  DateField,
  DigestField,
  EnumField,
  IdField,
  IntegerField,
  ListField,
  ObjectField,
} from '../fields.js';
import { TextField } from '../fields.js';
import { MoneyDto, MoneyField } from '../money.dto.js';
import { LicenceTermsDto } from '../offer/offer.dto.js';
import { CapField, SoldRightDto } from './sold-right.dto.js';

export const barGrounds = [
  'freeze',
  'dispute',
  'possibleDuplicate',
  'suspendedCertificate',
  'insolvency',
  'administrative',
] as const satisfies readonly BarGround[];

/** Why something ends; kept for ever. */
export class ReasonDto {
  @TextField({ max: 500, description: 'Why.', example: '合同到期' })
  reason!: string;
}

/** One more entry of the title. */
export class RecordHoldingDto extends StatedRightDto {
  @ListField(() => HolderDto, {
    min: 1,
    max: 20,
    description: 'Who holds it; several hold it jointly.',
    example: [{ partyId: '3f2b8c1e-5d47-4a9b-8e60-7c1d2f3a4b5c' }],
  })
  override holders!: HolderDto[];
}

/** A right given out of an entry, or out of a grant that may be given on. */
export class GrantRightDto {
  @IdField({ description: 'The entry that it comes out of, in the end.' })
  holdingId!: string;

  @IdField({
    optional: true,
    description: 'The grant that is given on; absent: straight out of the entry.',
  })
  parentGrantId?: string;

  @IdField({ description: 'Party id of who gets it.' })
  granteePartyId!: string;

  @EnumField(['processing', 'operation', 'holding'], {
    optional: true,
    description:
      'What the grantee may do: use (processing, the default), give on (operation), or hold.',
    example: 'processing',
  })
  right?: RightKind;

  @ObjectField(() => LicenceTermsDto, {
    description: 'The terms; none of them may exceed the giver’s own.',
  })
  terms!: LicenceTermsDto;
}

/** The holder's standing leave to sell licences under an offer. */
export class AuthoriseLicensingDto {
  @IdField({ description: 'The entry that licences come out of.' })
  holdingId!: string;

  @IdField({ description: 'The drafted offer; an offer is authorised once.' })
  offerId!: string;

  @ObjectField(() => LicenceTermsDto, { description: 'The terms of the offer, unchanged.' })
  terms!: LicenceTermsDto;

  @CapField({
    optional: true,
    description: 'A capped offer: licences that may stand or be reserved at once, at most.',
  })
  cap?: number;

  @ObjectField(() => SoldRightDto, {
    optional: true,
    description: 'An offer of the right itself: what of it is sold. A share is the caller’s own.',
  })
  transfer?: SoldRightDto;

  @DateField({
    description: 'Inclusive last day on which licences may be sold.',
    example: '2027-06-30',
  })
  until!: string;
}

/** Fewer licences may be sold under an offer. */
export class LowerCapDto {
  @CapField({ description: 'The new number: not above the present one, not below what is taken.' })
  cap!: number;
}

/** Lets a lender look, or also register pledges. */
export class AuthoriseLenderDto {
  @IdField({ description: 'The entry that it is about.' })
  holdingId!: string;

  @IdField({ description: 'Party id of the lender.' })
  lenderPartyId!: string;

  @EnumField(['inspect', 'pledge'], {
    description: 'inspect: see the title; pledge: also register pledges at once.',
    example: 'pledge',
  })
  purpose!: 'inspect' | 'pledge';

  @MoneyField({
    optional: true,
    description: 'Highest total of the pledges registered under it; absent: no limit.',
    example: { amount: '5000000.00', currency: 'CNY' },
  })
  cap?: MoneyDto;

  @DateField({ description: 'Inclusive last day.', example: '2027-06-30' })
  until!: string;
}

/** Something that limits disposal (查封、争议等). */
export class RaiseBarDto {
  @IdField({ optional: true, description: 'The entry; absent: the whole title.' })
  holdingId?: string;

  @EnumField(barGrounds, { description: 'Ground.' })
  ground!: BarGround;

  @TextField({ max: 200, description: 'Who ordered or noticed it.', example: '某某人民法院' })
  authority!: string;

  @DigestField({ optional: true, description: 'SHA-256 of the document.' })
  documentDigest?: string;

  @TextField({
    max: 100,
    optional: true,
    description: 'Number of the document.',
    example: '（2026）某民初1号',
  })
  documentNumber?: string;

  @DateField({
    optional: true,
    description: 'First day; absent: today. Before it: insolvency only.',
  })
  from?: string;

  @DateField({
    optional: true,
    description: 'Inclusive last day; absent: until it is lifted.',
    example: '2028-11-20',
  })
  until?: string;

  @IntegerField({
    min: 1,
    max: 120,
    optional: true,
    description: 'A freeze’s term in months from the day it takes effect; then without until.',
    example: 36,
  })
  months?: number;
}
