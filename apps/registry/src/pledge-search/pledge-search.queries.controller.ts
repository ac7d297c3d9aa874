import {
  SearchVerificationDto,
  SearchVerificationPageQuery,
  SearchVerificationQuery,
} from '@ledger/contracts/pledge-search/pledge-search.dto.js';
import type { DocumentStore } from '@ledger/database/side/side-stores.js';
import {
  searchVerificationPage,
  searchVerificationStyle,
  unknownSearchPage,
} from '@ledger/documents/search-verification.page.js';
import {
  isSearchNo,
  type PledgeSearchState,
} from '@ledger/domain/pledge-search/pledge-search.state.js';
import { refuse } from '@ledger/domain/refusal.js';
import { Public } from '@ledger/http/auth/access.decorators.js';
import { htmlPage } from '@ledger/http/downloads/html-page.js';
import { languageOf } from '@ledger/http/language.js';
import { problem } from '@ledger/http/problems/http-problem.js';
import { DOCUMENTS } from '@ledger/http/tokens.js';
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
import { CertificateChanges } from './certificate-changes.js';
import { certificateFaults } from './certificate-check.js';
import { CertificateWait } from './certificate-wait.js';
import { PublishedKeys } from './published-keys.js';

type Certified = Required<PledgeSearchState>;

/** Certificates for whoever holds their number: what they say, and whether they are genuine. */
@ApiTags('pledge searches')
@Controller('pledge-searches')
@Public()
export class PledgeSearchQueriesController {
  constructor(
    @Inject(CertificateWait) private readonly certificates: CertificateWait,
    @Inject(CertificateChanges) private readonly changes: CertificateChanges,
    @Inject(PublishedKeys) private readonly keys: PublishedKeys,
    @Inject(DOCUMENTS) private readonly documents: DocumentStore,
  ) {}

  @Get(':no')
  @ApiOperation({
    summary: 'The certificate itself: the same bytes for ever.',
    description:
      'Canonical JSON (RFC 8785) with a detached JWS (EdDSA) over all the rest, whose key is in ' +
      '`/.well-known/jwks.json`. `npm run verify:certificate` checks it offline. A certificate ' +
      'that is not yet made is 503 with `Retry-After`.',
  })
  @ApiOkResponse({ schema: { type: 'object' } })
  async one(@Param('no') no: string): Promise<StreamableFile> {
    const { certificate } = await this.certified(no);
    const bytes = await this.bytesOf(certificate.certificateDigest);
    return new StreamableFile(bytes, { type: 'application/json; charset=utf-8' });
  }

  @Get(':no/verification')
  @ApiOperation({
    summary: 'Whether a certificate is genuine and, if asked, whether anything changed since.',
    description: 'Of what changed it says nothing but that it did.',
  })
  @ApiOkResponse({ type: SearchVerificationDto })
  async verification(
    @Param('no') no: string,
    @Query() { digest, changedSince = false }: SearchVerificationQuery,
  ): Promise<SearchVerificationDto> {
    const certified = await this.certified(no);
    return {
      ...(await this.verified(no, certified, digest)),
      ...(changedSince && { since: await this.changes.since(certified.searched) }),
    };
  }

  @Get(':no/verification.html')
  @ApiOperation({
    summary:
      'The same as a page, with whether anything changed since: where the code of a print leads.',
  })
  @ApiProduces('text/html')
  @ApiOkResponse({ schema: { type: 'string' } })
  @ApiNotFoundResponse({
    description: 'No certificate has this number: the page says so.',
    content: { 'text/html': { schema: { type: 'string' } } },
  })
  async page(
    @Param('no') no: string,
    @Query() { language }: SearchVerificationPageQuery,
    @Headers('accept-language') acceptLanguage: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const spoken = language ?? languageOf(acceptLanguage);
    const shown = { style: searchVerificationStyle, language: spoken };
    const certified = await this.found(no);
    if (certified === undefined) {
      void reply.status(404);
      return htmlPage(reply, { ...shown, html: unknownSearchPage(no, spoken) });
    }
    const verified = await this.verified(no, certified);
    const { searched } = certified;
    const since = await this.changes.since(searched);
    const said = { ...verified, finding: searched.finding, since };
    return htmlPage(reply, { ...shown, html: searchVerificationPage(said, spoken) });
  }

  private async verified(
    no: string,
    { searched, certificate }: Certified,
    digest?: string,
  ): Promise<Omit<SearchVerificationDto, 'since'>> {
    const { certificateDigest, keyId } = certificate;
    const bytes = await this.bytesOf(certificateDigest);
    const published = await this.keys.all();
    const faults = [
      ...certificateFaults(bytes, { searched, certificate, published }),
      ...(digest === undefined || digest === certificateDigest ? [] : ['another_file']),
    ];
    const { searchedAt, asOf } = searched;
    return {
      no,
      genuine: faults.length === 0,
      faults,
      ...{ certificateDigest, keyId, searchedAt, asOf },
    };
  }

  private async certified(no: string): Promise<Certified> {
    return (await this.found(no)) ?? refuse('pledge_search_not_found');
  }

  /** `undefined`: no search has this number. */
  private async found(no: string): Promise<Certified | undefined> {
    if (!isSearchNo(no)) return undefined;
    const { searched, certificate } = await this.certificates.look(no);
    if (searched === undefined) return undefined;
    if (certificate === undefined) throw problem('read_model_behind', { retryAfterSeconds: 2 });
    return { searched, certificate };
  }

  private async bytesOf(digest: string): Promise<Buffer> {
    const kept = await this.documents.get(digest);
    if (kept === undefined) throw new Error(`Certificate ${digest} is lost.`);
    return Buffer.from(kept.bytes);
  }
}
