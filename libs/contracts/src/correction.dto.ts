import { TextField } from './fields.js';

/** A second person says no to a correction of what the register says. */
export class CorrectionRejectionDto {
  @TextField({ max: 1_000, description: 'Why it is not done.', example: '原记载无误' })
  reason!: string;
}
