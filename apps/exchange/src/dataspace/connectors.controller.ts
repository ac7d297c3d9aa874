import {
  AddConnectorDto,
  ConnectorDto,
  ConnectorsQuery,
  ForeignCatalogueDto,
  ForeignCatalogueQuery,
} from '@ledger/contracts/dataspace/dataspace.dto.js';
import { urnOf } from '@ledger/contracts/dataspace/protocol.js';
import { type Page, PageOf } from '@ledger/contracts/page.js';
import { present } from '@ledger/contracts/present.js';
import { uuid } from '@ledger/contracts/shape.js';
import { CLOCK, type Clock } from '@ledger/event-store/clock.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import { KeyReused } from '@ledger/event-store/loop-errors.js';
import { CurrentCaller, Roles } from '@ledger/http/auth/access.decorators.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import { decodeCursor, encodeCursor } from '@ledger/http/cursor.js';
import { partyIdInPath } from '@ledger/http/parties/party-key.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { problem } from '@ledger/http/problems/http-problem.js';
import { Context, IdempotentId } from '@ledger/http/writes/context.decorators.js';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { refuse } from '@ledger/domain/refusal.js';
import { type Connector, Connectors } from './connectors.js';
import { counterpartAddress } from './counterpart-address.js';
import { DATASPACE_CONFIGURATION, type DataspaceConfiguration } from './dataspace.configuration.js';
import { ForeignCatalogue } from './foreign-catalogue.js';

const listName = 'connectors';
const nobody = '00000000-0000-0000-0000-000000000000';

/** Connectors of other organisations, and what they offer. Credentials go in and never come out. */
@ApiTags('dataspace')
@Controller('dataspace/connectors')
@Roles('manager')
export class ConnectorsController {
  constructor(
    @Inject(Connectors) private readonly connectors: Connectors,
    @Inject(ForeignCatalogue) private readonly catalogue: ForeignCatalogue,
    @Inject(Standings) private readonly standings: Standings,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(DATASPACE_CONFIGURATION) private readonly configuration: DataspaceConfiguration,
  ) {}

  @Post()
  @ApiOperation({
    summary: 'Makes another organisation’s connector known to the caller’s.',
    description: 'The credential is presented at that origin only, in this organisation’s name.',
  })
  @ApiCreatedResponse({ type: ConnectorDto })
  async add(
    @Body()
    { counterparty, participantId, ownParticipantId, address, authorization }: AddConnectorDto,
    @IdempotentId() connectorId: string,
    @Context() { actor, idempotency }: CommandContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ConnectorDto> {
    if (!URL.canParse(address)) return refuse('dataspace_address_refused', { fault: 'notHttps' });
    const counterpartyId = partyIdInPath(counterparty);
    const createdAt = this.clock.now();
    const kept = await this.connectors.add({
      ...{ connectorId, ownerPartyId: actor.partyId, counterpartyId, createdAt },
      participantId: participantId ?? urnOf(counterpartyId),
      address: counterpartAddress(address, this.configuration),
      ...present({ authorization, ownParticipantId }),
      ...(idempotency && { fingerprint: idempotency.fingerprint }),
    });
    void reply.header('location', `/v1/dataspace/connectors/${connectorId}`);
    if (kept.isNew) return shown(kept);
    if (kept.fingerprint !== idempotency?.fingerprint) throw new KeyReused(idempotency?.key ?? '');
    void reply.header('idempotency-replayed', 'true');
    return shown(kept);
  }

  @Get()
  @ApiOperation({ summary: 'Connectors that the caller’s organisation knows.' })
  @ApiOkResponse({ type: PageOf(ConnectorDto) })
  async list(
    @Query() { limit, cursor }: ConnectorsQuery,
    @CurrentCaller() { partyId }: Caller,
  ): Promise<Page<ConnectorDto>> {
    const [after = nobody] = decodeCursor(listName, cursor, ['string']) ?? [];
    if (!uuid.accepts(after)) throw problem('invalid_cursor');
    const { joint } = await this.standings.of(partyId);
    const found = await this.connectors.list(joint, limit + 1, after);
    const items = found.slice(0, limit);
    const last = found.length > limit ? items.at(-1) : undefined;
    return {
      items: items.map(shown),
      ...(last && { next: encodeCursor(listName, [last.connectorId]) }),
    };
  }

  @Get(':connectorId/catalog')
  @ApiOperation({
    summary: 'Asks the connector for its catalogue (catalogue request) and shows a page of it.',
  })
  @ApiOkResponse({ type: ForeignCatalogueDto })
  async catalog(
    @Param('connectorId') connectorId: string,
    @Query() { at }: ForeignCatalogueQuery,
    @CurrentCaller() { partyId }: Caller,
  ): Promise<ForeignCatalogueDto> {
    return this.catalogue.page(await this.known(connectorId, partyId), at);
  }

  @Post(':connectorId/removal')
  @HttpCode(200)
  @ApiOperation({ summary: 'Forgets a connector and its credential.' })
  @ApiOkResponse({ type: ConnectorDto })
  async remove(
    @Param('connectorId') connectorId: string,
    @Context() { actor }: CommandContext,
  ): Promise<ConnectorDto> {
    const connector = await this.known(connectorId, actor.partyId);
    await this.connectors.remove(connectorId, [connector.ownerPartyId], this.clock.now());
    return { ...shown(connector), hasCredential: false };
  }

  private async known(connectorId: string, partyId: string): Promise<Connector> {
    const { joint } = await this.standings.of(partyId);
    const found = uuid.accepts(connectorId)
      ? await this.connectors.find(connectorId, joint)
      : undefined;
    return found ?? refuse('connector_not_found', { connectorId });
  }
}

const shown = (connector: Connector): ConnectorDto => {
  const { connectorId: id, counterpartyId, participantId, ownParticipantId, address } = connector;
  const { hasCredential, createdAt } = connector;
  const own = present({ ownParticipantId: ownParticipantId ?? undefined });
  return { id, counterpartyId, participantId, ...own, address, hasCredential, createdAt };
};
