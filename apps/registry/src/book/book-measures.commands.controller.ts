import {
  EstimateLifeDto,
  HoldForSaleDto,
  RecordUnitsDto,
  ReverseWriteDownDto,
  TestImpairmentDto,
  WithdrawHeldForSaleDto,
  WriteDownDto,
} from '@ledger/contracts/book/book-measure.dto.js';
import { moneyOf } from '@ledger/contracts/money.dto.js';
import { present } from '@ledger/contracts/present.js';
import { WrittenDto } from '@ledger/contracts/written.dto.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import { CurrentCaller, Roles } from '@ledger/http/auth/access.decorators.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import { Context } from '@ledger/http/writes/context.decorators.js';
import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { BookFacts, factOf, moneyOrNone } from './book-facts.js';
import { BookEvidence } from './book.evidence.js';

/** Facts that measure what a book is carried at. */
@ApiTags('books')
@Controller('books/:bookId')
@Roles('accountant')
export class BookMeasuresCommandsController {
  constructor(
    @Inject(BookFacts) private readonly facts: BookFacts,
    @Inject(BookEvidence) private readonly evidence: BookEvidence,
  ) {}

  @Post('useful-life')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Estimates useful life and method, or changes them prospectively.',
    description:
      'Never beyond the right’s last day (stated, or known from the linked asset) without ' +
      'evidence of its renewal.',
  })
  @ApiOkResponse({ type: WrittenDto })
  async estimate(
    @Param('bookId') bookId: string,
    @Body() body: EstimateLifeDto,
    @CurrentCaller() { partyId }: Caller,
    @Context() context: CommandContext,
  ) {
    const { method, months, units, use } = body;
    const { rightUntil, renewalEvidenceDigest, residualEvidenceDigest, changeReason } = body;
    const evidence = await this.evidence.ofBook(bookId, partyId);
    const data = {
      ...factOf(bookId, body),
      estimate: {
        method,
        residual: moneyOrNone(body.residual),
        use,
        ...present({ months, units }),
      },
      factors: body.factors.map(({ factor, finding }) => ({ factor, finding })),
      ...present({ availableOn: body.availableOn, rightUntil, renewalEvidenceDigest }),
      ...present({ residualEvidenceDigest, changeReason, evidence }),
    };
    return this.facts.record({ type: 'EstimateLife', data }, context);
  }

  @Post('units-used')
  @HttpCode(200)
  @ApiOperation({ summary: 'Records units of use, of an asset that is amortised by them.' })
  @ApiOkResponse({ type: WrittenDto })
  use(
    @Param('bookId') bookId: string,
    @Body() body: RecordUnitsDto,
    @Context() context: CommandContext,
  ) {
    const data = { ...factOf(bookId, body), units: body.units };
    return this.facts.record({ type: 'RecordUnits', data }, context);
  }

  @Post('impairment')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Recognises an impairment to the recoverable amount; it is never reversed.',
  })
  @ApiOkResponse({ type: WrittenDto })
  impair(
    @Param('bookId') bookId: string,
    @Body() body: TestImpairmentDto,
    @Context() context: CommandContext,
  ) {
    const { fairValueLessCosts: fair, presentValue: value, basis } = body;
    const data = {
      ...factOf(bookId, body),
      ...present({
        fairValueLessCosts: fair && moneyOf(fair),
        presentValue: value && moneyOf(value),
        basis,
      }),
    };
    return this.facts.record({ type: 'TestImpairment', data }, context);
  }

  @Post('write-down')
  @HttpCode(200)
  @ApiOperation({ summary: 'Writes inventory down to its net realisable value.' })
  @ApiOkResponse({ type: WrittenDto })
  writeDown(
    @Param('bookId') bookId: string,
    @Body() body: WriteDownDto,
    @Context() context: CommandContext,
  ) {
    const netRealisableValue = moneyOf(body.netRealisableValue);
    const told = present({ basis: body.basis });
    const data = { ...factOf(bookId, body), netRealisableValue, ...told };
    return this.facts.record({ type: 'WriteDown', data }, context);
  }

  @Post('write-down-reversal')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Reverses a write-down, up to the provision made before.',
    description: 'Of what is held for sale, up to the loss since its classification (CAS 42).',
  })
  @ApiOkResponse({ type: WrittenDto })
  reverseWriteDown(
    @Param('bookId') bookId: string,
    @Body() body: ReverseWriteDownDto,
    @Context() context: CommandContext,
  ) {
    const netRealisableValue = moneyOf(body.netRealisableValue);
    const told = { reason: body.reason, ...present({ basis: body.basis }) };
    const data = { ...factOf(bookId, body), netRealisableValue, ...told };
    return this.facts.record({ type: 'ReverseWriteDown', data }, context);
  }

  @Post('held-for-sale')
  @HttpCode(200)
  @ApiOperation({ summary: 'Classifies an intangible asset as held for sale: amortisation stops.' })
  @ApiOkResponse({ type: WrittenDto })
  holdForSale(
    @Param('bookId') bookId: string,
    @Body() body: HoldForSaleDto,
    @Context() context: CommandContext,
  ) {
    const fairValueLessCosts = moneyOf(body.fairValueLessCosts);
    const data = { ...factOf(bookId, body), fairValueLessCosts };
    return this.facts.record({ type: 'ClassifyHeldForSale', data }, context);
  }
  @Post('held-for-sale-withdrawal')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Takes an asset that is held for sale no more back into use (CAS 42 art. 21).',
    description:
      'At the lower of what it would be carried at if it had never been classified and of its ' +
      'recoverable amount; amortisation of the time between is charged, and goes on.',
  })
  @ApiOkResponse({ type: WrittenDto })
  withdrawHeldForSale(
    @Param('bookId') bookId: string,
    @Body() body: WithdrawHeldForSaleDto,
    @Context() context: CommandContext,
  ) {
    const { fairValueLessCosts: fair, presentValue: value, reason } = body;
    const data = {
      ...factOf(bookId, body),
      reason,
      ...present({
        fairValueLessCosts: fair && moneyOf(fair),
        presentValue: value && moneyOf(value),
      }),
    };
    return this.facts.record({ type: 'WithdrawHeldForSale', data }, context);
  }
}
