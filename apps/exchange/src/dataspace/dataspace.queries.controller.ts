import { NegotiationDto, NegotiationsQuery } from '@ledger/contracts/dataspace/dataspace.dto.js';
import {
  DataAddressDto,
  DataspaceTransferDto,
  TransfersQuery,
} from '@ledger/contracts/dataspace/transfer.dto.js';
import { type Page, PageOf } from '@ledger/contracts/page.js';
import { agreedUse } from '@ledger/domain/dataspace/agreed-use.js';
import type { Negotiation } from '@ledger/domain/dataspace/negotiation.state.js';
import type { Transfer } from '@ledger/domain/dataspace/transfer.state.js';
import { refuse } from '@ledger/domain/refusal.js';
import { CLOCK, type Clock } from '@ledger/event-store/clock.js';
import { CurrentCaller, Roles } from '@ledger/http/auth/access.decorators.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import { decodeCursor, encodeCursor } from '@ledger/http/cursor.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { ReadAfter } from '@ledger/http/reads/read-after.decorator.js';
import { readYourWrites } from '@ledger/http/reads/read-your-writes.js';
import { ReadModels } from '@ledger/read-model/read-models.js';
import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { DataAddresses } from './data-addresses.js';
import { dataspaceProcessFold } from './dataspace-process.projection.js';
import { DataspaceProcessView } from './dataspace-process.view.js';

type Kind = DataspaceProcessView['kind'];
type Asked = { readonly limit: number; readonly cursor?: string; readonly state?: string };

/** Negotiations and transfers of the caller's organisation, in either role. */
@ApiTags('dataspace')
@Controller('dataspace')
@Roles('manager', 'operator', 'auditor')
export class DataspaceQueriesController {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(Standings) private readonly standings: Standings,
    @Inject(DataAddresses) private readonly addresses: DataAddresses,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get('negotiations')
  @ApiOperation({ summary: 'Negotiations with other connectors, latest first.' })
  @ApiOkResponse({ type: PageOf(NegotiationDto) })
  async negotiations(
    @Query() query: NegotiationsQuery,
    @CurrentCaller() caller: Caller,
    @ReadAfter() after: number | undefined,
  ): Promise<Page<NegotiationDto>> {
    const now = this.clock.now();
    return this.page('negotiation', query, caller, after, (row) => negotiationAnswer(row, now));
  }

  @Get('negotiations/:negotiationId')
  @ApiOperation({ summary: 'One negotiation: state, offer, agreement.' })
  @ApiOkResponse({ type: NegotiationDto })
  async negotiation(
    @Param('negotiationId') id: string,
    @CurrentCaller() caller: Caller,
    @ReadAfter() after: number | undefined,
  ): Promise<NegotiationDto> {
    const row = await this.one('negotiation', id, caller, after);
    const now = this.clock.now();
    return row
      ? negotiationAnswer(row, now)
      : refuse('negotiation_not_found', { negotiationId: id });
  }

  @Get('transfers')
  @ApiOperation({ summary: 'Transfers with other connectors, latest first.' })
  @ApiOkResponse({ type: PageOf(DataspaceTransferDto) })
  async transfers(
    @Query() query: TransfersQuery,
    @CurrentCaller() caller: Caller,
    @ReadAfter() after: number | undefined,
  ): Promise<Page<DataspaceTransferDto>> {
    return this.page('transfer', query, caller, after, transferAnswer);
  }

  @Get('transfers/:transferId')
  @ApiOperation({ summary: 'One transfer.' })
  @ApiOkResponse({ type: DataspaceTransferDto })
  async transfer(
    @Param('transferId') id: string,
    @CurrentCaller() caller: Caller,
    @ReadAfter() after: number | undefined,
  ): Promise<DataspaceTransferDto> {
    const row = await this.one('transfer', id, caller, after);
    return row ? transferAnswer(row) : refuse('transfer_not_found', { transferId: id });
  }

