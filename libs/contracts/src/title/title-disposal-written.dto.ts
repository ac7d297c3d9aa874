import {
  BooleanField,
  IdField,
  InstantField,
  IntegerField,
  ObjectField,
  TextField,
} from '../fields.js';
import { WrittenDto } from '../written.dto.js';

/** What a transfer answers. */
export class TransferWrittenDto extends WrittenDto {
  @IdField({ description: 'The entry that the transferees have now.' })
  toHoldingId!: string;

  @IdField({ optional: true, description: 'The entry of what stayed with the transferors.' })
  remainingHoldingId?: string;

  @BooleanField({
    description:
      'Whether the right has moved; false: the transferees have to join and the registrar to approve.',
    example: true,
  })
  isMoved!: boolean;
}

/** What a reservation means and what it does not. */
export class ReservationEffectDto {
  @TextField({ max: 300, description: 'In Chinese.', example: '登记预留只在本登记簿内生效' })
  zh!: string;

  @TextField({ max: 300, description: 'In English.', example: 'Effective in this ledger only.' })
  en!: string;
}

/** What a reservation of a registration answers. */
export class RegistrationReservedDto extends WrittenDto {
  @InstantField({ description: 'Until when it stands.' })
  until!: string;

  @IntegerField({ description: 'How often it was renewed.', example: 0 })
  renewal!: number;

  @ObjectField(() => ReservationEffectDto, { description: 'What it does, and what not.' })
  effect!: ReservationEffectDto;
}
