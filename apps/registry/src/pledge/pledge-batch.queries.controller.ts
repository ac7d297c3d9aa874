import {
  PledgeStatusBatchAnswerDto,
  PledgeStatusBatchDto,
  type BatchItemDto,
  type EntryAnswerDto,
} from '@ledger/contracts/pledge/pledge-answers.dto.js';
import { present } from '@ledger/contracts/present.js';
import { encumbrancesOf } from '@ledger/domain/title/encumbrances.js';
import { answerFor, type QuestionAsked } from '@ledger/domain/title/pledge-question.js';
import { sightOf, type Sight } from '@ledger/domain/title/title.sight.js';
import { CLOCK } from '@ledger/event-store/clock.js';
import type { Clock } from '@ledger/event-store/clock.js';
import { AccessRecorder } from '@ledger/http/access/access-recorder.js';
import { AnyRole, CurrentCaller } from '@ledger/http/auth/access.decorators.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import { ReadAfter } from '@ledger/http/reads/read-after.decorator.js';
import { Reader } from '@ledger/http/reads/read-context.decorator.js';
import type { ReadContext } from '@ledger/http/reads/read-context.decorator.js';
import { problem } from '@ledger/http/problems/http-problem.js';
import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { TitlesLook, type GlancedSheet } from './titles-look.js';

/** The lender's question of many assets. It records nothing but that it was asked. */
@ApiTags('pledges')
@Controller('pledge-status')
export class PledgeBatchQueriesController {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(TitlesLook) private readonly titles: TitlesLook,
    @Inject(AccessRecorder) private readonly accesses: AccessRecorder,
  ) {}

  @Post('batch')
  @HttpCode(200)
  @AnyRole()
  @ApiOperation({
    summary: 'Up to 1,000 assets as of one position of the log: free or not, why, what covers it.',
    description: 'An asset that is not there, or not yours to see, is answered with found: false.',
  })
  @ApiOkResponse({ type: PledgeStatusBatchAnswerDto })
  async batch(
    @Body() { assetIds, purpose }: PledgeStatusBatchDto,
    @CurrentCaller() caller: Caller,
    @Reader() reader: ReadContext,
    @ReadAfter() after = 0,
  ): Promise<PledgeStatusBatchAnswerDto> {
    const at = this.clock.now();
    const { asOf, sheets } = await this.titles.sheets([...new Set(assetIds)], at);
    if (asOf < after) throw problem('read_model_behind');
    const seen = new Map(sheets.map((sheet) => [sheet.assetId, sightOf(sheet.title, caller, at)]));
    const subjects = [...seen].filter(([, sight]) => isOpen(sight)).map(([assetId]) => assetId);
    const isLending = [...seen.values()].includes('encumbrances');
    if (subjects.length > 0) {
      await this.accesses.record(
        isLending ? { ...reader, actor: { ...reader.actor, role: 'lender' } } : reader,
        { purpose, route: 'pledge-status-batch', subjects },
      );
    }
    const lenderPartyId = caller.roles.includes('lender') ? caller.partyId : undefined;
    const asked = { at, lenderPartyId };
    return {
      asOf,
      at,
      items: sheets.map((sheet) => item(sheet, isOpen(seen.get(sheet.assetId)), asked)),
    };
  }
}

const isOpen = (sight: Sight | undefined): boolean => sight === 'full' || sight === 'encumbrances';

const item = (sheet: GlancedSheet, found: boolean, asked: QuestionAsked): BatchItemDto => {
  const { assetId, title, version } = sheet;
  if (!found) return { assetId, found, entries: [] };
  return { assetId, found, titleVersion: version, entries: entriesOf(sheet, title, asked) };
};

const entriesOf = (
  sheet: GlancedSheet,
  title: GlancedSheet['title'],
  asked: QuestionAsked,
): readonly EntryAnswerDto[] =>
  encumbrancesOf(title, asked.at).map((encumbrances) => {
    const { entry } = encumbrances;
    const answer = answerFor(title, encumbrances, sheet, asked);
    const { free, newPledgePossible, reasons, secured, valuation, coverage } = answer;
    return {
      holdingId: entry.holdingId,
      right: entry.right,
      ...{ free, newPledgePossible, reasons, secured },
      ...present({ valuation, coverage }),
    };
  });
