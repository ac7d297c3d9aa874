import { InclusionProofDto } from '../evidence/proofs.dto.js';
import { DateField, IdField, IntegerField, ListField, ObjectField, TextField } from '../fields.js';
import { LineSourceDto, YuanField } from './journal.dto.js';
import { ReportHeadDto } from './report.dto.js';

/** A voucher's line in a cell, with the proof of its event. */
export class CellItemDto {
  @IntegerField({ min: 1, description: 'Position of the voucher’s event.', example: 4_211 })
  position!: number;

  @TextField({ max: 200, description: 'Stream of the event.', example: 'journal-…-2025-02' })
  stream!: string;

  @IntegerField({ min: 1, description: 'Its version there.', example: 3 })
  version!: number;

  @IdField({ description: 'Its id.' })
  eventId!: string;

  @TextField({ max: 7, description: 'The journal.', example: '2025-02' })
  month!: string;

  @IntegerField({ min: 1, description: 'Number of the voucher.', example: 1 })
  number!: number;

  @IntegerField({ min: 1, description: 'Line of the voucher.', example: 1 })
  line!: number;

  @DateField({ description: 'The day on which it counts.', example: '2025-02-10' })
  date!: string;

  @TextField({ max: 40, description: 'The account that it is posted to.', example: '1701.01' })
  account!: string;

  @TextField({
    max: 80,
    optional: true,
    description: 'The cell of a statutory table that it moves.',
    example: 'intangible/cost/purchase/purchased',
  })
  movement?: string;

  @YuanField('What it adds to the cell.')
  amount!: string;

  @ObjectField(() => LineSourceDto, {
    optional: true,
    description: 'The fact that the line rests on.',
  })
  source?: LineSourceDto;

  @ObjectField(() => InclusionProofDto, {
    optional: true,
    description: 'That the event is in the log; absent until a checkpoint covers it.',
  })
  proof?: InclusionProofDto;
}

/** A cell and what it is made of, page by page. */
export class CellDto extends ReportHeadDto {
  @TextField({ max: 20, description: 'The table.', example: 'intangible' })
  table!: string;

  @TextField({ max: 40, description: 'The row, line or account.', example: 'cost.closing' })
  row!: string;

  @TextField({ max: 20, description: 'The column.', example: 'total' })
  column!: string;

  @YuanField('The figure of the cell.')
  amount!: string;

  @YuanField('What the items up to and including this page come to; on the last page the figure.')
  through!: string;

  @ListField(() => CellItemDto, { max: 200, description: 'Lines in the order of their days.' })
  items!: readonly CellItemDto[];

  @TextField({
    max: 1_000,
    optional: true,
    description: 'Give it as `cursor` to read on; absent on the last page.',
    example: 'WzEsImFzc2V0IiwiMjAyNi0xMS0yMSJd',
  })
  next?: string;
}
