import {
  GradingDueDto,
  GradingsDueQuery,
  LabelChangeDto,
  LabelChangesQuery,
} from '@ledger/contracts/classification/classification.dto.js';
import { ComputeGradeDto, GradingDto } from '@ledger/contracts/classification/grading.dto.js';
import { type Page, PageOf } from '@ledger/contracts/page.js';
import { addDays, shanghaiDate } from '@ledger/domain/calendar.js';
import { classificationPolicy } from '@ledger/domain/classification/classification.policy.js';
import { gradeItems, type Grading } from '@ledger/domain/classification/grading.js';
import { gradingPolicy } from '@ledger/domain/classification/grading.policy.js';
import { CLOCK, type Clock } from '@ledger/event-store/clock.js';
import { AccessRecorder } from '@ledger/http/access/access-recorder.js';
import { AnyRole, CurrentCaller } from '@ledger/http/auth/access.decorators.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { decodeCursor, encodeCursor } from '@ledger/http/cursor.js';
import { PoliciesInForce } from '@ledger/http/policies/policies-in-force.js';
import { ReadAfter } from '@ledger/http/reads/read-after.decorator.js';
import { type ReadContext, Reader } from '@ledger/http/reads/read-context.decorator.js';
import { readYourWrites } from '@ledger/http/reads/read-your-writes.js';
import { ReadModels } from '@ledger/read-model/read-models.js';
import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource, In } from 'typeorm';
import { gradingDueFold } from './grading-due.projection.js';
import { itemOf } from './graded-items.js';
import { GradingDueView } from './grading-due.view.js';
import { itemWords } from './grading.words.js';
import { labelChangeFold } from './label-change.projection.js';
import { LabelChangeView } from './label-change.view.js';
import { changesPage, type DueOf, duePage } from './label-pages.js';

const changesName = 'label-changes';
const dueName = 'gradings-due';

/** The calculator, the changes of labels, and what is to be graded again. */
@ApiTags('classification')
@Controller('classification')
export class ClassificationQueriesController {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(AccessRecorder) private readonly accesses: AccessRecorder,
    @Inject(Standings) private readonly standings: Standings,
    @Inject(PoliciesInForce) private readonly policies: PoliciesInForce,
  ) {}

  @Post('compute')
  @HttpCode(200)
  @AnyRole()
  @ApiOperation({
    summary: 'Grades a set of data by the table of GB/T 43697-2024; records nothing.',
    description: 'The whole has the grade of its strictest item; the answer says which decided.',
  })
  @ApiOkResponse({ type: GradingDto })
  async compute(@Body() { items }: ComputeGradeDto): Promise<GradingDto> {
    const [first, ...rest] = items.map(itemOf);
    if (first === undefined) throw new Error('A set of data has at least one item.');
    const table = await this.policies.of(gradingPolicy);
    const grading = gradeItems([first, ...rest], table);
    return gradingAnswer(grading);
  }

  @Get('changes')
  @AnyRole()
  @ApiOperation({ summary: 'Which labels changed since: from, to, by whom and why; oldest first.' })
  @ApiOkResponse({ type: PageOf(LabelChangeDto) })
  async changes(
    @Query() query: LabelChangesQuery,
    @CurrentCaller() caller: Caller,
    @Reader() reader: ReadContext,
    @ReadAfter() after: number | undefined,
  ): Promise<Page<LabelChangeDto>> {
    const [from] = decodeCursor(changesName, query.cursor, ['number']) ?? [];
    await readYourWrites(this.readModels, labelChangeFold.name, after);
    const today = shanghaiDate(this.clock.now());
    const standing = await this.standings.of(caller.partyId);
    const { sql, parameters } = changesPage({ ...caller, standing }, query, { from, today });
    const found = await this.dataSource.query<{ change_id: string }[]>(sql, parameters);
    const ids = found.slice(0, query.limit).map((row) => row.change_id);
    const rows = await this.dataSource
      .getRepository(LabelChangeView)
      .find({ where: { changeId: In(ids) }, order: { position: 'ASC' } });
    await this.recorded(rows, caller, reader);
    const last = found.length > query.limit ? rows.at(-1) : undefined;
    return {
      items: rows.map(changeAnswer),
      ...(last && { next: encodeCursor(changesName, [last.position]) }),
    };
  }

  @Get('due')
  @AnyRole()
  @ApiOperation({
    summary: 'Gradings that run out or have run out, of assets that one registered or holds.',
  })
  @ApiOkResponse({ type: PageOf(GradingDueDto) })
  async due(
    @Query() query: GradingsDueQuery,
    @CurrentCaller() caller: Caller,
    @ReadAfter() after: number | undefined,
  ): Promise<Page<GradingDueDto>> {
    const from = decodeCursor(dueName, query.cursor, ['string', 'string']);
    await readYourWrites(this.readModels, gradingDueFold.name, after);
    const today = shanghaiDate(this.clock.now());
    const { content } = await this.policies.of(classificationPolicy);
    const until = query.until ?? addDays(today, content.dueDaysBefore);
    const standing = await this.standings.of(caller.partyId);
    const seen = { ...caller, standing };
    const sides: readonly DueOf[] = caller.roles.includes('auditor')
      ? ['applicant']
      : ['applicant', 'holder'];
    const found = await Promise.all(
      sides.map((of) => {
        const select = this.dataSource.getRepository(GradingDueView).createQueryBuilder('due');
        return duePage(select, seen, of, { from, until })
          .limit(query.limit + 1)
          .getMany();
      }),
    );
    const rows = found
      .flat()
      .toSorted(byDay)
      .slice(0, query.limit + 1);
    const page = rows.slice(0, query.limit);
    const last = rows.length > query.limit ? page.at(-1) : undefined;
    return {
      items: page.map(({ assetId, grade, validUntil, gradedPosition }) => ({
        ...{ assetId, grade, validUntil, gradedPosition },
        overdue: validUntil < today,
      })),
      ...(last && { next: encodeCursor(dueName, [last.validUntil, last.assetId]) }),
    };
  }

  /** What a lender reads of others is recorded before the answer leaves. */
  private async recorded(
    rows: readonly LabelChangeView[],
    { partyId, roles }: Caller,
    reader: ReadContext,
  ): Promise<void> {
    const others = rows.filter(({ applicantPartyId }) => applicantPartyId !== partyId);
    const subjects = [...new Set(others.map(({ assetId }) => assetId))];
    if (subjects.length === 0 || !roles.includes('lender')) return;
    await this.accesses.record(reader, { purpose: 'asset', route: 'label-changes', subjects });
  }
}

const gradingAnswer = (grading: Grading): GradingDto => ({
  ...grading,
  items: grading.items.map((item) => ({ ...item, ...itemWords(item) })),
});

const changeAnswer = ({ change, ...row }: LabelChangeView): LabelChangeDto => {
  const { applicantPartyId: _, policyVersion: _policy, assetId, sources, ...rest } = change;
  const { grading, regradeFrom: _from, ...said } = rest;
  const { actor, changedAt, position, direction } = row;
  return {
    assetId,
    ...said,
    direction,
    sources: [...sources],
    ...(grading && { grading: gradingAnswer(grading) }),
    actor: { ...actor },
    changedAt,
    position,
  };
};

/** As the pages are sorted. */
const byDay = (one: GradingDueView, other: GradingDueView): number => {
  const [a, b] = [one, other].map((row) => `${row.validUntil} ${row.assetId}`);
  return a === b ? 0 : (a ?? '') < (b ?? '') ? -1 : 1;
};
