import { FeedQuery } from '@ledger/contracts/feed/feed.dto.js';
import { AccessRecorder } from '@ledger/http/access/access-recorder.js';
import { AnyRole, CurrentCaller } from '@ledger/http/auth/access.decorators.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import { badHeader, type HttpProblem, problem } from '@ledger/http/problems/http-problem.js';
import { type ReadContext, Reader } from '@ledger/http/reads/read-context.decorator.js';
import { readYourWrites } from '@ledger/http/reads/read-your-writes.js';
import { ReadModels } from '@ledger/read-model/read-models.js';
import { Controller, Get, Headers, Inject, Query, Res } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ndjsonBeats, ndjsonMediaType, ndjsonPage, sseBeats, sseMediaType } from './feed.answer.js';
import { type FeedPage, FeedPages, subjectsOf } from './feed.pages.js';
import { feedProjection } from './feed.projection.js';
import { LiveFeeds } from './live-feeds.js';

/** The log for those who may read it. */
@ApiTags('feed')
@Controller('log/events')
export class FeedQueriesController {
  constructor(
    @Inject(FeedPages) private readonly pages: FeedPages,
    @Inject(LiveFeeds) private readonly live: LiveFeeds,
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(AccessRecorder) private readonly accesses: AccessRecorder,
  ) {}

  @Get()
  @AnyRole()
  @ApiOperation({
    summary: 'Events of the log that the caller may read, in order, as CloudEvents 1.0.',
    description:
      'A page of NDJSON, or with `follow=true` lines without end; with `Accept: ' +
      'text/event-stream` Server-Sent Events, resumed by `Last-Event-ID`. The header ' +
      '`Log-Position` of a page says up to where everything has been looked at: give it as ' +
      '`after`, also when the page is empty. Who may read an event is judged where it stands in ' +
      'the log: what lets somebody in shows him what comes from then on.',
  })
  @ApiHeader({ name: 'Last-Event-ID', required: false, description: 'Position seen last.' })
  @ApiProduces(ndjsonMediaType, sseMediaType)
  @ApiOkResponse({ schema: { type: 'string' } })
  async events(
    @Query() query: FeedQuery,
    @CurrentCaller() caller: Caller,
    @Reader() reader: ReadContext,
    @Headers('accept') accept: string | undefined,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const after = await this.placeToGoOn(lastEventId, query.after);
    const next = (from: number) => this.pageAfter(from, query, caller, reader);
    const isSse = acceptsSse(accept);
    if (isSse || query.follow) return this.stream(reply, caller, after, next, isSse);
    const page = await next(after);
    void reply
      .header('content-type', `${ndjsonMediaType}; charset=utf-8`)
      .header('log-position', String(page.through))
      .send(ndjsonPage(page));
  }

  /**
   * The position after which to read, when the feed has come there. One that the log has never come to
   * is refused at once: it is of another log, or of this one before it was restored from a backup.
   */
  private async placeToGoOn(lastEventId: string | undefined, asked = 0): Promise<number> {
    const inHeader = positionOf(lastEventId);
    const after = inHeader ?? asked;
    if (await this.readModels.caughtUp(feedProjection.name, after, 0)) return after;
    if (await this.readModels.isBeyondLog(after)) throw beyondLog(inHeader !== undefined);
    await readYourWrites(this.readModels, feedProjection.name, after);
    return after;
  }

  /** A page; what a lender sees of others is recorded before it leaves. */
  private async pageAfter(
    after: number,
    { category, type, stream, purpose, limit }: FeedQuery,
    { partyId, roles }: Caller,
    reader: ReadContext,
  ): Promise<FeedPage> {
    const filter = { categories: category?.split(','), types: type?.split(','), stream };
    const page = await this.pages.page({ partyId, roles, purpose }, filter, after, limit);
    if (page.lentSubjects.length > 0) {
      await this.accesses.record(
        { ...reader, actor: { ...reader.actor, role: 'lender' } },
        {
          purpose: purpose ?? 'log-events',
          route: 'log-events',
          subjects: subjectsOf(page.lentSubjects),
        },
      );
    }
    return page;
  }

  /** Out of the hands of the framework, whose answers have a time limit; back-pressure is the pipe's. */
  private async stream(
    reply: FastifyReply,
    { partyId }: Caller,
    after: number,
    next: (after: number) => Promise<FeedPage>,
    isSse: boolean,
  ): Promise<void> {
    const gone = new AbortController();
    const beats = this.live.follow(partyId, after, next, gone.signal);
    const mediaType = isSse ? sseMediaType : ndjsonMediaType;
    const headers = { ...reply.getHeaders(), 'content-type': `${mediaType}; charset=utf-8` };
    reply.hijack();
    reply.raw.once('close', () => gone.abort());
    reply.raw.writeHead(200, headers as Record<string, string>);
    reply.raw.flushHeaders();
    const text = isSse ? sseBeats(beats) : ndjsonBeats(beats);
    // The reader may go at any moment, and a failing database ends the stream: he resumes.
    await pipeline(Readable.from(text, { objectMode: true }), reply.raw).catch(() => undefined);
    // He may have gone before anybody listened for it.
    gone.abort();
    reply.raw.destroy();
  }
}

/** Positions are at most 15 digits here, as in `after`. */
const positionOf = (lastEventId: string | undefined): number | undefined => {
  if (lastEventId === undefined) return undefined;
  if (/^\d{1,15}$/.test(lastEventId)) return Number(lastEventId);
  throw badHeader(
    'last-event-id',
    'Last-Event-ID 须为收到的最后一个 id（日志位置）',
    'Last-Event-ID must be the last id received: a log position',
  );
};

const beyondLog = (isInHeader: boolean): HttpProblem => {
  const name = isInHeader ? 'Last-Event-ID' : 'after';
  const zh = `${name} 超出日志末尾：日志可能已从备份恢复，请从更早的位置重新读取`;
  const en = `${name} is beyond the end of the log, which may have been restored: read again from before`;
  if (isInHeader) return badHeader('last-event-id', zh, en);
  return problem('invalid_request', { errors: [{ in: 'query', pointer: '/after', zh, en }] });
};

const acceptsSse = (accept: string | undefined): boolean =>
  accept?.split(',').some((part) => part.split(';')[0]?.trim() === sseMediaType) ?? false;
