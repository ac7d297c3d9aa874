import { exportBases, type ExportBasis } from '@ledger/domain/cross-border/cross-border.events.js';
import {
  BooleanField,
  DateField,
  DigestField,
  EnumField,
  Field,
  IdField,
  IntegerField,
  ObjectField,
  TextField,
} from '../fields.js';
import { PageQuery } from '../page.js';
import { country } from './country.shape.js';

const personsMax = 1_500_000_000;

/** What goes abroad, and on what basis. */
export class DeclareExportDto {
  @DateField({ description: 'Day of the export.', example: '2026-11-20' })
  on!: string;

  @Field(country, { description: 'Country or region of the receiver (ISO 3166-1).', example: 'SG' })
  destination!: string;

  @TextField({ max: 200, description: 'Who receives it.', example: '境外接收方（新加坡）' })
  receiver!: string;

  @IdField({ optional: true, description: 'The order of the exchange that it belongs to.' })
  orderId?: string;

  @EnumField(exportBases, {
    description: 'On what it rests (CAC Order 16).',
    example: 'belowThreshold',
  })
  basis!: ExportBasis;

  @BooleanField({ description: 'Whether important data is among it.', example: false })
  isImportant!: boolean;

  @IntegerField({
    max: personsMax,
    description: 'Persons whose information (not sensitive) had not been declared this year.',
    example: 1200,
  })
  persons!: number;

  @IntegerField({
    max: personsMax,
    description: 'The same of sensitive information.',
    example: 0,
  })
  sensitivePersons!: number;

  @DigestField({
    optional: true,
    description: 'SHA-256 of the filing, certificate or assessment result.',
  })
  documentDigest?: string;
}

/** A year of an exporter. */
export class ExportYearParams {
  @IntegerField({ min: 2024, max: 9999, description: 'Calendar year in Shanghai.', example: 2026 })
  year!: number;
}

/** A declaration of a year. */
export class ExportParams extends ExportYearParams {
  @IdField({ description: 'Its id.' })
  exportId!: string;
}

/** Takes a declaration back. */
export class WithdrawExportDto {
  @TextField({ max: 500, description: 'Why.', example: '未实际出境' })
  reason!: string;
}

/** Whose year is read. */
export class ExportYearQuery {
  @IdField({ optional: true, description: 'The exporter; one’s own organisation where left out.' })
  partyId?: string;
}

/** Whose exports are read. */
export class ExportsQuery extends PageQuery {
  @IdField({ optional: true, description: 'The exporter; one’s own organisation where left out.' })
  partyId?: string;
}

/** What those counted in whose place an exporter stands. */
export class InheritedExportsDto {
  @IntegerField({ description: 'Persons, not sensitive.', example: 800 })
  persons!: number;

  @IntegerField({ description: 'Persons, sensitive.', example: 0 })
  sensitivePersons!: number;
}

/** One declared export. */
export class ExportDto extends DeclareExportDto {
  @IdField({ description: 'Its id.' })
  id!: string;

  @BooleanField({ description: 'Whether it was taken back.', example: false })
  isWithdrawn!: boolean;

  @IntegerField({ min: 1, description: 'Version of the policy `cross-border`.', example: 1 })
  policyVersion!: number;

  @ObjectField(() => InheritedExportsDto, {
    optional: true,
    description: 'What predecessors had counted by then: it counted with the exporter’s own.',
  })
  inherited?: InheritedExportsDto;
}

/** A year of an exporter. */
export class ExportYearDto {
  @IdField({ description: 'The exporter.' })
  exporterPartyId!: string;

  @IntegerField({ min: 2024, max: 9999, description: 'Calendar year in Shanghai.', example: 2026 })
  year!: number;

  @IntegerField({ description: 'Persons counted since 1 January, not sensitive.', example: 1200 })
  persons!: number;

  @IntegerField({ description: 'Persons counted since 1 January, sensitive.', example: 0 })
  sensitivePersons!: number;

  @ObjectField(() => InheritedExportsDto, {
    optional: true,
    description: 'Counted besides: what predecessors had declared in that year.',
  })
  inherited?: InheritedExportsDto;

  @IntegerField({ description: 'Exports declared and not taken back.', example: 3 })
  exports!: number;

  @IntegerField({ description: 'Version of the year; also the ETag.', example: 3 })
  version!: number;
}
