import { type Page, PageOf } from '@ledger/contracts/page.js';
import {
  SharingDto,
  SharingLineDto,
  SharingsQuery,
} from '@ledger/contracts/sharing/sharing.dto.js';
import { fromMinorUnits } from '@ledger/domain/money.js';
import { refuse } from '@ledger/domain/refusal.js';
import { hasPart } from '@ledger/domain/sharing/sharing.state.js';
import { CurrentCaller, Roles } from '@ledger/http/auth/access.decorators.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import { decodeCursor, encodeCursor } from '@ledger/http/cursor.js';
import { ReadAfter } from '@ledger/http/reads/read-after.decorator.js';
import { readYourWrites } from '@ledger/http/reads/read-your-writes.js';
import { ReadModels } from '@ledger/read-model/read-models.js';
import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { sharingFold } from './sharing.projection.js';
import { LOAD_SHARING } from './sharing.tokens.js';
import type { LoadSharing } from './sharing.tokens.js';
import { SharingView } from './sharing.view.js';

const listName = 'revenue-shares';

/** Agreements for those who have a part in them; the operator and the auditor see all. */
@ApiTags('revenue-shares')
@Controller('revenue-shares')
@Roles('manager', 'accountant', 'operator', 'auditor')
export class SharingQueriesController {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(LOAD_SHARING) private readonly load: LoadSharing,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Agreements in which the caller’s organisation has a part.' })
  @ApiOkResponse({ type: PageOf(SharingLineDto) })
  async list(
    @Query() { limit, cursor }: SharingsQuery,
    @CurrentCaller() caller: Caller,
    @ReadAfter() after: number | undefined,
  ): Promise<Page<SharingLineDto>> {
    const [before] = decodeCursor(listName, cursor, ['number']) ?? [];
    await readYourWrites(this.readModels, sharingFold.name, after);
    const own = [caller.partyId];
    const rows = this.dataSource
      .getRepository(SharingView)
      .createQueryBuilder('row')
      .where(seesAll(caller) ? 'true' : 'row.participantIds && :own', { own })
      .orderBy('row.firstPosition', 'DESC')
      .take(limit + 1);
    if (before !== undefined) rows.andWhere('row.firstPosition < :before', { before });
    const found = await rows.getMany();
    const page = found.slice(0, limit);
    const end = found.length > limit ? page.at(-1) : undefined;
    return {
      items: page.map(({ sharingId, ownerPartyId, name, version, fromDate }) => ({
        id: sharingId,
        ownerPartyId,
        name,
        latest: version,
        from: fromDate,
      })),
      ...(end && { next: encodeCursor(listName, [end.firstPosition]) }),
    };
  }

  @Get(':sharingId')
  @ApiOperation({ summary: 'An agreement: who invests, contributes and benefits, by version.' })
  @ApiOkResponse({ type: SharingDto })
  async one(
    @Param('sharingId') sharingId: string,
    @CurrentCaller() caller: Caller,
    @ReadAfter() after: number | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SharingDto> {
    await readYourWrites(this.readModels, sharingFold.name, after);
    const { state, version } = await this.load(sharingId);
    if (state === undefined || !(seesAll(caller) || hasPart(state, caller.partyId))) {
      return refuse('sharing_not_found', { sharingId });
    }
    void reply.header('etag', `"${version}"`);
    const { ownerPartyId, name, versions, recovered } = state;
    return {
      id: sharingId,
      ownerPartyId,
      name,
      versions,
      recovered: [...recovered].map(([partyId, minor]) => ({
        partyId,
        amount: fromMinorUnits(minor),
      })),
      version,
    };
  }
}

const seesAll = ({ roles }: Caller): boolean =>
  roles.includes('operator') || roles.includes('auditor');
