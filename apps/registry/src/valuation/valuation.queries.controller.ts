import {
  ValuationPageDto,
  ValuationsQuery,
} from '@ledger/contracts/valuation/valuation-answer.dto.js';
import { isValidAt, type RecordedValuation } from '@ledger/domain/valuation/valuation.state.js';
import { standingAt } from '@ledger/domain/valuation/valuation.reliance.js';
import { spreadsOf } from '@ledger/domain/valuation/valuation.spread.js';
import { CLOCK } from '@ledger/event-store/clock.js';
import type { Clock } from '@ledger/event-store/clock.js';
import { AnyRole, CurrentCaller } from '@ledger/http/auth/access.decorators.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import { decodeCursor, encodeCursor } from '@ledger/http/cursor.js';
import { ReadAfter } from '@ledger/http/reads/read-after.decorator.js';
import { Reader } from '@ledger/http/reads/read-context.decorator.js';
import type { ReadContext } from '@ledger/http/reads/read-context.decorator.js';
import { readYourWrites } from '@ledger/http/reads/read-your-writes.js';
import { ReadModels } from '@ledger/read-model/read-models.js';
import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { DataSource, In } from 'typeorm';
import { valuationAnswer } from './valuation.answer.js';
import { ValuationEvidence } from './valuation.evidence.js';
import { valuationFold } from './valuation.projection.js';
import { ValuationView } from './valuation.view.js';

const listName = 'valuations';

/**
 * What an asset is worth, as appraisers said, for those who may know. A cursor is the place of a
 * record among all of them, which is for ever.
 */
@ApiTags('valuations')
@Controller('assets/:assetId/valuations')
export class ValuationQueriesController {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(ValuationEvidence) private readonly evidence: ValuationEvidence,
  ) {}

  @Get()
  @AnyRole()
  @ApiOperation({
    summary: 'Appraisals of an asset side by side, latest record first, with their spread.',
    description:
      'For its holders, registrar and named appraisers, the auditor, and lenders whom the holder ' +
      'let in or who have a pledge; lenders state a purpose, and their reading is recorded. ' +
      '`validAt` leaves only reports that are valid on that day; `knownAt` leaves out what was ' +
      'recorded later, so also that a report was withdrawn. Who may see them is judged now.',
  })
  @ApiOkResponse({ type: ValuationPageDto })
  async list(
    @Param('assetId') assetId: string,
    @Query() { limit, cursor, purpose, validAt, knownAt }: ValuationsQuery,
    @CurrentCaller() caller: Caller,
    @Reader() reader: ReadContext,
    @ReadAfter() after: number | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ValuationPageDto> {
    const [before] = decodeCursor(listName, cursor, ['number']) ?? [];
    const reading = { assetId, caller, reader, purpose, route: listName };
    const present = await this.evidence.readFor(reading);
    const upTo = Math.max(present.position, after ?? 0);
    await readYourWrites(this.readModels, valuationFold.name, upTo);
    const { state } = knownAt === undefined ? present : await this.evidence.known(assetId, knownAt);
    const now = this.clock.now();
    const valid = state.valuations.filter((one) =>
      validAt === undefined ? standingAt(one, now) === 'valid' : isValidAt(one, validAt),
    );
    const shown = validAt === undefined ? state.valuations : valid;
    const places = new Map(state.valuations.map((one, place) => [one, place]));
    const rest = shown.filter((one) => before === undefined || (places.get(one) ?? 0) < before);
    const page = rest.slice(-limit).toReversed();
    const last = rest.length > limit ? page.at(-1) : undefined;
    if (knownAt === undefined) void reply.header('etag', `"${present.version}"`);
    const rows = await this.rowsOf(page);
    return {
      items: page.flatMap((one) => {
        const row = rows.get(one.valuationId);
        return row === undefined ? [] : [valuationAnswer(row, one, now)];
      }),
      ...(last && { next: encodeCursor(listName, [places.get(last) ?? 0]) }),
      spreads: spreadsOf(valid).map((spread) => ({ ...spread })),
    };
  }

  private async rowsOf(
    page: readonly RecordedValuation[],
  ): Promise<ReadonlyMap<string, ValuationView>> {
    const ids = page.map(({ valuationId }) => valuationId);
    const rows = await this.dataSource
      .getRepository(ValuationView)
      .find({ where: { valuationId: In(ids) }, take: ids.length });
    return new Map(rows.map((row) => [row.valuationId, row]));
  }
}
