import { BooleanField, DateField, InstantField, IntegerField, TextField } from '../fields.js';

/** Where in the title something was recorded, and whether and how it ended. */
export class RecordedDto {
  @BooleanField({ description: 'Whether it stands at the time asked about.' })
  stands!: boolean;

  @IntegerField({ min: 1, description: 'Version of the title that recorded it.', example: 2 })
  version!: number;

  @InstantField({ description: 'When it was recorded.' })
  recordedAt!: string;

  @DateField({ optional: true, description: 'Day from which it no longer stands.' })
  endedOn?: string;

  @TextField({ max: 500, optional: true, description: 'Why it ended.', example: '合同到期' })
  endedReason?: string;
}
