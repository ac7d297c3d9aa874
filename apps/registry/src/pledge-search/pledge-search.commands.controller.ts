import {
  PledgeSearchWrittenDto,
  SearchPledgesDto,
} from '@ledger/contracts/pledge-search/pledge-search.dto.js';
import { present } from '@ledger/contracts/present.js';
import type { DocumentStore } from '@ledger/database/side/side-stores.js';
import { pledgorIn, type SearchQuery } from '@ledger/domain/pledge-search/pledge-search.events.js';
import { pledgeSearchKind } from '@ledger/domain/pledge-search/pledge-search.decider.js';
import {
  type PledgeSearchState,
  pledgeSearchStream,
} from '@ledger/domain/pledge-search/pledge-search.state.js';
import { canonicalJson } from '@ledger/event-store/canonical-json.js';
import { CLOCK, type Clock } from '@ledger/event-store/clock.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { AccessRecorder } from '@ledger/http/access/access-recorder.js';
import { CurrentCaller, Roles } from '@ledger/http/auth/access.decorators.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import { Reader } from '@ledger/http/reads/read-context.decorator.js';
import type { ReadContext } from '@ledger/http/reads/read-context.decorator.js';
import { DOCUMENTS } from '@ledger/http/tokens.js';
import { Context, IdempotentId } from '@ledger/http/writes/context.decorators.js';
import { written } from '@ledger/http/writes/written.js';
import { Body, Controller, Inject, Post } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiBody,
  ApiCreatedResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { PledgeSearching } from './pledge-searching.js';
import { CertificateWait } from './certificate-wait.js';
import { SearchQueries } from './search-queries.js';

const purpose = '贷前调查';
const searchExamples = {
  asset: { value: { assetId: '3f2b8c1e-5d47-4a9b-8e60-7c1d2f3a4b5c', purpose } },
  certificate: { value: { certificateNo: 'SJ4412026090001', purpose } },
  pledgor: { value: { pledgor: '91440300MADX00019R', purpose } },
  both: {
    summary: 'An asset, and what else its pledgor gave',
    value: {
      assetId: '3f2b8c1e-5d47-4a9b-8e60-7c1d2f3a4b5c',
      pledgor: '91440300MADX00019R',
      purpose,
    },
  },
  name: { summary: 'By a name, present or earlier', value: { pledgorName: '示例银行', purpose } },
};

/** Searches by lenders, each with a certificate that proves itself. */
@ApiTags('pledge searches')
@Controller('pledge-searches')
export class PledgeSearchCommandsController {
  private readonly handle;

  constructor(
    @Inject(CommandLoop) loop: CommandLoop,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(PledgeSearching) private readonly searching: PledgeSearching,
    @Inject(SearchQueries) private readonly queries: SearchQueries,
    @Inject(CertificateWait) private readonly certificates: CertificateWait,
    @Inject(DOCUMENTS) private readonly documents: DocumentStore,
    @Inject(AccessRecorder) private readonly accesses: AccessRecorder,
  ) {
    this.handle = loop.handler(pledgeSearchKind);
  }

  @Post()
  @Roles('lender')
  @ApiOperation({
    summary: 'Searches by asset, pledgor or both; a numbered, signed certificate is made of it.',
    description:
      'By asset, all acknowledged before the question is in it, and the certificate proves that ' +
      'nothing was left out, also where it says "none". By pledgor it is signed as computed. Both ' +
      'at once are searched as of one position. What names the same thing twice must agree. The ' +
      'answer waits for the log to be sealed; takes that too long it is 202, and the certificate ' +
      'is at `Location` soon. Who searched what and why is recorded.',
  })
  @ApiBody({ type: SearchPledgesDto, examples: searchExamples })
  @ApiCreatedResponse({ type: PledgeSearchWrittenDto })
  @ApiAcceptedResponse({ type: PledgeSearchWrittenDto })
  async search(
    @Body() body: SearchPledgesDto,
    @IdempotentId() searchId: string,
    @CurrentCaller() { partyId }: Caller,
    @Reader() reader: ReadContext,
    @Context() context: CommandContext,
  ) {
    const query = await this.queries.of(body);
    const searchedAt = this.clock.now();
    const lender = { partyId, roles: ['lender'] } as const;
    const { asOf, finding, titles } = await this.searching.find(query, lender, searchedAt);
    await this.queries.checkAgree(body);
    await this.accesses.record(reader, {
      purpose: body.purpose,
      route: 'pledge-searches',
      subjects: subjectsOf(query),
    });
    const no = await this.searching.numberFor(searchId, searchedAt, context);
    const resultDigest = await this.documents.put({
      bytes: Buffer.from(canonicalJson({ titles })),
      mediaType: 'application/json',
    });
    const data = { no, query, purpose: body.purpose, searchedAt, asOf, finding, resultDigest };
    const outcome = await this.handle(
      pledgeSearchStream(no),
      { type: 'RecordPledgeSearch', data },
      context,
    );
    const state = await this.certificates.of(no, outcome.state);
    return written(outcome, answerOf(no, state), {
      location: `/v1/pledge-searches/${no}`,
      ...(state.certificate === undefined && { status: 202 }),
    });
  }
}

const subjectsOf = (query: SearchQuery): readonly string[] => [
  ...(query.kind === 'asset' ? [query.assetId] : []),
  ...[pledgorIn(query)?.partyId ?? []].flat(),
];

const answerOf = (no: string, { searched, certificate }: PledgeSearchState) => {
  if (searched === undefined) throw new Error(`Search ${no} is recorded and not there.`);
  const { finding, searchedAt, asOf, resultDigest } = searched;
  const state = certificate === undefined ? 'pending' : 'issued';
  const certificateDigest = certificate?.certificateDigest;
  return {
    ...{ id: no, no, state, finding, searchedAt, asOf, resultDigest },
    ...present({ certificateDigest }),
  };
};
