import { CertificatePageQuery } from '@ledger/contracts/certificate/certificate-page.dto.js';
import { certificatePage, pageStyle } from '@ledger/documents/certificate.page.js';
import { certificatePdf } from '@ledger/documents/certificate.pdf.js';
import { Public } from '@ledger/http/auth/access.decorators.js';
import { languageOf, languageTags } from '@ledger/http/language.js';
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
import { hash } from 'node:crypto';
import { CertificateSheets } from './certificate-sheets.js';

/** The page runs nothing and loads nothing: its one style is named by its digest. */
const pagePolicy =
  `default-src 'none'; style-src 'sha256-${hash('sha256', pageStyle, 'base64')}'; ` +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

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
    void reply.headers({
      'content-security-policy': pagePolicy,
      'content-language': languageTags[spoken],
      vary: 'Accept-Language',
    });
    const page = Buffer.from(certificatePage(sheet, spoken));
    return new StreamableFile(page, { type: 'text/html; charset=utf-8', length: page.length });
  }
}
