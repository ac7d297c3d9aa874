import { BooleanField, IntegerField, TextField } from '@ledger/contracts/fields.js';

/** Which reactions to list. */
export class ParkedQuery {
  @IntegerField({
    min: 0,
    optional: true,
    description: 'Only what is parked after this position.',
    example: 0,
  })
  afterPosition?: number;
}

/** One reaction that was put aside. */
export class ParkedDto {
  @TextField({ max: 100, description: 'Process that reacts.', example: 'title-opening' })
  process!: string;

  @IntegerField({ description: 'Position of the event.', example: 4711 })
  position!: number;

  @TextField({ max: 200, description: 'Correlation it belongs to.', example: 'import-row-17' })
  correlation!: string;

  @TextField({
    max: 36,
    description: 'Id of the event.',
    example: '0b6f6a7e-7c53-4a7f-9a3e-2f1f0c9d8e7a',
  })
  eventId!: string;

  @TextField({ max: 200, description: 'Type of the event.', example: 'AssetRegistered' })
  eventType!: string;

  @TextField({ max: 200, description: 'Stream of the event.', example: 'asset-0b6f6a7e' })
  stream!: string;

  @TextField({
    max: 10_000,
    optional: true,
    description: 'What went wrong; absent: it waits behind another of its correlation.',
    example: 'Error: the other service answered 500',
  })
  error?: string;

  @IntegerField({ description: 'How often it was tried.', example: 3 })
  attempts!: number;

  @TextField({
    max: 30,
    description: 'When it was put aside.',
    example: '2026-11-21T08:00:00.000Z',
  })
  at!: string;

  @BooleanField({ description: 'Whether it is about to be tried again.' })
  retryRequested!: boolean;
}

/** Which correlation of which process. */
export class ParkedCorrelationDto {
  @TextField({ max: 100, description: 'Process.', example: 'title-opening' })
  process!: string;

  @TextField({ max: 200, description: 'Correlation.', example: 'import-row-17' })
  correlation!: string;
}

/** Why a reaction is given up. */
export class AbandonParkedDto extends ParkedCorrelationDto {
  @TextField({
    min: 5,
    max: 500,
    description: 'Why it will never be carried out.',
    example: 'Done by hand, see ticket 42',
  })
  reason!: string;
}
