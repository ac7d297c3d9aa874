import type { DisposalKind } from '@ledger/domain/title/disposal.events.js';
import {
  DateField,
  DigestField,
  EnumField,
  IdField,
  InstantField,
  IntegerField,
  TextField,
} from '../fields.js';
import { MoneyDto, MoneyField } from '../money.dto.js';

const disposalKinds = [
  'transfer',
  'grant',
  'exclusiveGrant',
  'licensing',
  'pledge',
  'rankChange',
] as const satisfies readonly DisposalKind[];

const pledgeIdExample = '3f2b8c1e-5d47-4a9b-8e60-7c1d2f3a4b5c.1';

/** A co-owner, or the pledgee of a pledge, agrees to one disposal. */
export class ConsentDto {
  @IdField({ description: 'The entry.' })
  holdingId!: string;

  @EnumField(['coOwner', 'pledgee'], { description: 'As what the caller’s organisation agrees.' })
  capacity!: 'coOwner' | 'pledgee';

  @TextField({
    max: 60,
    optional: true,
    description: 'A pledgee’s pledge.',
    example: pledgeIdExample,
  })
  pledgeId?: string;

  @EnumField(disposalKinds, {
    description: 'To what; exclusiveGrant stands also for an exclusive licence sold by an order.',
    example: 'transfer',
  })
  disposal!: DisposalKind;

  @IdField({ optional: true, description: 'To whom (party id); absent: to anybody.' })
  counterpartyPartyId?: string;

  @IdField({ optional: true, description: 'Under which offer; absent: any.' })
  offerId?: string;

  @DigestField({ optional: true, description: 'By which contract; absent: any.' })
  contractDigest?: string;

  @EnumField(['follows', 'discharged'], {
    optional: true,
    description: 'A pledgee’s: what becomes of the pledge when the right moves; absent: follows.',
    example: 'follows',
  })
  pledge?: 'follows' | 'discharged';

  @EnumField(['payDown', 'deposit', 'asAgreed'], {
    optional: true,
    description: 'A pledgee’s: where the proceeds go (Civil Code art. 443, 444).',
    example: 'payDown',
  })
  proceeds?: 'payDown' | 'deposit' | 'asAgreed';

  @MoneyField({
    optional: true,
    description: 'A pledgee’s to a rankChange: at most so much more comes before; absent: any.',
  })
  amountMax?: MoneyDto;

  @DateField({ description: 'Inclusive last day.', example: '2027-06-30' })
  until!: string;
}

/** A recorded consent. */
export class ConsentItemDto extends ConsentDto {
  @IdField({ description: 'Id of the consent.' })
  id!: string;

  @IdField({ description: 'Party id of who agreed.' })
  partyId!: string;

  @EnumField(['standing', 'used', 'withdrawn', 'over'], { description: 'Where it stands.' })
  state!: 'standing' | 'used' | 'withdrawn' | 'over';

  @IntegerField({ min: 1, description: 'Version of the title that recorded it.', example: 7 })
  version!: number;

  @InstantField({ description: 'When it was recorded.' })
  recordedAt!: string;
}