  @Get('transfers/:transferId/data-address')
  @Roles('manager')
  @ApiOperation({
    summary: 'Where the data is fetched from or sent to, with what opens it.',
    description: 'For systems of the caller’s organisation that fetch or send; only they see it.',
  })
  @ApiOkResponse({ type: DataAddressDto })
  async dataAddress(
    @Param('transferId') id: string,
    @CurrentCaller() caller: Caller,
    @ReadAfter() after: number | undefined,
  ): Promise<DataAddressDto> {
    const row = await this.one('transfer', id, caller, after);
    if (row === null) return refuse('transfer_not_found', { transferId: id });
    const { endpoint } = row.folded as Transfer;
    const address = endpoint && (await this.addresses.open(endpoint));
    if (address === undefined) return refuse('transfer_address_unknown', { transferId: id });
    const { properties, ...told } = address;
    const named = Object.entries(properties).map(([name, value]) => ({ name, value }));
    return { ...told, ...(named.length > 0 && { properties: named }) };
  }

  private async one(kind: Kind, processId: string, caller: Caller, after: number | undefined) {
    await readYourWrites(this.readModels, dataspaceProcessFold.name, after);
    const row = await this.dataSource
      .getRepository(DataspaceProcessView)
      .findOneBy({ processId, kind });
    if (row === null || seesAll(caller)) return row;
    const { joint } = await this.standings.of(caller.partyId);
    return joint.includes(row.partyId) ? row : null;
  }

  private async page<Dto>(
    kind: Kind,
    { limit, cursor, state }: Asked,
    caller: Caller,
    after: number | undefined,
    answer: (row: DataspaceProcessView) => Dto,
  ): Promise<Page<Dto>> {
    const listName = `dataspace-${kind}s`;
    const [before] = decodeCursor(listName, cursor, ['number']) ?? [];
    await readYourWrites(this.readModels, dataspaceProcessFold.name, after);
    const select = this.dataSource
      .getRepository(DataspaceProcessView)
      .createQueryBuilder('row')
      .where('row.kind = :kind', { kind })
      .orderBy('row.firstPosition', 'DESC')
      .limit(limit + 1);
    if (!seesAll(caller)) {
      const { joint } = await this.standings.of(caller.partyId);
      select.andWhere('row.partyId = ANY (:joint::text[])', { joint });
    }
    if (state !== undefined) select.andWhere('row.state = :state', { state });
    if (before !== undefined) select.andWhere('row.firstPosition < :before', { before });
    const found = await select.getMany();
    const rows = found.slice(0, limit);
    const last = found.length > limit ? rows.at(-1) : undefined;
    return {
      items: rows.map(answer),
      ...(last && { next: encodeCursor(listName, [last.firstPosition]) }),
    };
  }
}

const seesAll = ({ roles }: Caller): boolean =>
  roles.includes('operator') || roles.includes('auditor');

const sharedAnswer = ({ folded, processId: id, role, state, version }: DataspaceProcessView) => {
  const { partyId, counterpartyId, counterPid, unsettled } = folded;
  const known = counterPid === undefined ? {} : { counterPid };
  const sides = { partyId, counterpartyId, ...known };
  return { id, role, state, ...sides, unsettled: unsettled.length, version };
};

const negotiationAnswer = (row: DataspaceProcessView, now: string): NegotiationDto => {
  const { orderId, offer, agreement, role, state } = row.folded as Negotiation;
  const isOurs = role === 'consumer' && state === 'FINALIZED';
  return {
    ...sharedAnswer(row),
    ...(orderId !== undefined && { orderId }),
    offer,
    ...(agreement && { agreement }),
    ...(agreement && isOurs && { use: agreedUse(agreement, now) }),
  };
};

const transferAnswer = (row: DataspaceProcessView): DataspaceTransferDto => {
  const { negotiationId, agreementId, format } = row.folded as Transfer;
  return { ...sharedAnswer(row), negotiationId, agreementId, format };
};
