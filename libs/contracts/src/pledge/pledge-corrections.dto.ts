import {
  BooleanField,
  DateField,
  DigestField,
  IdField,
  IntegerField,
  ObjectField,
  TextField,
} from '../fields.js';
import { MoneyDto, MoneyField } from '../money.dto.js';
import { EnforcementSaidDto } from './pledge-life.dto.js';
import { ExternalRegistrationDto } from './pledge.dto.js';

/** All that an extension (`until`) or amendment (the others) should have said. */
export class CorrectedTermsDto {
  @DateField({
    optional: true,
    description: 'Of an extension: inclusive last day.',
    example: '2099-11-30',
  })
  until?: string;

  @MoneyField({
    optional: true,
    description: 'By how much more is secured, no more than was recorded; absent: by nothing.',
  })
  increase?: MoneyDto;

  @DigestField({ optional: true, description: 'SHA-256 of the contract that held from then on.' })
  contractDigest?: string;

  @ObjectField(() => ExternalRegistrationDto, {
    optional: true,
    description: 'Registration elsewhere.',
    example: { registered: false },
  })
  externalRegistration?: ExternalRegistrationDto;

  @BooleanField({ optional: true, description: 'Whether ordinary licensing may go on.' })
  licensingStaysOpen?: boolean;
}

/** What was recorded of a pledge by mistake; beside it, what is right, of that kind of event. */
export class CorrectPledgeDto {
  @IntegerField({
    min: 1,
    description: 'Version of the title that recorded it, or last corrected it.',
    example: 9,
  })
  correctedEvent!: number;

  @MoneyField({
    optional: true,
    description: 'Of a fixing: what was owed on its day; absent: nothing was fixed.',
  })
  claims?: MoneyDto;

  @DigestField({
    optional: true,
    description: 'Of a cancellation or clearing by order: SHA-256 of what shows the mistake.',
  })
  documentDigest?: string;

  @ObjectField(() => CorrectedTermsDto, {
    optional: true,
    description: 'Of an extension or amendment: all that was agreed; absent: nothing was.',
  })
  terms?: CorrectedTermsDto;

  @IdField({
    optional: true,
    description: 'Of an assignment: the party whose claim it is; absent: it goes back.',
  })
  toPartyId?: string;

  @ObjectField(() => EnforcementSaidDto, {
    optional: true,
    description: 'Of an enforcement: as it was; absent: there was none.',
  })
  enforcement?: EnforcementSaidDto;

  @TextField({ max: 500, description: 'Why it was one.', example: '误将另一笔质押解除' })
  reason!: string;
}
