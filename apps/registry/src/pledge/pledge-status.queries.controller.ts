import { PledgeStatusDto, PledgeStatusQuery } from '@ledger/contracts/pledge/pledge-status.dto.js';
import { sightOf } from '@ledger/domain/title/title.sight.js';
import { CLOCK } from '@ledger/event-store/clock.js';
import type { Clock } from '@ledger/event-store/clock.js';
import { AccessRecorder } from '@ledger/http/access/access-recorder.js';
import { AnyRole, CurrentCaller } from '@ledger/http/auth/access.decorators.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import { purposeMissing } from '@ledger/http/reads/purpose.js';
import { ReadAfter } from '@ledger/http/reads/read-after.decorator.js';
import { Reader } from '@ledger/http/reads/read-context.decorator.js';
import type { ReadContext } from '@ledger/http/reads/read-context.decorator.js';
import { TitleDoor } from '@ledger/http/titles/title-door.js';
import type { TitleAsked } from '@ledger/http/titles/title-reading.js';
import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { pledgeStatus } from './pledge-status.answer.js';
import { TitleLook } from './title-look.js';
import { TitlePast, type PastSheet } from './title-past.js';

/** What a lender asks before he lends. */
@ApiTags('pledges')
@Controller('assets/:assetId/pledge-status')
export class PledgeStatusQueriesController {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(TitleLook) private readonly titles: TitleLook,
    @Inject(TitlePast) private readonly past: TitlePast,
    @Inject(TitleDoor) private readonly door: TitleDoor,
    @Inject(AccessRecorder) private readonly accesses: AccessRecorder,
  ) {}

  @Get()
  @AnyRole()
  @ApiOperation({
    summary: 'All that weighs on an asset, as of a position of the log.',
    description:
      'Every encumbrance acknowledged before the question is in the answer. For holders, the ' +
      'registrar, auditors, and lenders whom the holder let in or who have a pledge or claim. A ' +
      'lender states a purpose; the question is recorded before the answer leaves.',
  })
  @ApiOkResponse({ type: PledgeStatusDto })
  async status(
    @Param('assetId') assetId: string,
    @Query() query: PledgeStatusQuery,
    @CurrentCaller() caller: Caller,
    @Reader() reader: ReadContext,
    @ReadAfter() after: number | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PledgeStatusDto> {
    const { validAt, knownAt, since } = query;
    const isPast = validAt !== undefined || knownAt !== undefined;
    const asked = { ...query, assetId, after, route };
    const sheet = isPast
      ? await this.past.sheet(asked, caller, reader)
      : await this.present(asked, caller, reader);
    const { at, sight } = sheet;
    if (sight === 'own') return this.door.closed(assetId, caller);
    void reply.header('etag', `"${sheet.version}"`);
    const { partyId } = caller;
    const answer = pledgeStatus(assetId, sheet, { at, partyId, seesContracts: sight === 'full' });
    if (since === undefined) return answer;
    return { ...answer, changes: await this.past.since(assetId, since, sheet.asOf) };
  }

  /** The head of the log: no table, no older state; the question is recorded first. */
  private async present(
    { assetId, purpose, after }: TitleAsked,
    caller: Caller,
    reader: ReadContext,
  ): Promise<PastSheet> {
    const sheet = await this.titles.sheet(assetId, after);
    const at = this.clock.now();
    const sight = sightOf(sheet.title, caller, at);
    if (sight === 'none' || sight === 'own') return this.door.closed(assetId, caller);
    const isLending = sight === 'encumbrances';
    if (isLending && purpose === undefined) throw purposeMissing();
    await this.accesses.record(
      isLending ? { ...reader, actor: { ...reader.actor, role: 'lender' } } : reader,
      { purpose: purpose ?? 'own', route, subjects: [assetId] },
    );
    return { ...sheet, at, sight };
  }
}

/** As accesses are recorded. */
const route = 'pledge-status';
