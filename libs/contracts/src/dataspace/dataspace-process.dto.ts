import type { ConnectorRole } from '@ledger/domain/dataspace/negotiation.graph.js';
import { EnumField, IdField, IntegerField, TextField } from '../fields.js';

/** What a negotiation and a transfer have in common, as our side sees them. */
export class DataspaceProcessDto {
  @IdField({ description: 'Our id of it.' })
  id!: string;

  @EnumField(['consumer', 'provider'], { description: 'Which end we are.' })
  role!: ConnectorRole;

  @IdField({ description: 'Our organisation.' })
  partyId!: string;

  @IdField({ description: 'The other one.' })
  counterpartyId!: string;

  @TextField({ max: 500, optional: true, description: 'The other side’s id.', example: 'urn:x' })
  counterPid?: string;

  @IntegerField({ description: 'Messages of ours that the other side has not taken.', example: 0 })
  unsettled!: number;

  @IntegerField({ description: 'Version of its stream.', example: 3 })
  version!: number;
}
