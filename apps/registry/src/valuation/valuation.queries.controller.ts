import { PageOf } from '@ledger/contracts/page.js';
import type { Page } from '@ledger/contracts/page.js';
import { ValuationDto, ValuationsQuery } from '@ledger/contracts/valuation/valuation.dto.js';
import { shanghaiDate } from '@ledger/domain/calendar.js';
import { refuse } from '@ledger/domain/refusal.js';
import { valuationSight } from '@ledger/domain/valuation/valuation.sight.js';
import { isValidAt } from '@ledger/domain/valuation/valuation.state.js';
import { CLOCK } from '@ledger/event-store/clock.js';
import type { Clock } from '@ledger/event-store/clock.js';
import { AccessRecorder } from '@ledger/http/access/access-recorder.js';
import { AnyRole, CurrentCaller } from '@ledger/http/auth/access.decorators.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import { decodeCursor, encodeCursor } from '@ledger/http/cursor.js';
import { problem } from '@ledger/http/problems/http-problem.js';
import { ReadAfter } from '@ledger/http/reads/read-after.decorator.js';
import { Reader } from '@ledger/http/reads/read-context.decorator.js';
import type { ReadContext } from '@ledger/http/reads/read-context.decorator.js';
import { readYourWrites } from '@ledger/http/reads/read-your-writes.js';
import { ReadModels } from '@ledger/read-model/read-models.js';
import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { DataSource, LessThan, LessThanOrEqual } from 'typeorm';
import { ValuationEvidence } from './valuation.evidence.js';
import { valuationFold } from './valuation.projection.js';
import { ValuationView } from './valuation.view.js';

const listName = 'valuations';

/** What an asset is worth, as appraisers said, for those who may know. */
@ApiTags('valuations')
@Controller('assets/:assetId/valuations')
export class ValuationQueriesController {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(ValuationEvidence) private readonly evidence: ValuationEvidence,
    @Inject(AccessRecorder) private readonly accesses: AccessRecorder,
  ) {}

  @Get()
  @AnyRole()
  @ApiOperation({
    summary: 'Appraisals of an asset, latest record first.',
    description:
      'For its holders, registrar and named appraisers, the auditor, and lenders whom the holder ' +
      'let in or who have a pledge; lenders state a purpose, and their reading is recorded.',
  })
  @ApiOkResponse({ type: PageOf(ValuationDto) })
  async list(
    @Param('assetId') assetId: string,
    @Query() { limit, cursor, purpose }: ValuationsQuery,
    @CurrentCaller() caller: Caller,
    @Reader() reader: ReadContext,
    @ReadAfter() after: number | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page<ValuationDto>> {
    const [before] = decodeCursor(listName, cursor, ['number']) ?? [];
    const { title, valuations } = await this.evidence.sheetOf(assetId);
    const now = this.clock.now();
    const sight = valuationSight(title, valuations.state, caller, now);
    if (sight === 'none') return refuse('asset_not_found', { assetId });
    if (sight === 'lender') await this.keepAccess(reader, assetId, purpose);
    const upTo = Math.max(valuations.position, after ?? 0);
    await readYourWrites(this.readModels, valuationFold.name, upTo);
    const { version } = valuations;
    const rows = await this.dataSource.getRepository(ValuationView).find({
      where: {
        assetId,
        version: before === undefined ? LessThanOrEqual(version) : LessThan(before),
      },
      order: { version: 'DESC' },
      take: limit + 1,
    });
    const page = rows.slice(0, limit);
    const last = rows.length > limit ? page.at(-1) : undefined;
    void reply.header('etag', `"${version}"`);
    return {
      items: page.map((row) => answer(row, shanghaiDate(now))),
      ...(last && { next: encodeCursor(listName, [last.version]) }),
    };
  }

  private async keepAccess(
    reader: ReadContext,
    assetId: string,
    purpose: string | undefined,
  ): Promise<void> {
    if (purpose === undefined) throw purposeMissing();
    const role = 'lender' as const;
    await this.accesses.record(
      { ...reader, actor: { ...reader.actor, role } },
      { purpose, route: 'valuations', subjects: [assetId] },
    );
  }
}

const purposeMissing = () =>
  problem('invalid_request', {
    errors: [
      {
        in: 'query',
        pointer: '/purpose',
        zh: '贷款人须在 purpose 中说明查询目的',
        en: 'a lender states in `purpose` why he asks',
      },
    ],
  });

const answer = ({ appraisal, ...row }: ValuationView, today: string): ValuationDto => {
  const { valuationId: id, ...reported } = appraisal;
  const { assetId, titleVersion, version } = row;
  const validNow = isValidAt(appraisal, today);
  return { id, assetId, ...reported, validNow, titleVersion, version };
};
