import { DuplicateDto, DuplicatesQuery } from '@ledger/contracts/duplicate/duplicate.dto.js';
import { type Page, PageOf } from '@ledger/contracts/page.js';
import { present } from '@ledger/contracts/present.js';
import type { AssetStatus } from '@ledger/domain/asset/life.graph.js';
import type { Standing } from '@ledger/domain/party/standing-in.js';
import { CurrentCaller, Roles } from '@ledger/http/auth/access.decorators.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import { decodeCursor, encodeCursor } from '@ledger/http/cursor.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { ReadAfter } from '@ledger/http/reads/read-after.decorator.js';
import { readYourWrites } from '@ledger/http/reads/read-your-writes.js';
import { ReadModels } from '@ledger/read-model/read-models.js';
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource, In, IsNull, LessThan, Not } from 'typeorm';
import { AssetStates } from './asset-states.js';
import { duplicateFold } from './duplicate.projection.js';
import { DuplicateView } from './duplicate.view.js';

const listName = 'duplicates';

/** Suspected duplicates, for the registrar of the later asset. */
@ApiTags('duplicates')
@Controller('duplicates')
export class DuplicateQueriesController {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(Standings) private readonly standings: Standings,
    @Inject(AssetStates) private readonly assetStates: AssetStates,
  ) {}

  @Get()
  @Roles('registrar', 'auditor')
  @ApiOperation({
    summary: 'Suspected duplicates in the caller’s register, newest first.',
    description: 'The earlier asset is named only to who keeps its register or holds it.',
  })
  @ApiOkResponse({ type: PageOf(DuplicateDto) })
  async list(
    @Query() { limit, cursor, open, assetId }: DuplicatesQuery,
    @CurrentCaller() caller: Caller,
    @ReadAfter() after: number | undefined,
  ): Promise<Page<DuplicateDto>> {
    const [before] = decodeCursor(listName, cursor, ['number']) ?? [];
    await readYourWrites(this.readModels, duplicateFold.name, after);
    const isAuditor = caller.roles.includes('auditor');
    const standing = await this.standings.of(caller.partyId);
    const rows = await this.dataSource.getRepository(DuplicateView).find({
      where: {
        ...(isAuditor ? {} : { laterRegistrar: In([...standing.sole]) }),
        ...present({ laterAssetId: assetId }),
        ...(open === undefined ? {} : { decision: open ? IsNull() : Not(IsNull()) }),
        ...(before === undefined ? {} : { noticedPosition: LessThan(before) }),
      },
      order: { noticedPosition: 'DESC' },
      take: limit + 1,
    });
    const page = rows.slice(0, limit);
    const last = rows.length > limit ? page.at(-1) : undefined;
    const states = await this.assetStates.of(page.map(({ earlierAssetId }) => earlierAssetId));
    return {
      items: page.map((row) => answer(row, states.get(row.earlierAssetId)!, isAuditor, standing)),
      ...(last && { next: encodeCursor(listName, [last.noticedPosition]) }),
    };
  }
}

const answer = (
  row: DuplicateView,
  earlierState: AssetStatus,
  isAuditor: boolean,
  { joint, sole }: Standing,
): DuplicateDto => {
  const knowsEarlier =
    isAuditor || sole.includes(row.earlierRegistrar) || joint.includes(row.earlierApplicant);
  return {
    duplicateId: row.duplicateId,
    assetId: row.laterAssetId,
    ...(row.duplicateNo === null ? {} : { duplicateNo: row.duplicateNo }),
    ...(knowsEarlier ? { earlierAssetId: row.earlierAssetId } : {}),
    earlierState,
    basis: row.basis,
    similarityPermille: row.similarityPermille,
    open: row.decision === null,
    ...(row.decision === null ? {} : { decision: row.decision }),
    ...(row.reason === null ? {} : { reason: row.reason }),
    noticedAt: row.noticedAt,
    ...(row.resolvedAt === null ? {} : { resolvedAt: row.resolvedAt }),
  };
};
