import { TitleDto, TitleQuery } from '@ledger/contracts/title/title-answer.dto.js';
import { TitleExtractDto } from '@ledger/contracts/title/title-extract.dto.js';
import { AnyRole, CurrentCaller } from '@ledger/http/auth/access.decorators.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import { ReadAfter } from '@ledger/http/reads/read-after.decorator.js';
import { Reader } from '@ledger/http/reads/read-context.decorator.js';
import type { ReadContext } from '@ledger/http/reads/read-context.decorator.js';
import { TitleExtracts } from '@ledger/http/titles/title-extracts.js';
import { TitleReading } from '@ledger/http/titles/title-reading.js';
import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { titleAnswer } from './title.answer.js';

/** Who may do what with an asset: read from the log itself, so never behind it. */
@ApiTags('titles')
@Controller('assets/:assetId')
export class TitleQueriesController {
  constructor(
    @Inject(TitleReading) private readonly titles: TitleReading,
    @Inject(TitleExtracts) private readonly extracts: TitleExtracts,
  ) {}

  @Get('title')
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
    const asked = { assetId, validAt, knownAt, purpose, after, route: 'title' };
    const read = await this.titles.read(asked, caller, reader);
    if (knownAt === undefined) void reply.header('etag', `"${read.version}"`);
    return titleAnswer(read.title, { ...read, validAt });
  }

  @Get('title-extract')
  @AnyRole()
  @ApiOperation({
    summary: 'The title page as a person reads it: property, rights, encumbrances, in order.',
    description:
      'Rights carry the names of 2022 and of 2026. What is shown follows from who asks, as with ' +
      'the title itself; `validAt` and `knownAt` as there.',
  })
  @ApiOkResponse({ type: TitleExtractDto })
  async extract(
    @Param('assetId') assetId: string,
    @Query() { validAt, knownAt, purpose }: TitleQuery,
    @CurrentCaller() caller: Caller,
    @Reader() reader: ReadContext,
    @ReadAfter() after: number | undefined,
  ): Promise<TitleExtractDto> {
    const asked = { assetId, validAt, knownAt, purpose, after, route: 'title-extract' };
    return this.extracts.read(asked, caller, reader);
  }
}
