import type {
  OutcomeCounts,
  RowOutcome,
  SheetFormat,
} from '@ledger/domain/import/import.events.js';
import { type SchemeName, schemeNames } from '@ledger/domain/policy/scheme.js';
import {
  BooleanField,
  EnumField,
  IdField,
  InstantField,
  IntegerField,
  ListField,
  ObjectField,
  TextField,
} from '../fields.js';
import { PageQuery } from '../page.js';
import { text } from '../shape.js';
import { WrittenDto } from '../written.dto.js';
import { ImportDefaultsDto } from './import-defaults.dto.js';

const formats = ['csv', 'xlsx', 'ndjson'] as const;
const states = ['running', 'cancelling', 'completed', 'cancelled', 'failed'] as const;
const outcomes = ['accepted', 'drafted', 'alreadyThere', 'refused'] as const;

/** The text fields of the form, once `defaults` is read from its JSON. */
export class ImportFormDto {
  @ObjectField(() => ImportDefaultsDto, {
    optional: true,
    description: 'What the sheet lacks; a JSON object in the text field `defaults`.',
  })
  defaults?: ImportDefaultsDto;

  @EnumField(schemeNames, {
    optional: true,
    description: 'Rules by which the rows are judged; in-house when absent.',
    example: 'in-house',
  })
  scheme?: SchemeName;

  @IdField({
    optional: true,
    description: 'Who keeps the register; needed unless the scheme is in-house.',
  })
  registrarPartyId?: string;
}

/** How a file is sent. */
export class ImportUploadQuery {
  @BooleanField({
    optional: true,
    description: 'true: reports what would become of each row, and records nothing.',
    example: false,
  })
  dryRun?: boolean;
}

/** How many rows came to what. */
export class OutcomeCountsDto implements OutcomeCounts {
  @IntegerField({ description: 'Recorded by this import.', example: 270 })
  accepted!: number;

  @IntegerField({ description: 'Kept as drafts: the scheme asks for more.', example: 0 })
  drafted!: number;

  @IntegerField({ description: 'In the ledger before.', example: 8 })
  alreadyThere!: number;

  @IntegerField({ description: 'Refused; the row says why.', example: 3 })
  refused!: number;
}

/** One thing that is wrong with a row, or was done otherwise than asked. */
export class RowRemarkDto {
  @TextField({ max: 40, description: 'Column concerned, or `row`.', example: 'grade' })
  field!: string;

  @TextField({ max: 60, description: 'Stable code.', example: 'value_unknown' })
  code!: string;

  @TextField({ max: 200, optional: true, description: 'What stood there.', example: '绝密' })
  value?: string;

  @IntegerField({ optional: true, description: 'The limit that was passed.', example: 200 })
  limit?: number;

  @TextField({ max: 500, description: 'In words.', example: '级别的值“绝密”无法识别' })
  problem!: string;

  @TextField({
    max: 500,
    description: 'What to do about it.',
    example: '请填写下列之一：核心、重要、敏感、其他一般。',
  })
  remedy!: string;
}

/** What became of one row. */
export class ImportRowDto {
  @IntegerField({ min: 1, description: 'Number beside the row; the header is row 1.', example: 2 })
  row!: number;

  @TextField({ max: 100, optional: true, description: '外部编号.', example: 'china-abc' })
  externalNumber?: string;

  @TextField({ max: 200, optional: true, description: '数据名称.', example: '中国农业银行' })
  name?: string;

  @EnumField(outcomes, { description: 'What became of it.' })
  outcome!: RowOutcome;

  @IdField({ optional: true, description: 'The asset; absent where the row is refused.' })
  assetId?: string;

  @ListField(() => RowRemarkDto, { max: 200, description: 'Everything that is wrong with it.' })
  problems!: RowRemarkDto[];

  @ListField(() => RowRemarkDto, { max: 200, description: 'What to know of it besides.' })
  notes!: RowRemarkDto[];
}

/** The answer of an upload: the work goes on, `Location` shows how far. */
export class ImportStartedDto extends WrittenDto {
  @IntegerField({ min: 1, description: 'Rows to work through.', example: 281 })
  total!: number;

  @ListField(text({ max: 60 }), {
    max: 100,
    description:
      'Headers or members that were not understood (`…`: there are more); what they hold is not read.',
    example: ['备注'],
  })
  ignoredColumns!: string[];
}

/** How far an import has come. */
export class AssetImportDto {
  @IdField({ description: 'Import id.' })
  importId!: string;

  @EnumField(states, {
    description:
      'cancelling: rows under way are still reported. cancelled: it was given up before its end; ' +
      'rows that were taken stay.',
    example: 'running',
  })
  state!: (typeof states)[number];

  @TextField({
    max: 60,
    optional: true,
    description: 'Why it failed.',
    example: 'import_file_gone',
  })
  failure?: string;

  @EnumField(formats, { description: 'What the file is.' })
  format!: SheetFormat;

  @TextField({
    max: 200,
    optional: true,
    description: 'Its name.',
    example: 'external-data-inventory.csv',
  })
  fileName?: string;

  @TextField({ max: 64, description: 'SHA-256 of the file.', example: 'f'.repeat(64) })
  fileDigest!: string;

  @IntegerField({ min: 1, description: 'Rows of the file.', example: 281 })
  total!: number;

  @IntegerField({ description: 'Rows reported so far.', example: 200 })
  processed!: number;

  @ObjectField(() => OutcomeCountsDto, { description: 'What became of them.' })
  counts!: OutcomeCountsDto;

  @IntegerField({ description: 'Rows a second from the start to the last report.', example: 1800 })
  rowsPerSecond!: number;

  @ListField(text({ max: 60 }), {
    max: 100,
    description: 'Headers or members that were not understood (`…`: there are more).',
    example: ['备注'],
  })
  ignoredColumns!: string[];

  @InstantField({ description: 'When it was handed in.' })
  startedAt!: string;

  @InstantField({ optional: true, description: 'When it ended.' })
  endedAt?: string;

  @IntegerField({ min: 1, description: 'Version of the import; also the ETag.', example: 5 })
  version!: number;
}

/** Filters of the rows of an import. */
export class ImportRowsQuery extends PageQuery {
  @EnumField(outcomes, { optional: true, description: 'Only rows that came to this.' })
  outcome?: RowOutcome;
}

/** What would become of a file; nothing was recorded. */
export class DryRunDto {
  @BooleanField({ description: 'Always true.', example: true })
  dryRun!: true;

  @EnumField(formats, { description: 'What the file is.' })
  format!: SheetFormat;

  @IntegerField({ min: 1, description: 'Rows of the file.', example: 281 })
  total!: number;

  @ObjectField(() => OutcomeCountsDto, { description: 'What would become of them.' })
  counts!: OutcomeCountsDto;

  @ListField(text({ max: 60 }), {
    max: 100,
    description: 'Headers or members that were not understood (`…`: there are more).',
    example: ['备注'],
  })
  ignoredColumns!: string[];

  @ListField(() => ImportRowDto, {
    max: 1_000,
    description: 'A line per row: all of them, or the first 1,000 with something to say.',
  })
  rows!: ImportRowDto[];

  @IntegerField({ description: 'Rows that are counted but not shown.', example: 0 })
  rowsNotShown!: number;
}
