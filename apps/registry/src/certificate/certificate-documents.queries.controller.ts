import {
  CertificateLookUpQuery,
  CertificatePageQuery,
} from '@ledger/contracts/certificate/certificate-page.dto.js';
import { certificatePage, certificateStyle } from '@ledger/documents/certificate.page.js';
import { certificatePdf } from '@ledger/documents/certificate.pdf.js';
import { lookUpPage, lookUpStyle } from '@ledger/documents/look-up.page.js';
import { Public } from '@ledger/http/auth/access.decorators.js';
import { htmlPage } from '@ledger/http/downloads/html-page.js';
import { type Language, languageOf } from '@ledger/http/language.js';
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
import {
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProduces,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CertificateSheets } from './certificate-sheets.js';

/** Certificates for people: on paper and on a screen. */
@ApiTags('certificates')
@Controller()
@Public()
export class CertificateDocumentsQueriesController {
  constructor(@Inject(CertificateSheets) private readonly sheets: CertificateSheets) {}

  @Get('certificates/:certificateNo.pdf')
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

  @Get('certificates.html')
  @ApiOperation({
    summary: 'A page on which anybody verifies a certificate by its number.',
    description: 'Leads to the certificate’s page (303) where there is one of the number given.',
  })
  @ApiProduces('text/html')
  @ApiOkResponse({ schema: { type: 'string' } })
  async lookUp(
    @Query() { certificateNo: typed, language }: CertificateLookUpQuery,
    @ReadAfter() after: number | undefined,
    @Headers('accept-language') acceptLanguage: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile | undefined> {
    const spoken = language ?? languageOf(acceptLanguage);
    const found = await this.sheets.numberOf(typed, after);
    if (found !== undefined) {
      // Relative, so that it leads there from behind any prefix of a proxy.
      const page = `certificates/${encodeURIComponent(found)}.html?language=${spoken}`;
      void reply.status(303).header('location', page);
      return undefined;
    }
    return asking(reply, spoken, lookUpPage(spoken, { unknown: typed }));
  }

  @Get('certificates/:certificateNo.html')
  @ApiOperation({ summary: 'A certificate as a page: what the system says now.' })
  @ApiProduces('text/html')
  @ApiOkResponse({ schema: { type: 'string' } })
  @ApiNotFoundResponse({
    description: 'No public certificate has this number: the page says so, and asks for another.',
    content: { 'text/html': { schema: { type: 'string' } } },
  })
  async page(
    @Param('certificateNo') certificateNo: string,
    @Query() { language }: CertificatePageQuery,
    @ReadAfter() after: number | undefined,
    @Headers('accept-language') acceptLanguage: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const sheet = await this.sheets.publicSheet(certificateNo, after);
    const spoken = language ?? languageOf(acceptLanguage);
    if (!sheet) {
      // Whoever scans the code on a forged certificate must be told so in words.
      void reply.status(404);
      const place = '../certificates.html';
      return asking(reply, spoken, lookUpPage(spoken, { unknown: certificateNo, place }));
    }
    const html = certificatePage(sheet, spoken);
    return htmlPage(reply, { html, style: certificateStyle, language: spoken });
  }
}

const asking = (reply: FastifyReply, language: Language, html: string): StreamableFile =>
  htmlPage(reply, { html, style: lookUpStyle, language, hasForm: true });
