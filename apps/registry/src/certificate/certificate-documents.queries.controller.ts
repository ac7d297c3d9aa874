import { CertificatePageQuery } from '@ledger/contracts/certificate/certificate-page.dto.js';
import { certificatePage, certificateStyle } from '@ledger/documents/certificate.page.js';
import { certificatePdf } from '@ledger/documents/certificate.pdf.js';
import { Public } from '@ledger/http/auth/access.decorators.js';
import { htmlPage } from '@ledger/http/downloads/html-page.js';
import { languageOf } from '@ledger/http/language.js';
import { ReadAfter } from '@ledger/http/reads/read-after.decorator.js';
import {
  Controller,
  Get,
  Headers,
  Inject,
  Param,
  Query,
  Res,
  StreamableFile,
} from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CertificateSheets } from './certificate-sheets.js';

/** Certificates for people: on paper and on a screen. */
@ApiTags('certificates')
@Controller('certificates')
@Public()
export class CertificateDocumentsQueriesController {
  constructor(@Inject(CertificateSheets) private readonly sheets: CertificateSheets) {}

  @Get(':certificateNo.pdf')
  @ApiOperation({
    summary: 'A certificate as PDF, as it stands now, with a code that leads to its page.',
  })
  @ApiProduces('application/pdf')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async pdf(
    @Param('certificateNo') certificateNo: string,
    @ReadAfter() after: number | undefined,
  ): Promise<StreamableFile> {
    const bytes = await certificatePdf(await this.sheets.sheetOf(certificateNo, after));
    const name = `${encodeURIComponent(certificateNo)}.pdf`;
    return new StreamableFile(bytes, {
      type: 'application/pdf',
      disposition: `inline; filename="${name}"`,
      length: bytes.length,
    });
  }

  @Get(':certificateNo.html')
  @ApiOperation({ summary: 'A certificate as a page: what the system says now.' })
  @ApiProduces('text/html')
  @ApiOkResponse({ schema: { type: 'string' } })
  async page(
    @Param('certificateNo') certificateNo: string,
    @Query() { language }: CertificatePageQuery,
    @ReadAfter() after: number | undefined,
    @Headers('accept-language') acceptLanguage: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const sheet = await this.sheets.sheetOf(certificateNo, after);
    const spoken = language ?? languageOf(acceptLanguage);
    const html = certificatePage(sheet, spoken);
    return htmlPage(reply, { html, style: certificateStyle, language: spoken });
  }
}
