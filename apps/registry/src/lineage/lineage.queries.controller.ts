import { LineageDto, LineageQuery } from '@ledger/contracts/lineage/lineage.dto.js';
import { shanghaiDate } from '@ledger/domain/calendar.js';
import { CLOCK, type Clock } from '@ledger/event-store/clock.js';
import { AccessRecorder } from '@ledger/http/access/access-recorder.js';
import { AssetDoor } from '@ledger/http/assets/asset-door.js';
import { AnyRole, CurrentCaller } from '@ledger/http/auth/access.decorators.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import { languageOf, languageTags } from '@ledger/http/language.js';
import { ReadAfter } from '@ledger/http/reads/read-after.decorator.js';
import { type ReadContext, Reader } from '@ledger/http/reads/read-context.decorator.js';
import { seen } from '@ledger/http/reads/seen.js';
import { ReadModels } from '@ledger/read-model/read-models.js';
import { Controller, Get, Header, Headers, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { type FoundNode, walkStatement } from './lineage-walk.js';
import { lineageAnswer } from './lineage.answer.js';
import { lineagePicture } from './lineage-picture.js';
import { lineageFold } from './lineage.projection.js';

/** The asset's own table tells names and states. */
const projections = [lineageFold.name, 'asset', 'asset-reader'];

/** What assets were made from, and what was made from them. */
@ApiTags('lineage')
@Controller('assets/:assetId')
export class LineageQueriesController {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(AssetDoor) private readonly door: AssetDoor,
    @Inject(AccessRecorder) private readonly accesses: AccessRecorder,
  ) {}

  @Get('lineage')
  @AnyRole()
  @ApiOperation({
    summary: 'Ancestors and descendants of an asset, as far as the caller may see them.',
    description: 'Another organisation’s source is shown as hidden; what it was made from is not.',
  })
  @ApiOkResponse({ type: LineageDto })
  lineage(
    @Param('assetId') assetId: string,
    @Query() { depth }: LineageQuery,
    @CurrentCaller() caller: Caller,
    @Reader() reader: ReadContext,
    @ReadAfter() after: number | undefined,
  ): Promise<LineageDto> {
    return this.look(assetId, depth, { caller, reader, after });
  }

  @Get('lineage.svg')
  @AnyRole()
  @ApiOperation({ summary: 'The same as a picture, in the language asked for.' })
  @ApiProduces('image/svg+xml')
  @ApiOkResponse({
    description: 'The picture.',
    content: { 'image/svg+xml': { schema: { type: 'string' } } },
  })
  @Header('content-type', 'image/svg+xml; charset=utf-8')
  async picture(
    @Param('assetId') assetId: string,
    @Query() { depth }: LineageQuery,
    @CurrentCaller() caller: Caller,
    @Reader() reader: ReadContext,
    @ReadAfter() after: number | undefined,
    @Headers('accept-language') acceptLanguage: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const language = languageOf(acceptLanguage);
    void reply.header('content-language', languageTags[language]).header('vary', 'Accept-Language');
    return lineagePicture(await this.look(assetId, depth, { caller, reader, after }), language);
  }

  private async look(
    rootId: string,
    depth: number,
    { caller, reader, after }: Asking,
  ): Promise<LineageDto> {
    const now = this.clock.now();
    const { isLending, position, standing } = await this.door.enter(rootId, caller, now);
    if (isLending) {
      const read = { purpose: 'asset', route: 'lineage', subjects: [rootId] };
      await this.accesses.record(reader, read);
    }
    await seen(this.readModels, projections, Math.max(position, after ?? 0));
    // One generation further than is shown tells whether there is more.
    const walk = { rootId, depth: depth + 1, today: shanghaiDate(now) };
    const { sql, parameters } = walkStatement(caller, standing, walk);
    return lineageAnswer(await this.dataSource.query<FoundNode[]>(sql, parameters), depth);
  }
}

interface Asking {
  readonly caller: Caller;
  readonly reader: ReadContext;
  readonly after: number | undefined;
}
