import { present } from '@ledger/contracts/present.js';
import { RaiseBarDto, ReasonDto, RecordHoldingDto } from '@ledger/contracts/title/title.dto.js';
import { WrittenDto } from '@ledger/contracts/written.dto.js';
import type { RightStatement } from '@ledger/domain/asset/asset.events.js';
import { shanghaiDate } from '@ledger/domain/calendar.js';
import { titleStream } from '@ledger/domain/title/title.state.js';
import { CLOCK, type Clock } from '@ledger/event-store/clock.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import { Roles } from '@ledger/http/auth/access.decorators.js';
import { Context, IdempotentId } from '@ledger/http/writes/context.decorators.js';
import { written } from '@ledger/http/writes/written.js';
import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { TitleEvidence } from './title.evidence.js';
import { HANDLE_TITLE } from './title.tokens.js';
import type { HandleTitle } from './title.tokens.js';

/** What the registrar records in a title: entries and bars. */
@ApiTags('titles')
@Controller('assets/:assetId')
@Roles('registrar')
export class RegistrarCommandsController {
  constructor(
    @Inject(HANDLE_TITLE) private readonly handle: HandleTitle,
    @Inject(TitleEvidence) private readonly evidence: TitleEvidence,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Post('holdings')
  @ApiOperation({ summary: 'Records one more entry (持有 / 加工使用 / 经营).' })
  @ApiCreatedResponse({ type: WrittenDto })
  async record(
    @Param('assetId') assetId: string,
    @Body() body: RecordHoldingDto,
    @IdempotentId() holdingId: string,
    @Context() context: CommandContext,
  ) {
    const entry = entryOf(holdingId, body);
    const partyIds = [...new Set(entry.holders.map(({ partyId }) => partyId))];
    const today = shanghaiDate(this.clock.now());
    const read = await this.evidence.recordingOf(assetId, partyIds, today);
    const data = { assetId, entry, ...read };
    const outcome = await this.handle(
      titleStream(assetId),
      { type: 'RecordHolding', data },
      context,
    );
    return written(outcome, { id: holdingId }, { location: `/v1/assets/${assetId}/title` });
  }

  @Post('holdings/:holdingId/end')
  @HttpCode(200)
  @ApiOperation({ summary: 'Ends an entry on which nothing rests.' })
  @ApiOkResponse({ type: WrittenDto })
  async end(
    @Param('assetId') assetId: string,
    @Param('holdingId') holdingId: string,
    @Body() { reason }: ReasonDto,
    @Context() context: CommandContext,
  ) {
    const data = { assetId, holdingId, reason };
    const outcome = await this.handle(titleStream(assetId), { type: 'EndHolding', data }, context);
    return written(outcome, { id: holdingId });
  }

  @Post('bars')
  @ApiOperation({ summary: 'Raises a bar: no disposal, no new pledge while it stands.' })
  @ApiCreatedResponse({ type: WrittenDto })
  async raise(
    @Param('assetId') assetId: string,
    @Body() { ground, authority, ...more }: RaiseBarDto,
    @IdempotentId() barId: string,
    @Context() context: CommandContext,
  ) {
    const { holdingId, documentDigest, documentNumber, from, until, months } = more;
    const stated = present({ holdingId, documentDigest, documentNumber, from, until, months });
    const data = { assetId, barId, ground, authority, ...stated };
    const outcome = await this.handle(titleStream(assetId), { type: 'RaiseBar', data }, context);
    return written(outcome, { id: barId }, { location: `/v1/assets/${assetId}/title` });
  }

  @Post('bars/:barId/lift')
  @HttpCode(200)
  @ApiOperation({ summary: 'Lifts a bar.' })
  @ApiOkResponse({ type: WrittenDto })
  async lift(
    @Param('assetId') assetId: string,
    @Param('barId') barId: string,
    @Body() { reason }: ReasonDto,
    @Context() context: CommandContext,
  ) {
    const data = { assetId, barId, reason };
    const outcome = await this.handle(titleStream(assetId), { type: 'LiftBar', data }, context);
    return written(outcome, { id: barId });
  }
}

const entryOf = (holdingId: string, body: RecordHoldingDto): RightStatement => ({
  holdingId,
  right: body.right,
  holders: body.holders.map(({ partyId, share }) => ({ partyId, ...present({ share }) })),
  basis: body.basis,
  from: body.from,
  ...present({
    proofDigest: body.proofDigest,
    until: body.until,
    purposes: body.purposes,
    fields: body.fields,
    territory: body.territory,
    remarks: body.remarks,
  }),
});
