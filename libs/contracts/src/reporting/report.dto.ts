import {
  BooleanField,
  DateField,
  EnumField,
  IdField,
  IntegerField,
  ListField,
  ObjectField,
  TextField,
} from '../fields.js';
import { TrialBalanceRowDto, TrialBalanceTotalsDto, YuanField } from './journal.dto.js';

/** What a report is of. */
export class ReportHeadDto {
  @IdField({ description: 'Party id of the entity.' })
  entityPartyId!: string;

  @TextField({ max: 200, description: 'Its name.', example: '示例数据有限公司' })
  entityName!: string;

  @DateField({ description: 'First day of the period.', example: '2025-01-01' })
  from!: string;

  @DateField({ description: 'Last day of the period.', example: '2025-12-31' })
  to!: string;

  @IntegerField({
    description:
      'Position of the last event that counts: the report with it as `knownAt` is the same for ever.',
    example: 4_211,
  })
  knownAt!: number;
}

/** A place where two figures that must be the same are not. */
export class DifferenceDto {
  @EnumField(
    [
      'roll_forward',
      'total',
      'of_which',
      'ledger',
      'fold',
      'balance_sheet',
      'trial_balance',
      'restricted',
    ],
    { description: 'What was compared.' },
  )
  check!: string;

  @TextField({ max: 40, description: 'Where.', example: 'intangible' })
  table!: string;

  @TextField({ max: 80, description: 'The row.', example: 'cost.closing' })
  row!: string;

  @TextField({ max: 40, description: 'The column.', example: 'total' })
  column!: string;

  @YuanField('What it must be.')
  expected!: string;

  @YuanField('What it is.')
  found!: string;
}

/** The trial balance of a period. */
export class TrialBalanceDto extends ReportHeadDto {
  @ListField(() => TrialBalanceRowDto, { max: 5_000, description: 'Accounts by their codes.' })
  rows!: readonly TrialBalanceRowDto[];

  @ObjectField(() => TrialBalanceTotalsDto, { description: 'Their sums.' })
  totals!: TrialBalanceTotalsDto;

  @ListField(() => DifferenceDto, { max: 10, description: 'Where debits and credits differ.' })
  differences!: readonly DifferenceDto[];
}

/** Words in both languages. */
export class ReportWordsDto {
  @TextField({ max: 4_000, description: 'Chinese.', example: '无形资产' })
  zh!: string;

  @TextField({ max: 4_000, description: 'English.', example: 'Intangible assets' })
  en!: string;
}

/** Closing and opening. */
export class BalanceDto {
  @YuanField('At the end of the period (期末余额).')
  closing!: string;

  @YuanField('At the end of the year before (上年年末余额).')
  opening!: string;
}

/** A line of the balance sheet that data resources stand in. */
export class BalanceSheetLineDto {
  @EnumField(['inventory', 'heldForSale', 'intangible', 'development', 'otherAssets'], {
    description: 'Which line.',
  })
  name!: string;

  @ObjectField(() => ReportWordsDto, { description: 'As the statement prints it.' })
  label!: ReportWordsDto;

  @ObjectField(() => BalanceDto, { description: 'The whole line.' })
  amount!: BalanceDto;

  @ObjectField(() => BalanceDto, {
    description: '其中：数据资源. Inside the line already: never added to it.',
  })
  ofWhich!: BalanceDto;
}

/** The lines of the balance sheet. */
export class BalanceSheetDto extends ReportHeadDto {
  @EnumField(['general', 'financial'], { description: 'The format of the statement (policy).' })
  format!: string;

  @ListField(() => BalanceSheetLineDto, { max: 10, description: 'Lines in their order.' })
  lines!: readonly BalanceSheetLineDto[];

  @ListField(() => DifferenceDto, { max: 100, description: 'What does not tie.' })
  differences!: readonly DifferenceDto[];
}

/** The figures of a row, in yuan. */
export class FiguresDto {
  @YuanField('Purchased.')
  purchased!: string;

  @YuanField('Self-developed, or self-processed.')
  selfMade!: string;

  @YuanField('Obtained otherwise.')
  other!: string;

