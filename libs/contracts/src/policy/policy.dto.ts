import { ApiProperty } from '@nestjs/swagger';
import {
  DateField,
  EnumField,
  Field,
  IdField,
  IntegerField,
  ListField,
  TextField,
} from '../fields.js';
import type { Shape } from '../shape.js';

/** Any JSON object: the policy's own shape judges it. */
const content: Shape = {
  accepts: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  zh: 'JSON 对象，其成员见该政策的 schema',
  en: 'a JSON object with the members that the schema of the policy names',
  schema: { type: 'object' },
};

/** Whose policy, and of which day. */
export class PolicyQuery {
  @IdField({ optional: true, description: 'Party; its own policy wins over the ledger’s.' })
  partyId?: string;

  @DateField({ optional: true, description: 'The version that this day follows; absent: today.' })
  on?: string;
}

/** Sets the parameters that decisions follow from a day on. */
export class AdoptPolicyDto {
  @IdField({
    optional: true,
    description: 'Whose policy it is; absent: the ledger’s.',
    example: '3f2b8c1e-5d47-4a9b-8e60-7c1d2f3a4b5c',
  })
  partyId?: string;

  @Field(content, {
    description: 'The whole content of the new version, as the policy’s schema says.',
    example: { schemes: ['national-2026'], region: '44', digit: '1' },
  })
  content!: Record<string, unknown>;

  @DateField({
    description: 'First day on which decisions follow it: today or later.',
    example: '2027-01-01',
  })
  from!: string;

  @TextField({ max: 1_000, description: 'Why.', example: '国务院办公厅放假安排通知' })
  reason!: string;
}

/** One version, without its content. */
export class PolicyVersionDto {
  @IntegerField({ min: 1, description: 'Version.', example: 1 })
  version!: number;

  @DateField({ description: 'First day of it.', example: '2027-01-01' })
  from!: string;

  @TextField({ max: 1_000, description: 'Why.', example: '国务院办公厅放假安排通知' })
  reason!: string;
}

/** A policy as it is in force on a day. */
export class PolicyDto {
  @TextField({ max: 100, description: 'Name.', example: 'working-days' })
  name!: string;

  @EnumField(['ledger', 'party'], { description: 'Whose content this is.', example: 'ledger' })
  of!: 'ledger' | 'party';

  @IdField({ optional: true, description: 'The party, where the content is its own.' })
  partyId?: string;

  @IntegerField({ min: 1, description: 'Version in force on that day.', example: 1 })
  version!: number;

  @DateField({ description: 'First day of that version.', example: '1970-01-01' })
  from!: string;

  @TextField({ max: 1_000, description: 'Why it was adopted.', example: '出厂默认' })
  reason!: string;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'Content, of the shape that `schema` describes.',
    example: { holidays: ['2027-01-01'], makeUpDays: [] },
  })
  content!: Record<string, unknown>;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'JSON Schema (2020-12) of the content, each member with its meaning and unit.',
    example: { type: 'object' },
  })
  schema!: Record<string, unknown>;

  @ListField(() => PolicyVersionDto, {
    max: 1_000,
    description: 'All versions, oldest first; later ones win from their first day on.',
  })
  versions!: PolicyVersionDto[];
}

/** A policy that there is. */
export class PolicyNameDto {
  @TextField({ max: 100, description: 'Name.', example: 'working-days' })
  name!: string;

  @TextField({ max: 200, description: '名称.', example: '工作日历' })
  titleZh!: string;

  @TextField({ max: 200, description: 'Title.', example: 'Calendar of working days' })
  titleEn!: string;

  @EnumField(['ledger', 'party', 'both'], {
    description: 'One for all, one per party, or a party’s that wins over the ledger’s.',
    example: 'ledger',
  })
  of!: 'ledger' | 'party' | 'both';
}

/** Every policy. */
export class PolicyNamesDto {
  @ListField(() => PolicyNameDto, { max: 200, description: 'Policies.' })
  items!: PolicyNameDto[];
}
