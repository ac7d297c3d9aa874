import { TitleQuery } from '@ledger/contracts/title/title-answer.dto.js';
import { titleExtractPdf } from '@ledger/documents/title-extract.pdf.js';
import { AnyRole, CurrentCaller } from '@ledger/http/auth/access.decorators.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import { ReadAfter } from '@ledger/http/reads/read-after.decorator.js';
import { type ReadContext, Reader } from '@ledger/http/reads/read-context.decorator.js';
import { TitleExtracts } from '@ledger/http/titles/title-extracts.js';
import { Controller, Get, Inject, Param, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';

/** The page of a title on paper. */
@ApiTags('titles')
@Controller('assets/:assetId')
export class TitleExtractQueriesController {
  constructor(@Inject(TitleExtracts) private readonly extracts: TitleExtracts) {}

  @Get('title-extract.pdf')
  @AnyRole()
  @ApiOperation({
    summary: 'The title page as PDF: property, rights, encumbrances, in order.',
    description: 'It prints what `title-extract` answers, for the same readers.',
  })
  @ApiProduces('application/pdf')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async pdf(
    @Param('assetId') assetId: string,
    @Query() { validAt, knownAt, purpose }: TitleQuery,
    @CurrentCaller() caller: Caller,
    @Reader() reader: ReadContext,
    @ReadAfter() after: number | undefined,
  ): Promise<StreamableFile> {
    const asked = { assetId, validAt, knownAt, purpose, after, route: 'title-extract' };
    const extract = await this.extracts.read(asked, caller, reader);
    const bytes = await titleExtractPdf(extract);
    return new StreamableFile(bytes, {
      type: 'application/pdf',
      disposition: `inline; filename="title-${extract.assetId}.pdf"`,
      length: bytes.length,
    });
  }
}
