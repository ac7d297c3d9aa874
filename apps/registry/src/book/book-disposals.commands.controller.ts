import { LinkAssetDto, ReverseFactDto } from '@ledger/contracts/book/book-fact.dto.js';
import {
  EarnRevenueDto,
  LapseBookDto,
  LapsePartDto,
  ReclassifyBookDto,
  SellDataDto,
  TakeOverBookDto,
} from '@ledger/contracts/book/book-measure.dto.js';
import { moneyOf } from '@ledger/contracts/money.dto.js';
import { present } from '@ledger/contracts/present.js';
import { WrittenDto } from '@ledger/contracts/written.dto.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import { CurrentCaller, Roles } from '@ledger/http/auth/access.decorators.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import { Context, IdempotentId } from '@ledger/http/writes/context.decorators.js';
import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { BookFacts, factOf, moneyOrNone, settlementOf } from './book-facts.js';
import { BookTakeoverProcess } from './book-takeover.process.js';
import { BookEvidence } from './book.evidence.js';

/** Facts that take something off a book's balance, earn with it, or correct the record. */
@ApiTags('books')
@Controller('books/:bookId')
@Roles('accountant')
export class BookDisposalsCommandsController {
  constructor(
    @Inject(BookFacts) private readonly facts: BookFacts,
    @Inject(BookEvidence) private readonly evidence: BookEvidence,
    @Inject(BookTakeoverProcess) private readonly takeovers: BookTakeoverProcess,
  ) {}

  @Post('sale')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Records a sale that passes control, of the whole or a part.',
    description: 'An intangible asset: gain or loss on disposal. Inventory: revenue and its cost.',
  })
  @ApiOkResponse({ type: WrittenDto })
  sell(
    @Param('bookId') bookId: string,
    @Body() body: SellDataDto,
    @Context() context: CommandContext,
  ) {
    const { share = '1/1', controlTransferred, orderId } = body;
    const data = {
      ...factOf(bookId, body),
      share,
      price: moneyOf(body.price),
      outputTax: moneyOrNone(body.outputTax),
      controlTransferred,
      ...settlementOf(body.settlement),
      ...present({ orderId }),
    };
    return this.facts.record({ type: 'Sell', data }, context);
  }

  @Post('partial-lapse')
  @HttpCode(200)
  @ApiOperation({ summary: 'Derecognises a share of cost, amortisation and impairment alike.' })
  @ApiOkResponse({ type: WrittenDto })
  lapsePart(
    @Param('bookId') bookId: string,
    @Body() body: LapsePartDto,
    @Context() context: CommandContext,
  ) {
    const { share, reason, isOrdinary = false } = body;
    const data = { ...factOf(bookId, body), share, reason, isOrdinary };
    return this.facts.record({ type: 'LapsePart', data }, context);
  }

  @Post('lapse')
  @HttpCode(200)
  @ApiOperation({ summary: 'Derecognises what brings no more benefit; also work come to nothing.' })
  @ApiOkResponse({ type: WrittenDto })
  lapse(
    @Param('bookId') bookId: string,
    @Body() body: LapseBookDto,
    @Context() context: CommandContext,
  ) {
    const { reason, isOrdinary = false } = body;
    const data = { ...factOf(bookId, body), reason, isOrdinary };
    return this.facts.record({ type: 'Lapse', data }, context);
  }

  @Post('reclassification')
  @HttpCode(200)
  @ApiOperation({ summary: 'Between intangible asset and inventory, at the net carrying amount.' })
  @ApiOkResponse({ type: WrittenDto })
  reclassify(
    @Param('bookId') bookId: string,
    @Body() body: ReclassifyBookDto,
    @Context() context: CommandContext,
  ) {
    const data = { ...factOf(bookId, body), to: body.to, reason: body.reason };
    return this.facts.record({ type: 'Reclassify', data }, context);
  }

  @Post('service-revenue')
  @HttpCode(200)
  @ApiOperation({ summary: 'Records revenue from serving customers with the data (CAS 14).' })
  @ApiOkResponse({ type: WrittenDto })
  earn(
    @Param('bookId') bookId: string,
    @Body() body: EarnRevenueDto,
    @Context() context: CommandContext,
  ) {
    const { revenue, orderId } = body;
    const data = {
      ...factOf(bookId, body),
      revenue,
      amount: moneyOf(body.amount),
      outputTax: moneyOrNone(body.outputTax),
      contractCost: moneyOrNone(body.contractCost),
      ...settlementOf(body.settlement),
      ...present({ orderId }),
    };
    return this.facts.record({ type: 'EarnRevenue', data }, context);
  }

  @Post('asset-link')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Links the book to a registered asset in which the entity has a right.',
  })
  @ApiOkResponse({ type: WrittenDto })
  async link(
    @Param('bookId') bookId: string,
    @Body() { assetId }: LinkAssetDto,
    @CurrentCaller() { partyId }: Caller,
    @Context() context: CommandContext,
  ) {
    const evidence = await this.evidence.of(assetId, partyId);
    return this.facts.record({ type: 'LinkAsset', data: { bookId, evidence } }, context);
  }

  @Post('reversal')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Takes a fact back that was recorded by mistake, with red entries.',
    description: 'What later facts are measured on is reversed after them.',
  })
  @ApiOkResponse({ type: WrittenDto })
  reverse(
    @Param('bookId') bookId: string,
    @Body() body: ReverseFactDto,
    @Context() context: CommandContext,
  ) {
    const data = { ...factOf(bookId, body), version: body.version, reason: body.reason };
    return this.facts.record({ type: 'ReverseFact', data }, context);
  }
  @Post('takeover')
  @ApiOperation({
    summary: 'Takes over a book of an organisation that one’s own succeeded, or a share of it.',
    description:
      'At the amounts at which it is carried, in a new book whose id is answered; its useful life ' +
      'is estimated next.',
  })
  @ApiCreatedResponse({ type: WrittenDto })
  takeOver(
    @Param('bookId') bookId: string,
    @Body() body: TakeOverBookDto,
    @IdempotentId() toBookId: string,
    @Context() context: CommandContext,
  ) {
    return this.takeovers.takeOver(bookId, body, toBookId, context);
  }
}
