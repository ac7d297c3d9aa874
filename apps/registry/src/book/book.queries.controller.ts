import {
  BookDto,
  BookLineDto,
  BookQuery,
  BooksQuery,
} from '@ledger/contracts/book/book-answer.dto.js';
import { type Page, PageOf } from '@ledger/contracts/page.js';
import { shanghaiDate } from '@ledger/domain/calendar.js';
import { CLOCK, type Clock } from '@ledger/event-store/clock.js';
import { CurrentCaller, Roles } from '@ledger/http/auth/access.decorators.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import { decodeCursor, encodeCursor } from '@ledger/http/cursor.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { ReadAfter } from '@ledger/http/reads/read-after.decorator.js';
import { readYourWrites } from '@ledger/http/reads/read-your-writes.js';
import { ReadModels } from '@ledger/read-model/read-models.js';
import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { BookLook } from './book-look.js';
import { bookAnswer, checkSight, listedBook } from './book.answer.js';
import { bookFold } from './book.projection.js';
import { BookView } from './book.view.js';

const listName = 'books';

/** Books for their entity's accountant and for the auditor. */
@ApiTags('books')
@Controller('books')
@Roles('accountant', 'auditor')
export class BookQueriesController {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(BookLook) private readonly look: BookLook,
    @Inject(Standings) private readonly standings: Standings,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Books of the caller’s entity, latest first, with their figures.' })
  @ApiOkResponse({ type: PageOf(BookLineDto) })
  async list(
    @Query() { limit, cursor, ...filters }: BooksQuery,
    @CurrentCaller() caller: Caller,
    @ReadAfter() after: number | undefined,
  ): Promise<Page<BookLineDto>> {
    const [before] = decodeCursor(listName, cursor, ['number']) ?? [];
    await readYourWrites(this.readModels, bookFold.name, after);
    const { joint } = await this.standings.of(caller.partyId);
    const rows = await this.rows({ ...filters, limit: limit + 1, before }, joint, caller);
    const page = rows.slice(0, limit);
    const books = await this.look.several(page.map(({ bookId }) => bookId));
    const date = filters.validAt ?? shanghaiDate(this.clock.now());
    const items = books.map((book) => listedBook(book, date));
    const last = rows.length > limit ? page.at(-1) : undefined;
    return { items, ...(last && { next: encodeCursor(listName, [last.openedPosition]) }) };
  }

  @Get(':bookId')
  @ApiOperation({
    summary: 'A book with its figures and facts, read from the log, by both clocks.',
    description: '`validAt` leaves out facts of later days, `knownAt` what was recorded later.',
  })
  @ApiOkResponse({ type: BookDto })
  async one(
    @Param('bookId') bookId: string,
    @Query() { validAt, knownAt }: BookQuery,
    @CurrentCaller() caller: Caller,
    @ReadAfter() after: number | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<BookDto> {
    const { state, version } = await this.look.at(bookId, after);
    checkSight(state, caller, await this.standings.of(caller.partyId));
    const date = validAt ?? shanghaiDate(this.clock.now());
    if (knownAt !== undefined) return bookAnswer(await this.look.known(bookId, knownAt), date);
    void reply.header('etag', `"${version}"`);
    return bookAnswer(state, date);
  }

  private rows(
    {
      status,
      assetId,
      entity,
      limit,
      before,
    }: Pick<BooksQuery, 'status' | 'assetId' | 'entity' | 'limit'> & {
      readonly before: number | undefined;
    },
    joint: readonly string[],
    { roles }: Caller,
  ): Promise<readonly BookView[]> {
    const query = this.dataSource.getRepository(BookView).createQueryBuilder('b').where('true');
    // Own books and those of organisations that were succeeded; another's are the auditor's alone.
    const own = entity === undefined ? joint : joint.filter((id) => id === entity);
    const isAll = roles.includes('auditor');
    if (!isAll)
      query.andWhere(own.length === 0 ? 'false' : 'b.entityPartyId IN (:...own)', { own });
    else if (entity !== undefined) query.andWhere('b.entityPartyId = :entity', { entity });
    if (status !== undefined) query.andWhere('b.status = :status', { status });
    if (assetId !== undefined) query.andWhere('b.assetId = :assetId', { assetId });
    if (before !== undefined) query.andWhere('b.openedPosition < :before', { before });
    return query.orderBy('b.openedPosition', 'DESC').limit(limit).getMany();
  }
}
