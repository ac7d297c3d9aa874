import type { BarGround } from '@ledger/domain/title/title.events.js';
import {
  DateField,
  DigestField,
  EnumField,
  IdField,
  IntegerField,
  ListField,
  TextField,
} from '../fields.js';
import { integer, uuid } from '../shape.js';
import { RecordedDto } from './recorded.dto.js';
import { barGrounds } from './title.dto.js';

/** Something that limits disposal. */
export class BarDto extends RecordedDto {
  @IdField({ description: 'Id of the bar.' })
  id!: string;

  @IdField({ optional: true, description: 'The entry; absent: the whole title.' })
  holdingId?: string;

  @EnumField(barGrounds, { description: 'Ground.' })
  ground!: BarGround;

  @TextField({ max: 200, description: 'Who ordered or noticed it.', example: '某某人民法院' })
  authority!: string;

  @DigestField({ optional: true, description: 'SHA-256 of the document.' })
  documentDigest?: string;

  @TextField({ max: 100, optional: true, description: 'Number of the document.', example: '1' })
  documentNumber?: string;

  @DateField({ description: 'First day.' })
  from!: string;

  @DateField({
    optional: true,
    description: 'Inclusive last day; absent: until it is lifted, or its term has not begun.',
  })
  until?: string;

  @IntegerField({
    optional: true,
    description: 'A freeze’s term in months from the day it takes effect.',
    example: 24,
  })
  months?: number;

  @EnumField(['inEffect', 'waiting', 'none'], {
    description: 'waiting: behind another freeze (轮候); none: over, or not begun.',
  })
  standing!: 'inEffect' | 'waiting' | 'none';

  @ListField(uuid, {
    max: 5_000,
    optional: true,
    description: 'Bars before it in the queue, while it waits.',
  })
  waitsFor?: readonly string[];

  @ListField(integer({ min: 1 }), {
    max: 5_000,
    optional: true,
    description: 'Versions of the title that extended it.',
    example: [9],
  })
  extensions?: readonly number[];

  @ListField(integer({ min: 1 }), {
    max: 5_000,
    optional: true,
    description: 'Versions of the title that corrected it.',
    example: [9],
  })
  corrections?: readonly number[];
}
