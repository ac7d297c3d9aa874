import type { RightKind } from '@ledger/domain/asset/asset.events.js';
import { holdersMax } from '@ledger/domain/asset/rights-statement.rule.js';
import {
  ComputedFractionField,
  DateField,
  DigestField,
  EnumField,
  FractionField,
  IdField,
  ListField,
  TextField,
} from '../fields.js';
import { text } from '../shape.js';

/** One holder of a right. */
export class HolderDto {
  @IdField({ description: 'A registered party.' })
  partyId!: string;

  @FractionField({ optional: true, description: 'Share; all joint holders state one, or none.' })
  share?: string;
}

/** One line of the rights statement (权利声明). */
export class StatedRightDto {
  @EnumField(['holding', 'processing', 'operation'], {
    description: '持有 / 加工使用 / 经营. An operation right needs a proofDigest.',
  })
  right!: RightKind;

  @ListField(() => HolderDto, {
    min: 1,
    max: holdersMax,
    optional: true,
    description: 'Holders; absent: the applicant alone.',
  })
  holders?: HolderDto[];

  @TextField({
    max: 500,
    description: 'On what the right rests, e.g. own collection or a contract.',
    example: '数据采购合同 2026-017',
  })
  basis!: string;

  @DigestField({ optional: true, description: 'SHA-256 of the proof.' })
  proofDigest?: string;

  @DateField({ description: 'First day.', example: '2026-01-01' })
  from!: string;

  @DateField({
    optional: true,
    description: 'Last day; absent: without end.',
    example: '2030-12-31',
  })
  until?: string;

  @ListField(text({ max: 100 }), {
    min: 1,
    max: 20,
    optional: true,
    description: 'What it may be used for; absent: anything lawful.',
    example: ['授信评估'],
  })
  purposes?: string[];

  @ListField(text({ max: 100 }), {
    min: 1,
    max: 100,
    optional: true,
    description: 'Which fields of the data; absent: all.',
    example: ['户号', '月度用电量'],
  })
  fields?: string[];

  @TextField({ max: 200, optional: true, description: 'Where.', example: '中国境内' })
  territory?: string;

  @TextField({ max: 500, optional: true, description: '备注.', example: '合同约定不得转授权' })
  remarks?: string;
}

/** One holder of a right that was recorded. */
export class RecordedHolderDto {
  @IdField({ description: 'A registered party.' })
  partyId!: string;

  @ComputedFractionField({
    optional: true,
    description: 'Share of a joint holder, of any length: divided again, it grows.',
  })
  share?: string;
}

/** One line of the rights statement as it was recorded. */
export class RightDto extends StatedRightDto {
  @IdField({ description: 'Id of the entry that it becomes in the title.' })
  holdingId!: string;

  @ListField(() => RecordedHolderDto, { max: holdersMax, description: 'Holders.' })
  override holders!: RecordedHolderDto[];
}
