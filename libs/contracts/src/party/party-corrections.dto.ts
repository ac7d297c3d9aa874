import type { PartyClass } from '@ledger/domain/party/party.events.js';
import { EnumField, IdField, ListField, ObjectField, TextField } from '../fields.js';
import { PartyCorrectionDto, PartyIdentifierDto } from './party.dto.js';

/** An organisation for which other classes were proposed. */
export class CorrectedPartyDto {
  @IdField({ description: 'Party id.' })
  partyId!: string;

  @ObjectField(() => PartyIdentifierDto, { description: 'By what the organisation is known.' })
  identifier!: PartyIdentifierDto;

  @TextField({ max: 200, description: 'Name.', example: '深圳示例银行股份有限公司' })
  name!: string;

  @EnumField(['enterprise', 'governmentOrgan', 'publicInstitution', 'other'], {
    description: 'Class as it stands.',
    example: 'enterprise',
  })
  partyClass!: PartyClass;

  @ListField(() => PartyCorrectionDto, {
    max: 100,
    description: 'What was proposed and waits for another person, in the order of proposals.',
  })
  corrections!: readonly PartyCorrectionDto[];
}
