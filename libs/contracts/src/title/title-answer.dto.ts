import type { RightKind } from '@ledger/domain/asset/asset.events.js';
import { RightDto } from '../asset/rights.dto.js';
import {
  DateField,
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
import { LicenceTermsDto } from '../offer/offer.dto.js';
import { PledgeDto } from '../pledge/pledge-answer.dto.js';
import { integer, uuid } from '../shape.js';
import { BarDto } from './bar.dto.js';
import { ConsentItemDto } from './consent.dto.js';
import { CorrectionItemDto } from './title-correction.dto.js';
import { RecordedDto } from './recorded.dto.js';
import { CapField, SoldRightDto } from './sold-right.dto.js';
import {
  ClosingDto,
  RegistrationReservationDto,
  TransferApplicationDto,
  TransferDto,
} from './title-disposal.dto.js';

const itemsMax = 5_000;

/** Which title: what held on a date, as far as it was known at a point of the log. */
export class TitleQuery {
  @DateField({ optional: true, description: 'What held on this day; absent: now.' })
  validAt?: string;

  @KnownAtField()
  knownAt?: string;

  @TextField({
    max: 200,
    optional: true,
    description: 'Why it is asked; a lender must say, and it is recorded.',
    example: '贷前调查',
  })
  purpose?: string;
}

/** The part of an entry that its recording adds. */
class EntryPlaceDto extends RecordedDto {
  @IdField({ optional: true, description: 'The entry that it took the place of.' })
  cameFrom?: string;

  @ListField(uuid, { max: 2, optional: true, description: 'The entries that took its place.' })
  movedTo?: readonly string[];

  @ListField(integer({ min: 1 }), {
    max: 5_000,
    optional: true,
    description: 'Versions of the title that corrected it.',
    example: [9],
  })
  corrections?: readonly number[];
}

/** One entry of the title. */
export class EntryDto extends RightDto {
  @ObjectField(() => EntryPlaceDto, { description: 'Its place in the title.' })
  recorded!: EntryPlaceDto;
}

/** A right given to another party. */
export class GrantDto extends RecordedDto {
  @IdField({ description: 'Id of the grant; of a confirmed licence: of its reservation.' })
  id!: string;

  @IdField({ description: 'The entry that it comes out of.' })
  holdingId!: string;

  @IdField({ optional: true, description: 'The grant above it.' })
  parentGrantId?: string;

  @IdField({ description: 'Party id of the giver.' })
  granterPartyId!: string;

  @IdField({ description: 'Party id of the grantee.' })
  granteePartyId!: string;

  @EnumField(['processing', 'operation', 'holding'], { description: 'What the grantee may do.' })
  right!: RightKind;

  @ObjectField(() => LicenceTermsDto, { description: 'Terms.' })
  terms!: LicenceTermsDto;

  @IdField({ optional: true, description: 'The order that it came from.' })
  orderId?: string;
}

/** A standing leave to sell licences. */
export class LicensingDto extends RecordedDto {
  @IdField({ description: 'The offer.' })
  offerId!: string;

  @IdField({ description: 'The entry.' })
  holdingId!: string;

  @ObjectField(() => LicenceTermsDto, { description: 'Terms of every licence sold under it.' })
  terms!: LicenceTermsDto;

  @CapField({ optional: true, description: 'Licences that may stand at once; absent: any number.' })
  cap?: number;

  @ObjectField(() => SoldRightDto, {
    optional: true,
    description: 'The right itself is for sale, not a licence.',
  })
  transfer?: SoldRightDto;

  @DateField({ description: 'Inclusive last day on which licences may be sold.' })
  until!: string;
}

/** An exclusive licence, one of a capped number or the right itself, kept for an order. */
export class ReservationDto {
  @IdField({ description: 'Id of the reservation.' })
  id!: string;

  @IdField({ description: 'The entry.' })
  holdingId!: string;

  @IdField({ description: 'The offer.' })
  offerId!: string;

  @IdField({ description: 'The order.' })
  orderId!: string;

  @IdField({ description: 'Party id of the buyer.' })
  licenseePartyId!: string;

  @ObjectField(() => LicenceTermsDto, { description: 'Terms.' })
  terms!: LicenceTermsDto;

  @ObjectField(() => SoldRightDto, {
    optional: true,
    description: 'The right itself is kept for the buyer, not a licence.',
  })
  transfer?: SoldRightDto;

  @InstantField({ description: 'When it lapses unless it is confirmed.' })
  expiresAt!: string;

  @EnumField(['pending', 'granted', 'released', 'lapsed'], {
    description: 'Where it stands; granted: it is a grant, or the right has moved to the buyer.',
  })
  state!: 'pending' | 'granted' | 'released' | 'lapsed';

  @IntegerField({ min: 1, description: 'Version of the title that recorded it.', example: 9 })
  version!: number;

  @InstantField({ description: 'When it was recorded.' })
  recordedAt!: string;
}

/** A lender that the holder let in. */
export class LenderAuthorisationDto extends RecordedDto {
  @IdField({ description: 'Id of the authorisation.' })
  id!: string;

  @IdField({ description: 'The entry.' })
  holdingId!: string;

  @IdField({ description: 'Party id of the lender.' })
  lenderPartyId!: string;

  @EnumField(['inspect', 'pledge'], { description: 'What for.' })
  purpose!: 'inspect' | 'pledge';

  @MoneyField({ optional: true, description: 'Highest total of pledges; absent: no limit.' })
  cap?: MoneyDto;

  @DateField({ description: 'Inclusive last day.' })
  until!: string;
}

/** Who may do what with an asset, as far as the reader may see. */
export class TitleDto {
  @IdField({ description: 'The asset.' })
  assetId!: string;

  @IntegerField({ min: 1, description: 'Version of the title; also the ETag.', example: 12 })
  version!: number;

  @IntegerField({ min: 1, description: 'Position of its last event shown.', example: 4711 })
  position!: number;

  @DateField({ optional: true, description: 'The day asked about; absent: now.' })
  validAt?: string;

  @IdField({ description: 'Party id of the registrar.' })
  registrarPartyId!: string;

  @EnumField(['full', 'encumbrances', 'own'], {
    description:
      'full: everything; encumbrances: without other lenders’ authorisations and terms of grants; ' +
      'own: what concerns the reader.',
  })
  sight!: 'full' | 'encumbrances' | 'own';

  @ListField(() => EntryDto, { max: itemsMax, description: 'Entries.' })
  entries!: readonly EntryDto[];

  @ListField(() => GrantDto, { max: itemsMax, description: 'Grants.' })
  grants!: readonly GrantDto[];

  @ListField(() => LicensingDto, { max: itemsMax, description: 'Licensing authorisations.' })
  licensing!: readonly LicensingDto[];

  @ListField(() => ReservationDto, { max: itemsMax, description: 'Reserved licences.' })
  reservations!: readonly ReservationDto[];

  @ListField(() => LenderAuthorisationDto, { max: itemsMax, description: 'Lenders let in.' })
  lenderAuthorisations!: readonly LenderAuthorisationDto[];

  @ListField(() => PledgeDto, { max: itemsMax, description: 'Pledges, by rank key.' })
  pledges!: readonly PledgeDto[];

  @ListField(() => BarDto, { max: itemsMax, description: 'Bars.' })
  bars!: readonly BarDto[];

  @ListField(() => TransferDto, { max: itemsMax, description: 'Transfers.' })
  transfers!: readonly TransferDto[];

  @ListField(() => TransferApplicationDto, {
    max: itemsMax,
    description: 'Transfers that both sides apply for (guide art. 34), for those who see all.',
  })
  transferApplications!: readonly TransferApplicationDto[];

  @ListField(() => ConsentItemDto, {
    max: itemsMax,
    description: 'Consents; the reader’s own where he does not see all.',
  })
  consents!: readonly ConsentItemDto[];

  @ListField(() => RegistrationReservationDto, {
    max: itemsMax,
    description: 'What keeps entries free for a lender’s registration, in this ledger only.',
  })
  registrationReservations!: readonly RegistrationReservationDto[];

  @ListField(() => CorrectionItemDto, {
    max: itemsMax,
    description: 'Corrections; for holders, registrar and auditor.',
  })
  corrections!: readonly CorrectionItemDto[];

  @ObjectField(() => ClosingDto, { optional: true, description: 'The asset was cancelled.' })
  closed?: ClosingDto;
}
