import {
  FinancingDto,
  FinancingLineDto,
  FinancingsQuery,
} from '@ledger/contracts/financing/financing.dto.js';
import { PaymentDto, PaymentsQuery } from '@ledger/contracts/financing/payment.dto.js';
import { type Page, PageOf } from '@ledger/contracts/page.js';
import { statementOf } from '@ledger/domain/financing/payments.js';
import { CurrentCaller, Roles } from '@ledger/http/auth/access.decorators.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import { decodeCursor, encodeCursor } from '@ledger/http/cursor.js';
import { partyIdInPath } from '@ledger/http/parties/party-key.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { ReadAfter } from '@ledger/http/reads/read-after.decorator.js';
import { readYourWrites } from '@ledger/http/reads/read-your-writes.js';
import { ReadModels } from '@ledger/read-model/read-models.js';
import { Controller, Get, Inject, Param, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { checkSight, financingAnswer, listedFinancing, paymentAnswer } from './financing.answer.js';
import { FinancingEvidence } from './financing.evidence.js';
import { FinancingLook } from './financing-look.js';
import { financingFold } from './financing.projection.js';
import { FinancingView } from './financing.view.js';

const listName = 'financings';
const paymentsName = 'financing-payments';

/** Facilities for their two sides and the auditor. */
@ApiTags('financings')
@Controller('financings')
@Roles('lender', 'manager', 'auditor')
export class FinancingQueriesController {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(FinancingLook) private readonly look: FinancingLook,
    @Inject(FinancingEvidence) private readonly evidence: FinancingEvidence,
    @Inject(Standings) private readonly standings: Standings,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Facilities of the caller’s organisation, latest first.' })
  @ApiOkResponse({ type: PageOf(FinancingLineDto) })
  async list(
    @Query() { limit, cursor, party }: FinancingsQuery,
    @CurrentCaller() { partyId, roles }: Caller,
    @ReadAfter() after: number | undefined,
  ): Promise<Page<FinancingLineDto>> {
    const [before] = decodeCursor(listName, cursor, ['number']) ?? [];
    await readYourWrites(this.readModels, financingFold.name, after);
    const query = this.dataSource
      .getRepository(FinancingView)
      .createQueryBuilder('f')
      .where('true');
    if (!roles.includes('auditor')) {
      const { joint, sole } = await this.standings.of(partyId);
      const own = '(f.lenderPartyId = ANY (:sole) OR f.borrowerPartyId = ANY (:joint))';
      query.andWhere(own, { joint, sole });
    }
    if (party !== undefined) {
      const other = partyIdInPath(party);
      query.andWhere('(f.lenderPartyId = :other OR f.borrowerPartyId = :other)', { other });
    }
    if (before !== undefined) query.andWhere('f.requestedPosition < :before', { before });
    const rows = await query
      .orderBy('f.requestedPosition', 'DESC')
      .limit(limit + 1)
      .getMany();
    const page = rows.slice(0, limit);
    const last = rows.length > limit ? page.at(-1) : undefined;
    return {
      items: page.map(listedFinancing),
      ...(last && { next: encodeCursor(listName, [last.requestedPosition]) }),
    };
  }

  @Get(':financingId')
  @ApiOperation({ summary: 'A facility as it stands, read from the log.' })
  @ApiOkResponse({ type: FinancingDto })
  async one(
    @Param('financingId') financingId: string,
    @CurrentCaller() caller: Caller,
    @ReadAfter() after: number | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<FinancingDto> {
    const { state, version } = await this.look.at(financingId, after);
    const standing = await this.standings.of(caller.partyId);
    checkSight(state, caller, standing);
    void reply.header('etag', `"${version}"`);
    const covered = await this.evidence.securing(state);
    const isInside =
      standing.sole.includes(state.lenderPartyId) || caller.roles.includes('auditor');
    return financingAnswer(state, covered, isInside);
  }

  @Get(':financingId/payments')
  @ApiOperation({
    summary: 'Drawdowns and repayments by value date, each with the principal owed after it.',
    description: 'Read from the log. What was corrected says what it said before, and why.',
  })
  @ApiOkResponse({ type: PageOf(PaymentDto) })
  async payments(
    @Param('financingId') financingId: string,
    @Query() { limit, cursor, from = '', until }: PaymentsQuery,
    @CurrentCaller() caller: Caller,
    @ReadAfter() after: number | undefined,
  ): Promise<Page<PaymentDto>> {
    const [day, place] = decodeCursor(paymentsName, cursor, ['string', 'number']) ?? ['', 0];
    const { state } = await this.look.at(financingId, after);
    checkSight(state, caller, await this.standings.of(caller.partyId));
    const wanted = statementOf(state).filter(
      ({ on, sequence }) =>
        on >= from &&
        (until === undefined || on <= until) &&
        (on > day || (on === day && sequence > place)),
    );
    const page = wanted.slice(0, limit);
    const last = wanted.length > limit ? page.at(-1) : undefined;
    return {
      items: page.map(paymentAnswer),
      ...(last && { next: encodeCursor(paymentsName, [last.on, last.sequence]) }),
    };
  }

  @Get(':financingId/coverage.svg')
  @ApiOperation({
    summary: 'Value after haircut and prior ranks, and balance, over time, as a picture.',
  })
  @ApiProduces('image/svg+xml')
  @ApiOkResponse({ schema: { type: 'string' } })
  async picture(
    @Param('financingId') financingId: string,
    @CurrentCaller() caller: Caller,
    @ReadAfter() after: number | undefined,
  ): Promise<StreamableFile> {
    const { state } = await this.look.at(financingId, after);
    checkSight(state, caller, await this.standings.of(caller.partyId));
    const svg = await this.look.picture(state);
    return new StreamableFile(Buffer.from(svg), { type: 'image/svg+xml; charset=utf-8' });
  }
}
