import type { DocumentStore } from '@ledger/database/side/side-stores.js';
import type { SearchCertificateSheet } from '@ledger/documents/search-certificate.js';
import { searchCertificatePdf } from '@ledger/documents/search-certificate.pdf.js';
import { isSearchNo } from '@ledger/domain/pledge-search/pledge-search.state.js';
import { refuse } from '@ledger/domain/refusal.js';
import { Public } from '@ledger/http/auth/access.decorators.js';
import { problem } from '@ledger/http/problems/http-problem.js';
import { PUBLIC_ADDRESS } from '@ledger/http/public-address.js';
import { DOCUMENTS } from '@ledger/http/tokens.js';
import { Controller, Get, Inject, Param, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { CertificateWait } from './certificate-wait.js';

interface Certificate {
  readonly statement: Omit<SearchCertificateSheet, 'certificateDigest' | 'lookUpUrl'>;
}

/** Search certificates on paper. */
@ApiTags('pledge searches')
@Controller('pledge-searches')
@Public()
export class PledgeSearchDocumentsQueriesController {
  constructor(
    @Inject(CertificateWait) private readonly certificates: CertificateWait,
    @Inject(DOCUMENTS) private readonly documents: DocumentStore,
    @Inject(PUBLIC_ADDRESS) private readonly address: string,
  ) {}

  @Get(':no.pdf')
  @ApiOperation({
    summary: 'The certificate as PDF, with a code that leads to its verification.',
    description: 'A print of the certificate; what can be verified offline is the JSON itself.',
  })
  @ApiProduces('application/pdf')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async pdf(@Param('no') no: string): Promise<StreamableFile> {
    if (!isSearchNo(no)) return refuse('pledge_search_not_found');
    const { searched, certificate } = await this.certificates.look(no);
    if (searched === undefined) return refuse('pledge_search_not_found');
    if (certificate === undefined) throw problem('read_model_behind', { retryAfterSeconds: 2 });
    const { certificateDigest } = certificate;
    const kept = await this.documents.get(certificateDigest);
    if (kept === undefined) throw new Error(`Certificate ${certificateDigest} is lost.`);
    const { statement } = JSON.parse(Buffer.from(kept.bytes).toString('utf8')) as Certificate;
    const lookUpUrl = `${this.address}/v1/pledge-searches/${no}/verification.html`;
    const bytes = await searchCertificatePdf({ ...statement, certificateDigest, lookUpUrl });
    return new StreamableFile(bytes, {
      type: 'application/pdf',
      disposition: `inline; filename="${no}.pdf"`,
      length: bytes.length,
    });
  }
}
