import { AssetDto } from '@ledger/contracts/asset/asset.dto.js';
import { AssetHistoryDto } from '@ledger/contracts/asset/asset-history.dto.js';
import { AssetsPageDto } from '@ledger/contracts/asset/assets-page.dto.js';
import { AssetsQuery } from '@ledger/contracts/asset/assets-query.dto.js';
import { uuid } from '@ledger/contracts/shape.js';
import { assetStream } from '@ledger/domain/asset/asset.state.js';
import { shanghaiDate } from '@ledger/domain/calendar.js';
import type { Standing } from '@ledger/domain/party/standing-in.js';
import { refuse } from '@ledger/domain/refusal.js';
import { CLOCK, type Clock } from '@ledger/event-store/clock.js';
import type { EventLog } from '@ledger/event-store/event-log.js';
import { EVENT_LOG } from '@ledger/event-store/event-store.module.js';
import { AccessRecorder } from '@ledger/http/access/access-recorder.js';
import { AnyRole, CurrentCaller } from '@ledger/http/auth/access.decorators.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import { acknowledged } from '@ledger/http/reads/acknowledged.js';
import { ReadAfter } from '@ledger/http/reads/read-after.decorator.js';
import { type ReadContext, Reader } from '@ledger/http/reads/read-context.decorator.js';
import { seen } from '@ledger/http/reads/seen.js';
import { ReadModels } from '@ledger/read-model/read-models.js';
import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { DataSource, In } from 'typeorm';
import { assetReaderFold } from './asset-reader.projection.js';
import { AssetList } from './asset-list.js';
import { oneAsset, type Statement } from './asset-search.js';
import { AssetSights } from './asset-sights.js';
import { assetAnswer, historyAnswer } from './asset.answer.js';
import { assetFold } from './asset.projection.js';
import { type AssetSight, withoutLending } from './asset.sight.js';
import { AssetView } from './asset.view.js';

const projections = [assetFold.name, assetReaderFold.name];

@ApiTags('assets')
@Controller('assets')
export class AssetQueriesController {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(AccessRecorder) private readonly accesses: AccessRecorder,
    @Inject(AssetList) private readonly assets: AssetList,
    @Inject(AssetSights) private readonly sights: AssetSights,
  ) {}

  @Get()
  @AnyRole()
  @ApiOperation({
    summary: 'Searches the assets that the caller may see, newest application first by default.',
    description:
      'All filters must hold. Pages stay as they are while others write. With `facets=true` the ' +
      'first 5,000 matches are also counted by state, scheme, industry, source, form, category ' +
      'and grade.',
  })
  @ApiOkResponse({ type: AssetsPageDto })
  async list(
    @Query() query: AssetsQuery,
    @CurrentCaller() caller: Caller,
    @Reader() reader: ReadContext,
    @ReadAfter() after: number | undefined,
  ): Promise<AssetsPageDto> {
    await this.seen(after);
    const { sight, standing, filters } = await this.sights.of(caller, query);
    const { rows, ...more } = await this.assets.page(filters, sight, this.today);
    await this.recorded(rows, { ...caller, standing }, reader, 'assets');
    return { items: rows.map((row) => assetAnswer(row, this.today)), ...more };
  }

  @Get(':assetId')
  @AnyRole()
  @ApiOperation({ summary: 'One asset.' })
  @ApiOkResponse({ type: AssetDto })
  async one(
    @Param('assetId') assetId: string,
    @CurrentCaller() caller: Caller,
    @Reader() reader: ReadContext,
    @ReadAfter() after: number | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AssetDto> {
    await this.seen(after);
    const { sight, standing } = await this.sights.ofCaller(caller);
    const row = await this.visible(assetId, sight);
    await this.recorded([row], { ...caller, standing }, reader, 'asset');
    void reply.header('etag', `"${row.version}"`);
    return assetAnswer(row, this.today);
  }

  @Get(':assetId/history')
  @AnyRole()
  @ApiOperation({
    summary: 'The life of one asset, event by event; not for lenders, who see what it is now.',
  })
  @ApiOkResponse({ type: AssetHistoryDto })
  async history(
    @Param('assetId') assetId: string,
    @CurrentCaller() caller: Caller,
    @ReadAfter() after: number | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AssetHistoryDto> {
    await this.seen(after);
    const { sight } = await this.sights.ofCaller(caller);
    await this.visible(assetId, withoutLending(sight));
    const events = await this.log.read(assetStream(assetId));
    void reply.header('etag', `"${events.length}"`);
    return { events: events.map(historyAnswer) };
  }

  private seen(after: number | undefined): Promise<void> {
    return seen(this.readModels, projections, after);
  }

  /** What a lender sees of others is recorded before the answer leaves. */
  private async recorded(
    rows: readonly AssetView[],
    { standing, roles }: Pick<Caller, 'roles'> & { readonly standing: Standing },
    reader: ReadContext,
    route: string,
  ): Promise<void> {
    const subjects = rows
      .filter(({ applicantPartyId }) => !standing.joint.includes(applicantPartyId))
      .map(({ assetId }) => assetId);
    if (subjects.length === 0 || !roles.includes('lender')) return;
    await this.accesses.record(reader, { purpose: 'asset', route, subjects });
  }

  private get today(): string {
    return shanghaiDate(this.clock.now());
  }

  /** What the caller may not see is not there. */
  private async visible(assetId: string, sight: AssetSight): Promise<AssetView> {
    if (!uuid.accepts(assetId)) return refuse('asset_not_found');
    const { log, readModels } = this;
    const of = { stream: assetStream(assetId), projections };
    const row = await acknowledged({ log, readModels, ...of }, async () => {
      const [found] = await this.rowsOf(await this.idsOf(oneAsset(sight, assetId, this.today)));
      return found;
    });
    return row ?? refuse('asset_not_found');
  }

  private async idsOf({ sql, parameters }: Statement): Promise<readonly string[]> {
    const rows = await this.dataSource.query<{ asset_id: string }[]>(sql, [...parameters]);
    return rows.map((row) => row.asset_id);
  }

  private rowsOf(assetIds: readonly string[]): Promise<AssetView[]> {
    if (assetIds.length === 0) return Promise.resolve([]);
    return this.dataSource
      .getRepository(AssetView)
      .find({ where: { assetId: In(assetIds) }, order: { appliedPosition: 'DESC' } });
  }
}
