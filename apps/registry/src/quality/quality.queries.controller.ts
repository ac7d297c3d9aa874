import {
  type QualityAssessmentDto,
  QualityHistoryDto,
  type QualityMarkDto,
  QualityQuery,
} from '@ledger/contracts/quality/quality.dto.js';
import type { QualityEvent } from '@ledger/domain/quality/quality.events.js';
import { qualityCoefficient } from '@ledger/domain/quality/quality.score.js';
import { CLOCK, type Clock } from '@ledger/event-store/clock.js';
import { AccessRecorder } from '@ledger/http/access/access-recorder.js';
import { AssetDoor } from '@ledger/http/assets/asset-door.js';
import { AnyRole, CurrentCaller } from '@ledger/http/auth/access.decorators.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import { decodeCursor, encodeCursor } from '@ledger/http/cursor.js';
import { ReadAfter } from '@ledger/http/reads/read-after.decorator.js';
import { type ReadContext, Reader } from '@ledger/http/reads/read-context.decorator.js';
import { readYourWrites } from '@ledger/http/reads/read-your-writes.js';
import { ReadModels } from '@ledger/read-model/read-models.js';
import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { DataSource, LessThan, LessThanOrEqual } from 'typeorm';
import { QualityAssessmentView } from './quality-assessment.view.js';
import { qualityFold } from './quality.projection.js';

const listName = 'quality';

/** What an asset's quality was found to be, from the first assessment to the last. */
@ApiTags('quality')
@Controller('assets/:assetId/quality')
export class QualityQueriesController {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(AssetDoor) private readonly door: AssetDoor,
    @Inject(AccessRecorder) private readonly accesses: AccessRecorder,
  ) {}

  @Get()
  @AnyRole()
  @ApiOperation({ summary: 'The quality assessments of an asset, last first.' })
  @ApiOkResponse({ type: QualityHistoryDto })
  async history(
    @Param('assetId') assetId: string,
    @Query() { limit, cursor }: QualityQuery,
    @CurrentCaller() caller: Caller,
    @Reader() reader: ReadContext,
    @ReadAfter() after: number | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<QualityHistoryDto> {
    const [before] = decodeCursor(listName, cursor, ['number']) ?? [];
    const seen = await this.door.enter(assetId, caller, this.clock.now());
    if (seen.isLending) {
      const read = { purpose: 'asset', route: 'quality', subjects: [assetId] };
      await this.accesses.record(reader, read);
    }
    await readYourWrites(this.readModels, qualityFold.name, Math.max(seen.position, after ?? 0));
    const { version } = seen;
    const rows = await this.dataSource.getRepository(QualityAssessmentView).find({
      where: {
        assetId,
        version: before === undefined ? LessThanOrEqual(version) : LessThan(before),
      },
      order: { version: 'DESC' },
      take: limit + 1,
    });
    const page = rows.slice(0, limit);
    const standing = before === undefined ? await this.standing(assetId, version) : undefined;
    const last = rows.length > limit ? page.at(-1) : undefined;
    void reply.header('etag', `"${version}"`);
    return {
      ...(standing && { standing: markOf(standing.assessment) }),
      items: page.map(answer),
      ...(last && { next: encodeCursor(listName, [last.version]) }),
    };
  }

  /** The one that the asset shows (`standsOver`). */
  private standing(assetId: string, version: number): Promise<QualityAssessmentView | null> {
    return this.dataSource
      .getRepository(QualityAssessmentView)
      .createQueryBuilder('q')
      .where('q.assetId = :assetId AND q.version <= :version', { assetId, version })
      .orderBy("q.assessment ->> 'assessedOn'", 'DESC')
      .addOrderBy('q.version', 'DESC')
      .limit(1)
      .getOne();
  }
}

const markOf = (assessment: QualityEvent['data']): QualityMarkDto => {
  const { assessmentId, assessedOn, score, scores, assessorRole } = assessment;
  const coefficient = qualityCoefficient(score);
  return { assessmentId, assessedOn, score, coefficient, scores, assessorRole };
};

const answer = ({
  assessment,
  recordedAt,
  version,
}: QualityAssessmentView): QualityAssessmentDto => {
  const { assetId: _, ...said } = assessment;
  return { ...said, ...markOf(assessment), recordedAt, version };
};
