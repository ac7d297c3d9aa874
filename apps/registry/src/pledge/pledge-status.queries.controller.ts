import { PledgeStatusDto, PledgeStatusQuery } from '@ledger/contracts/pledge/pledge-status.dto.js';
import { sightOf, type Sight } from '@ledger/domain/title/title.sight.js';
import { AccessRecorder } from '@ledger/http/access/access-recorder.js';
import { AnyRole, CurrentCaller } from '@ledger/http/auth/access.decorators.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import { problem } from '@ledger/http/problems/http-problem.js';
import { AskedAgain, type Asker } from '@ledger/http/reads/asked-again.js';
import { purposeMissing } from '@ledger/http/reads/purpose.js';
import { ReadAfter } from '@ledger/http/reads/read-after.decorator.js';
import { Reader } from '@ledger/http/reads/read-context.decorator.js';
import type { ReadContext } from '@ledger/http/reads/read-context.decorator.js';
import { TitleDoor } from '@ledger/http/titles/title-door.js';
import type { TitleAsked } from '@ledger/http/titles/title-reading.js';
import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { KeptStatuses } from './kept-statuses.js';
import { pledgeStatus } from './pledge-status.answer.js';
import { type HeadSheet, type SeenSheet, TitleLook } from './title-look.js';
import { TitlePast } from './title-past.js';

interface StatusAsked extends TitleAsked {
  readonly since?: number | undefined;
}

/** What a lender asks before he lends. */
@ApiTags('pledges')
@Controller('assets/:assetId/pledge-status')
export class PledgeStatusQueriesController {
  constructor(
    @Inject(KeptStatuses) private readonly kept: KeptStatuses,
    @Inject(TitleLook) private readonly titles: TitleLook,
    @Inject(TitlePast) private readonly past: TitlePast,
    @Inject(TitleDoor) private readonly door: TitleDoor,
    @Inject(AccessRecorder) private readonly accesses: AccessRecorder,
    @Inject(AskedAgain) private readonly again: AskedAgain,
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
  ): Promise<PledgeStatusDto | Buffer> {
    const asked = { ...query, assetId, after, route };
    const answer = await this.answer(asked, { caller, reader, reply });
    this.again.keep(reply.request, (asker) => this.answer(asked, asker));
    return answer;
  }

  private answer(asked: StatusAsked, asker: Asker): Promise<PledgeStatusDto | Buffer> {
    const { validAt, knownAt, since } = asked;
    const isOfNow = validAt === undefined && knownAt === undefined && since === undefined;
    return isOfNow ? this.present(asked, asker) : this.made(asked, asker);
  }

  /** The past, or what has changed since. */
  private async made(asked: StatusAsked, asker: Asker): Promise<PledgeStatusDto> {
    const { assetId, validAt, knownAt, since } = asked;
    const { caller, reader, reply } = asker;
    const isPast = validAt !== undefined || knownAt !== undefined;
    const sheet = isPast
      ? await this.past.sheet(asked, caller, reader)
      : await this.head(asked, asker);
    if (sheet.sight === 'own') return this.door.closed(assetId, caller);
    void reply.header('etag', `"${sheet.version}"`);
    const answer = statusOf(assetId, sheet, caller);
    if (since === undefined) return answer;
    return { ...answer, changes: await this.past.since(assetId, since, sheet.asOf) };
  }

  /** The question that lenders ask most: an answer that still stands is not made again. */
  private async present(asked: TitleAsked, asker: Asker): Promise<Buffer> {
    const { caller, reader, reply } = asker;
    const kept = this.kept.of(asked.assetId, caller);
    if (kept !== undefined) {
      // That he asks is recorded while the log is asked: he was let in, and waits for both.
      const [, found] = await Promise.all([
        this.record(asked, kept.sight, reader),
        this.kept.now(kept),
      ]);
      if (found !== undefined) {
        if (found.asOf < (asked.after ?? 0)) throw problem('read_model_behind');
        return sent(reply, found.titleVersion, found.json);
      }
    }
    const sheet = await this.head(asked, asker, kept?.sight);
    const made = this.kept.keep(statusOf(asked.assetId, sheet, caller), sheet, caller);
    return sent(reply, sheet.version, made);
  }

  /** The head of the log: no table, no older state; the question is recorded first. */
  private async head(
    asked: TitleAsked,
    { caller, reader }: Asker,
    recordedAs?: 'full' | 'encumbrances',
  ): Promise<HeadSheet & { readonly sight: 'full' | 'encumbrances' }> {
    const sheet = await this.titles.sheet(asked.assetId, asked.after);
    const sight = sightOf(sheet.title, caller, sheet.at);
    if (sight === 'none' || sight === 'own') return this.door.closed(asked.assetId, caller);
    if (sight !== recordedAs) await this.record(asked, sight, reader);
    return { ...sheet, sight };
  }

  private record(
    { assetId, purpose }: TitleAsked,
    sight: 'full' | 'encumbrances',
    reader: ReadContext,
  ): Promise<void> {
    const isLending = sight === 'encumbrances';
    if (isLending && purpose === undefined) throw purposeMissing();
    return this.accesses.record(
      isLending ? { ...reader, actor: { ...reader.actor, role: 'lender' } } : reader,
      { purpose: purpose ?? 'own', route, subjects: [assetId] },
    );
  }
}

/** Headers of an answer that is JSON already. */
const sent = (reply: FastifyReply, version: number, json: Buffer): Buffer => {
  void reply.headers({ etag: `"${version}"`, 'content-type': 'application/json; charset=utf-8' });
  return json;
};

const statusOf = (
  assetId: string,
  sheet: SeenSheet & { readonly at: string; readonly sight: Sight },
  { partyId, roles }: Caller,
): PledgeStatusDto =>
  pledgeStatus(assetId, sheet, {
    at: sheet.at,
    partyId,
    seesContracts: sheet.sight === 'full',
    lends: roles.includes('lender'),
  });

/** As accesses are recorded. */
const route = 'pledge-status';
