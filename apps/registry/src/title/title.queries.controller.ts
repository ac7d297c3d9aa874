import { TitleDto, TitleQuery } from '@ledger/contracts/title/title-answer.dto.js';
import type { TitleEvent } from '@ledger/domain/title/title.events.js';
import { sightOf } from '@ledger/domain/title/title.sight.js';
import { instantOf } from '@ledger/domain/title/title.standing.js';
import {
  evolveTitle,
  initialTitle,
  titleStream,
  type Title,
} from '@ledger/domain/title/title.state.js';
import { CLOCK } from '@ledger/event-store/clock.js';
import type { Clock } from '@ledger/event-store/clock.js';
import type { EventLog } from '@ledger/event-store/event-log.js';
import type { RecordedEvent, RecordedOf } from '@ledger/event-store/event.js';
import { EVENT_LOG } from '@ledger/event-store/event-store.module.js';
import { AccessRecorder } from '@ledger/http/access/access-recorder.js';
import { AnyRole, CurrentCaller } from '@ledger/http/auth/access.decorators.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import { problem } from '@ledger/http/problems/http-problem.js';
import { ReadAfter } from '@ledger/http/reads/read-after.decorator.js';
import { Reader } from '@ledger/http/reads/read-context.decorator.js';
import type { ReadContext } from '@ledger/http/reads/read-context.decorator.js';
import { purposeMissing } from '@ledger/http/reads/purpose.js';
import { TitleDoor } from '@ledger/http/titles/title-door.js';
import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { knownBy } from './known-at.js';
import { titleAnswer } from './title.answer.js';

/** Who may do what with an asset: read from the log itself, so never behind it. */
@ApiTags('titles')
@Controller('assets/:assetId/title')
export class TitleQueriesController {
  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(TitleDoor) private readonly door: TitleDoor,
    @Inject(AccessRecorder) private readonly accesses: AccessRecorder,
  ) {}

  @Get()
  @AnyRole()
  @ApiOperation({
    summary: 'Rights, grants, licensing, reservations, pledges and bars of an asset.',
    description:
      'Without `validAt` everything recorded, with `stands` for now; with it only what held on ' +
      'that day. `knownAt` leaves out what was recorded later. Who may see it is judged now.',
  })
  @ApiOkResponse({ type: TitleDto })
  async one(
    @Param('assetId') assetId: string,
    @Query() { validAt, knownAt, purpose }: TitleQuery,
    @CurrentCaller() caller: Caller,
    @Reader() reader: ReadContext,
    @ReadAfter() after: number | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TitleDto> {
    const isKnown = knownBy(knownAt);
    if (after !== undefined) await this.reached(after);
    const events = await this.log.read(titleStream(assetId));
    const sight = sightOf(folded(events), caller, this.clock.now());
    if (sight === 'none') return this.door.closed(assetId, caller);
    if (sight === 'encumbrances') await this.keepAccess(reader, assetId, purpose);
    const known = events.filter(isKnown);
    const last = known.at(-1);
    if (last === undefined) return this.door.closed(assetId, caller);
    if (knownAt === undefined) void reply.header('etag', `"${last.version}"`);
    return titleAnswer(folded(known), {
      at: validAt === undefined ? this.clock.now() : instantOf(validAt),
      instant: (version) => known[version - 1]?.recordedAt ?? last.recordedAt,
      partyId: caller.partyId,
      sight,
      validAt,
      position: last.position,
    });
  }

  /** Nothing to wait for: what the log has acknowledged, a look at it sees. */
  private async reached(after: number): Promise<void> {
    const { head } = await this.log.versions([]);
    if (head < after) throw problem('read_model_behind');
  }

  private async keepAccess(reader: ReadContext, assetId: string, purpose?: string): Promise<void> {
    if (purpose === undefined) throw purposeMissing();
    const role = 'lender' as const;
    await this.accesses.record(
      { ...reader, actor: { ...reader.actor, role } },
      { purpose, route: 'title', subjects: [assetId] },
    );
  }
}

const folded = (events: readonly RecordedEvent[]): Title =>
  (events as readonly RecordedOf<TitleEvent>[]).reduce<Title>(evolveTitle, initialTitle());
