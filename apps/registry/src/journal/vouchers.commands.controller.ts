import {
  PostVoucherDto,
  ReverseVoucherDto,
  ReviewVoucherDraftDto,
  VoucherPath,
  VoucherWrittenDto,
} from '@ledger/contracts/journal/journal.dto.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import { Roles } from '@ledger/http/auth/access.decorators.js';
import { Context, IdempotentId } from '@ledger/http/writes/context.decorators.js';
import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Vouchers } from './vouchers.js';

/** Vouchers of the caller's organisation that people write. */
@ApiTags('accounting')
@Controller('accounting')
@Roles('accountant')
export class VouchersCommandsController {
  constructor(@Inject(Vouchers) private readonly vouchers: Vouchers) {}

  @Post('vouchers')
  @ApiOperation({
    summary: 'Posts a voucher that no fact of a book calls for, e.g. a loan.',
    description: 'With two persons by policy it waits for another one’s review, without a number.',
  })
  @ApiCreatedResponse({ type: VoucherWrittenDto })
  post(
    @Body() body: PostVoucherDto,
    @IdempotentId() voucherId: string,
    @Context() context: CommandContext,
  ) {
    return this.vouchers.post(body, voucherId, context);
  }

  @Post('voucher-drafts/:draftId/review')
  @HttpCode(200)
  @ApiOperation({ summary: 'Posts a draft, or sends it back; not by its preparer.' })
  @ApiOkResponse({ type: VoucherWrittenDto })
  review(
    @Param('draftId') draftId: string,
    @Body() body: ReviewVoucherDraftDto,
    @Context() context: CommandContext,
  ) {
    return this.vouchers.review(draftId, body, context);
  }

  @Post('vouchers/:month/:number/reversal')
  @ApiOperation({
    summary: 'Takes a voucher back by a red one; the voucher itself stays as it is.',
    description: 'One that rests on a book is taken back there.',
  })
  @ApiCreatedResponse({ type: VoucherWrittenDto })
  reverse(
    @Param() path: VoucherPath,
    @Body() body: ReverseVoucherDto,
    @IdempotentId() reversalId: string,
    @Context() context: CommandContext,
  ) {
    return this.vouchers.reverse(path, body, reversalId, context);
  }
}
