import { IntegerField, TextField } from '../fields.js';

/** A new name for a log that lost events. */
export class StartOriginDto {
  @TextField({
    max: 200,
    description: 'First line of its checkpoints, never used before: no spaces, no plus sign.',
    example: 'ledger.example/2',
  })
  name!: string;

  @TextField({
    min: 5,
    max: 500,
    description: 'Why the log does not go on under its old name.',
    example: 'Restored from the backup of 2026-11-20 after a disk failure',
  })
  reason!: string;
}

/** A name under which the log is sealed. */
export class OriginDto extends StartOriginDto {
  @IntegerField({ description: 'Which origin of this log it is, from 1.', example: 2 })
  number!: number;
}
