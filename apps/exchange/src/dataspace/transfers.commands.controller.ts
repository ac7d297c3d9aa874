import { DataspaceWrittenDto } from '@ledger/contracts/dataspace/dataspace.dto.js';
import {
  type DataAddressDto,
  RequestTransferDto,
  SayInTransferDto,
} from '@ledger/contracts/dataspace/transfer.dto.js';
import type { DataAddress } from '@ledger/contracts/dataspace/read-message.js';
import { agreedUse } from '@ledger/domain/dataspace/agreed-use.js';
import { negotiationKind } from '@ledger/domain/dataspace/negotiation.decider.js';
import { negotiationStream } from '@ledger/domain/dataspace/negotiation.state.js';
import { transferKind } from '@ledger/domain/dataspace/transfer.decider.js';
import { type Transfer, transferStream } from '@ledger/domain/dataspace/transfer.state.js';
import { refuse } from '@ledger/domain/refusal.js';
import { CLOCK, type Clock } from '@ledger/event-store/clock.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { Roles } from '@ledger/http/auth/access.decorators.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { Context, IdempotentId } from '@ledger/http/writes/context.decorators.js';
import { fingerprintOf } from '@ledger/http/writes/fingerprint.js';
import { written } from '@ledger/http/writes/written.js';
import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataAddresses } from './data-addresses.js';
import { Transfers } from './transfers.js';

/** What our side says in transfers: as consumer of foreign data, as provider of our own. */
@ApiTags('dataspace')
@Controller('dataspace/transfers')
@Roles('manager')
export class TransfersCommandsController {
  private readonly handle;

  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(Standings) private readonly standings: Standings,
    @Inject(Transfers) private readonly transfers: Transfers,
    @Inject(DataAddresses) private readonly addresses: DataAddresses,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.handle = loop.handler(transferKind);
  }

  @Post()
  @ApiOperation({ summary: 'Asks a foreign provider for data under an agreement.' })
  @ApiCreatedResponse({ type: DataspaceWrittenDto })
  async request(
    @Body() { negotiationId, format, dataAddress }: RequestTransferDto,
    @IdempotentId() transferId: string,
    @Context() context: CommandContext,
  ) {
    const { opening, agreementId } = await this.agreed(negotiationId, context.actor.partyId);
    const endpoint = await this.kept(transferId, dataAddress);
    const data = { transferId, opening, negotiationId, agreementId, format, ...endpoint };
    const outcome = await this.handle(
      transferStream(transferId),
      { type: 'RequestTransfer', data },
      context,
    );
    const location = `/v1/dataspace/transfers/${transferId}`;
    const { state = 'REQUESTED' } = outcome.state ?? {};
    return written(outcome, { id: transferId, state }, { location });
  }

  @Post(':transferId/messages')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Says the next thing in a transfer.',
    description:
      'A provider starts one only while the order entitles the buyer and nothing bars delivery.',
  })
  @ApiOkResponse({ type: DataspaceWrittenDto })
  async say(
    @Param('transferId') transferId: string,
    @Body() { message, dataAddress, reason }: SayInTransferDto,
    @Context() context: CommandContext,
  ) {
    const transfer = await this.own(transferId, context.actor.partyId);
    const data = {
      ...{ transferId, message, by: transfer.role },
      ...(await this.transfers.entitlement(transfer, message)),
      ...(await this.kept(transferId, message === 'start' ? dataAddress : undefined)),
      ...(reason !== undefined && { reason: [reason] }),
    };
    const outcome = await this.handle(
      transferStream(transferId),
      { type: 'AdvanceTransfer', data },
      context,
    );
    return written(outcome, { id: transferId, state: outcome.state?.state ?? '' });
  }

  /** Seals what opens an address; the same again lies in the same place. */
  private async kept(transferId: string, given: DataAddressDto | undefined) {
    if (given === undefined) return {};
    const { endpointType, endpoint, properties = [] } = given;
    const address: DataAddress = {
      endpointType,
      ...(endpoint !== undefined && { endpoint }),
      properties: Object.fromEntries(properties.map(({ name, value }) => [name, value])),
    };
    const name = `${transferId} ${fingerprintOf(address)}`;
    return { endpoint: await this.addresses.keep(name, address) };
  }

  private async own(transferId: string, partyId: string): Promise<Transfer> {
    const [{ state }, { joint }] = await Promise.all([
      this.loop.load(transferKind, transferStream(transferId)),
      this.standings.of(partyId),
    ]);
    if (state !== undefined && joint.includes(state.partyId)) return state;
    return refuse('transfer_not_found', { transferId });
  }

  /** The final agreement of a negotiation in which we are the consumer. */
  private async agreed(negotiationId: string, partyId: string) {
    const [{ state }, { joint }] = await Promise.all([
      this.loop.load(negotiationKind, negotiationStream(negotiationId)),
      this.standings.of(partyId),
    ]);
    if (state === undefined || !joint.includes(state.partyId)) {
      return refuse('negotiation_not_found', { negotiationId });
    }
    const { role, agreement, counterpartyId, participantId, counterpartId, address } = state;
    const isFinal = role === 'consumer' && state.state === 'FINALIZED';
    const inForce = agreement && agreedUse(agreement, this.clock.now()).isInForce;
    if (!isFinal || agreement === undefined || inForce !== true) {
      return refuse('transfer_agreement_not_found', { negotiationId });
    }
    const sides = { role, partyId: state.partyId, counterpartyId, participantId, counterpartId };
    return { opening: { ...sides, address }, agreementId: agreement['@id'] };
  }
}
