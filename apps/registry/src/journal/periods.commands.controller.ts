import {
  ApproveReportDto,
  MonthPath,
  PeriodWrittenDto,
  PostRestatementDto,
  RunWrittenDto,
  VoucherWrittenDto,
  YearPath,
} from '@ledger/contracts/journal/journal.dto.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import { Roles } from '@ledger/http/auth/access.decorators.js';
import { Context, IdempotentId } from '@ledger/http/writes/context.decorators.js';
import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { Periods } from './periods.js';
import { Vouchers } from './vouchers.js';

/** Months and years of the caller's organisation. */
@ApiTags('accounting')
@Controller('accounting')
@Roles('accountant')
export class PeriodsCommandsController {
  constructor(
    @Inject(Periods) private readonly periods: Periods,
    @Inject(Vouchers) private readonly vouchers: Vouchers,
  ) {}

  @Post('periods/:month/amortisation')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Amortises all books to the end of the month; again, it posts what is still owed.',
    description:
      'Waits a while for its end; 202 while it goes on, with `Location` for its progress.',
  })
  @ApiOkResponse({ type: RunWrittenDto })
  @ApiAcceptedResponse({ type: RunWrittenDto })
  amortise(
    @Param() { month }: MonthPath,
    @IdempotentId() runId: string,
    @Context() context: CommandContext,
  ) {
    return this.periods.amortise(month, runId, context);
  }

  @Post('periods/:month/closing')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Closes the month: what belongs to it later is posted to the next one and says so.',
  })
  @ApiOkResponse({ type: PeriodWrittenDto })
  close(@Param() { month }: MonthPath, @Context() context: CommandContext) {
    return this.periods.close(month, context);
  }

  @Post('years/:year/approval')
  @HttpCode(200)
  @ApiOperation({ summary: 'The year’s report is approved: its adjustment period is over.' })
  @ApiOkResponse({ type: PeriodWrittenDto })
  approve(
    @Param() { year }: YearPath,
    @Body() body: ApproveReportDto,
    @Context() context: CommandContext,
  ) {
    return this.periods.approve(year, body, context);
  }

  @Post('years/:year/restatements')
  @ApiOperation({
    summary: 'Corrects a material error of a year whose report was approved (CAS 28 art. 12).',
    description: 'Posted to an open month; the original stays, the comparatives are restated.',
  })
  @ApiCreatedResponse({ type: VoucherWrittenDto })
  restate(
    @Param() { year }: YearPath,
    @Body() body: PostRestatementDto,
    @IdempotentId() voucherId: string,
    @Context() context: CommandContext,
  ) {
    return this.vouchers.restate(year, body, voucherId, context);
  }
}