  @YuanField('Total.')
  total!: string;
}

/** A row of a statutory table. */
export class StatutoryRowDto {
  @IntegerField({ min: 1, description: 'As the Rules count them.', example: 2 })
  no!: number;

  @TextField({ max: 40, description: 'Stable name.', example: 'cost.opening' })
  key!: string;

  @ObjectField(() => ReportWordsDto, { description: 'The label of the Rules.' })
  label!: ReportWordsDto;

  @EnumField(['heading', 'line', 'ofWhich'], { description: 'A heading has no figures.' })
  level!: string;

  @ObjectField(() => FiguresDto, { optional: true, description: 'Its figures.' })
  figures?: FiguresDto;
}

/** A statutory table of a period. */
export class StatutoryTableDto {
  @DateField({ description: 'First day of the period.', example: '2025-01-01' })
  from!: string;

  @DateField({ description: 'Last day of the period.', example: '2025-12-31' })
  to!: string;

  @BooleanField({
    description: 'Figures of it were restated after it had ended (追溯重述).',
    example: false,
  })
  isRestated!: boolean;

  @ListField(() => StatutoryRowDto, { max: 30, description: 'All rows in order.' })
  rows!: readonly StatutoryRowDto[];
}

/** What a restatement adds to a cell of the opening figures. */
export class RestatementEffectDto {
  @TextField({ max: 40, description: 'The row.', example: 'amortisation.opening' })
  row!: string;

  @EnumField(['purchased', 'selfMade', 'other', 'total'], { description: 'The column.' })
  column!: string;

  @YuanField('What it adds.')
  amount!: string;
}

/** What a restatement moved between the closing of a period as first reported and the next opening. */
export class RestatementDto {
  @TextField({ max: 7, description: 'The journal of the voucher.', example: '2026-04' })
  month!: string;

  @IntegerField({ min: 1, description: 'Number of the voucher.', example: 12 })
  number!: number;

  @DateField({ description: 'Its date.', example: '2026-04-20' })
  date!: string;

  @TextField({ max: 7, description: 'The month that it restates.', example: '2025-12' })
  restatedMonth!: string;

  @TextField({ max: 1_000, description: 'Its summary.', example: '更正前期差错' })
  summary!: string;

  @ListField(() => RestatementEffectDto, {
    max: 100,
    description:
      'What it adds to the opening, cell by cell: closing as first reported and all effects make it.',
  })
  effects!: readonly RestatementEffectDto[];
}

/** A text disclosure: what the note says beside the table. */
export class NoteDto {
  @TextField({ max: 10, description: 'Number in the Rules.', example: '5' })
  no!: string;

  @ObjectField(() => ReportWordsDto, { description: 'What it is about.' })
  title!: ReportWordsDto;

  @BooleanField({ description: 'Required, or voluntary.' })
  isRequired!: boolean;

  @ListField(() => ReportWordsDto, { max: 500, description: 'Its paragraphs.' })
  paragraphs!: readonly ReportWordsDto[];
}

/** The disclosure of data resources recognised as intangible assets or as inventory. */
export class DisclosureDto extends ReportHeadDto {
  @EnumField(['intangible', 'inventory'], { description: 'Which table.' })
  name!: string;

  @ObjectField(() => ReportWordsDto, { description: 'Its title.' })
  title!: ReportWordsDto;

  @ObjectField(() => StatutoryTableDto, { description: 'The table of the period.' })
  table!: StatutoryTableDto;

  @ObjectField(() => StatutoryTableDto, { description: 'The same of the year before.' })
  comparative!: StatutoryTableDto;

  @ListField(() => RestatementDto, {
    max: 200,
    description: 'Why opening figures differ from the closing ones as first reported.',
  })
  restatements!: readonly RestatementDto[];

  @ListField(() => NoteDto, { max: 30, description: 'Text disclosures.' })
  notes!: readonly NoteDto[];

  @ListField(() => DifferenceDto, {
    max: 500,
    description: 'What does not tie; files are refused (409) until there is nothing here.',
  })
  differences!: readonly DifferenceDto[];
}
