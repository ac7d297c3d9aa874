import { ComparablesDto, ComparablesQuery } from '@ledger/contracts/market/comparable.dto.js';
import { AccessRecorder } from '@ledger/http/access/access-recorder.js';
import { Roles } from '@ledger/http/auth/access.decorators.js';
import { ReadAfter } from '@ledger/http/reads/read-after.decorator.js';
import { type ReadContext, Reader } from '@ledger/http/reads/read-context.decorator.js';
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { comparablesAnswer } from './comparable.answer.js';
import { ComparablesLook } from './comparables-look.js';

/** Single deals for the market approach, for those who are bound to keep them to themselves. */
@ApiTags('market')
@Controller('market/comparables')
export class ComparablesQueriesController {
  constructor(
    @Inject(ComparablesLook) private readonly look: ComparablesLook,
    @Inject(AccessRecorder) private readonly recorder: AccessRecorder,
  ) {}

  @Get()
  @Roles('appraiser', 'operator', 'auditor')
  @ApiOperation({
    summary: 'Single deals to compare with, without their parties: price, rights, delivery, month.',
    description:
      'For the market approach (市场法). Deals between declared related parties are not among ' +
      'them; refused where fewer deals, sellers or buyers fit than the policy `market-data` asks ' +
      'for. Every look is recorded with its purpose.',
  })
  @ApiOkResponse({ type: ComparablesDto })
  async comparables(
    @Query() query: ComparablesQuery,
    @Reader() reader: ReadContext,
    @ReadAfter() after: number | undefined,
  ): Promise<ComparablesDto> {
    const found = await this.look.of(query, after);
    const { purpose } = query;
    const subjects = found.deals.map(({ comparableId }) => comparableId);
    await this.recorder.record(reader, { purpose, route: 'market-comparables', subjects });
    return comparablesAnswer(found);
  }
}
