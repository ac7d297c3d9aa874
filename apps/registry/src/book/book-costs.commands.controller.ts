import {
  DecideRecognitionDto,
  RecordAcquisitionDto,
  RecordConditionsDto,
  RecordCostDto,
  RecordDevelopmentDto,
  RecordResearchDto,
  TakeOpeningBalanceDto,
} from '@ledger/contracts/book/book-cost.dto.js';
import { OpenBookDto } from '@ledger/contracts/book/book-fact.dto.js';
import { moneyOf } from '@ledger/contracts/money.dto.js';
import { present } from '@ledger/contracts/present.js';
import { WrittenDto } from '@ledger/contracts/written.dto.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import { CurrentCaller, Roles } from '@ledger/http/auth/access.decorators.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import { Context, IdempotentId } from '@ledger/http/writes/context.decorators.js';
import { written } from '@ledger/http/writes/written.js';
import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { BookFacts, factOf, moneyOrNone, settlementOf } from './book-facts.js';
import { BookEvidence } from './book.evidence.js';

/** Units of account, and the facts that bring something onto their balance. */
@ApiTags('books')
@Controller('books')
@Roles('accountant')
export class BookCostsCommandsController {
  constructor(
    @Inject(BookFacts) private readonly facts: BookFacts,
    @Inject(BookEvidence) private readonly evidence: BookEvidence,
  ) {}

  @Post()
  @ApiOperation({ summary: 'Opens a book: one lot of a data resource, of the caller’s entity.' })
  @ApiCreatedResponse({ type: WrittenDto })
  async open(
    @Body() { name, lot, source, assetId, orderId }: OpenBookDto,
    @IdempotentId() bookId: string,
    @CurrentCaller() { partyId }: Caller,
    @Context() context: CommandContext,
  ) {
    const evidence = assetId === undefined ? undefined : await this.evidence.of(assetId, partyId);
    const data = { bookId, name, source, ...present({ lot, orderId, evidence }) };
    const outcome = await this.facts.open({ type: 'OpenBook', data }, context);
    return written(outcome, { id: bookId }, { location: `/v1/books/${bookId}` });
  }

  @Post(':bookId/opening-balance')
  @HttpCode(200)
  @ApiOperation({ summary: 'Takes balances over from another system: the first fact of a book.' })
  @ApiOkResponse({ type: WrittenDto })
  takeOpening(
    @Param('bookId') bookId: string,
    @Body() body: TakeOpeningBalanceDto,
    @Context() context: CommandContext,
  ) {
    const data = {
      ...factOf(bookId, body),
      carriedAs: body.carriedAs,
      cost: moneyOf(body.cost),
      amortised: moneyOrNone(body.amortised),
      impaired: moneyOrNone(body.impaired),
    };
    return this.facts.record({ type: 'TakeOpeningBalance', data }, context);
  }

  @Post(':bookId/acquisition')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Records how the data were come by, and their cost.',
    description: 'Booked at once, or with the recognition where that is still to be decided.',
  })
  @ApiOkResponse({ type: WrittenDto })
  acquire(
    @Param('bookId') bookId: string,
    @Body() body: RecordAcquisitionDto,
    @Context() context: CommandContext,
  ) {
    const { mode, price, components = [], inputTax, settlement } = body;
    const data = {
      ...factOf(bookId, body),
      mode,
      price: moneyOf(price),
      components: components.map(({ component, amount }) => ({
        component,
        amount: moneyOf(amount),
      })),
      inputTax: moneyOrNone(inputTax),
      ...settlementOf(settlement),
    };
    return this.facts.record({ type: 'RecordAcquisition', data }, context);
  }

  @Post(':bookId/cost')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Records a cost beside the price: capitalised or expensed by its kind.',
  })
  @ApiOkResponse({ type: WrittenDto })
  cost(
    @Param('bookId') bookId: string,
    @Body() body: RecordCostDto,
    @Context() context: CommandContext,
  ) {
    const { component, amount, inputTax, settlement } = body;
    const data = {
      ...factOf(bookId, body),
      component,
      amount: moneyOf(amount),
      inputTax: moneyOrNone(inputTax),
      ...settlementOf(settlement),
    };
    return this.facts.record({ type: 'RecordCost', data }, context);
  }

  @Post(':bookId/research')
  @HttpCode(200)
  @ApiOperation({ summary: 'Records spending of the research phase: expensed when incurred.' })
  @ApiOkResponse({ type: WrittenDto })
  research(
    @Param('bookId') bookId: string,
    @Body() body: RecordResearchDto,
    @Context() context: CommandContext,
  ) {
    const spent = { amount: moneyOf(body.amount), ...settlementOf(body.settlement) };
    const data = { ...factOf(bookId, body), ...spent };
    return this.facts.record({ type: 'RecordResearch', data }, context);
  }

  @Post(':bookId/development')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Records spending of the development phase: capitalised if it qualifies.',
  })
  @ApiOkResponse({ type: WrittenDto })
  develop(
    @Param('bookId') bookId: string,
    @Body() body: RecordDevelopmentDto,
    @Context() context: CommandContext,
  ) {
    const { amount, qualifies, settlement } = body;
    const spent = { amount: moneyOf(amount), qualifies, ...settlementOf(settlement) };
    const data = { ...factOf(bookId, body), ...spent };
    return this.facts.record({ type: 'RecordDevelopment', data }, context);
  }

  @Post(':bookId/capitalisation')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Records that all five conditions of capitalisation are met, each with evidence.',
  })
  @ApiOkResponse({ type: WrittenDto })
  capitalise(
    @Param('bookId') bookId: string,
    @Body() { conditions, note, attachments }: RecordConditionsDto,
    @Context() context: CommandContext,
  ) {
    const data = {
      bookId,
      conditions: conditions.map(({ condition, metOn, explanation, evidenceDigest }) => ({
        ...{ condition, metOn, explanation, evidenceDigest },
      })),
      ...present({ note, attachments }),
    };
    return this.facts.record({ type: 'RecordConditions', data }, context);
  }

  @Post(':bookId/recognition')
  @HttpCode(200)
  @ApiOperation({ summary: 'Decides by the recognition table how the resource is carried.' })
  @ApiOkResponse({ type: WrittenDto })
  recognise(
    @Param('bookId') bookId: string,
    @Body() body: DecideRecognitionDto,
    @Context() context: CommandContext,
  ) {
    const { purpose, identifiable, controlled, benefitsProbable, costReliable } = body.inputs;
    const { fulfilsContract = false } = body.inputs;
    const criteria = { identifiable, controlled, benefitsProbable, costReliable };
    const inputs = { purpose, ...criteria, fulfilsContract };
    const data = { ...factOf(bookId, body), inputs, basis: body.basis };
    return this.facts.record({ type: 'DecideRecognition', data }, context);
  }
}
