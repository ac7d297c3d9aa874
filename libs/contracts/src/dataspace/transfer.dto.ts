import { transferStates } from '@ledger/domain/dataspace/transfer.graph.js';
import { EnumField, IdField, ListField, ObjectField, TextField } from '../fields.js';
import { PageQuery } from '../page.js';
import { DataspaceProcessDto } from './dataspace-process.dto.js';

/** Which transfers. */
export class TransfersQuery extends PageQuery {
  @EnumField(transferStates, { optional: true, description: 'In this state.' })
  state?: string;
}

/** One property of a data address. */
export class EndpointPropertyDto {
  @TextField({ max: 200, description: 'Name.', example: 'authorization' })
  name!: string;

  @TextField({ max: 8_000, description: 'Value; kept sealed.', example: '4f1d9a' })
  value!: string;
}

/** Where data is fetched from or sent to. */
export class DataAddressDto {
  @TextField({
    max: 500,
    description: 'Kind of transport.',
    example: 'https://w3id.org/idsa/v4.1/HTTP',
  })
  endpointType!: string;

  @TextField({
    max: 2_000,
    optional: true,
    description: 'Address.',
    example: 'https://data.example.org/q3',
  })
  endpoint?: string;

  @ListField(() => EndpointPropertyDto, {
    max: 50,
    optional: true,
    description: 'What opens it, such as a token.',
  })
  properties?: readonly EndpointPropertyDto[];
}

/** Asks a foreign provider for data under an agreement. */
export class RequestTransferDto {
  @IdField({ description: 'The negotiation that ended in the agreement.' })
  negotiationId!: string;

  @TextField({
    max: 200,
    description: 'Format of a distribution in the catalogue.',
    example: 'HttpData-PULL',
  })
  format!: string;

  @ObjectField(() => DataAddressDto, {
    optional: true,
    description: 'Where to send to, in a push.',
  })
  dataAddress?: DataAddressDto;
}

/** What our side says next in a transfer. */
export class SayInTransferDto {
  @EnumField(['start', 'suspension', 'completion', 'termination'], {
    description: 'The provider starts; either side suspends, resumes, completes or ends.',
    example: 'termination',
  })
  message!: 'start' | 'suspension' | 'completion' | 'termination';

  @ObjectField(() => DataAddressDto, {
    optional: true,
    description: 'With the provider’s start of a pull: where to fetch.',
  })
  dataAddress?: DataAddressDto;

  @TextField({ max: 500, optional: true, description: 'Why.', example: '系统维护' })
  reason?: string;
}

/** One transfer as our side sees it. */
export class DataspaceTransferDto extends DataspaceProcessDto {
  @EnumField(transferStates, { description: 'State of the protocol.' })
  state!: string;

  @IdField({ description: 'The negotiation that ended in the agreement.' })
  negotiationId!: string;

  @TextField({ max: 500, description: 'The agreement.', example: 'urn:uuid:3f2b' })
  agreementId!: string;

  @TextField({ max: 200, description: 'Format.', example: 'HttpData-PULL' })
  format!: string;
}
