import {
  applicationExamples,
  supplementExamples,
} from '@ledger/contracts/asset/application.examples.js';
import { SubmitApplicationDto } from '@ledger/contracts/asset/asset.dto.js';
import {
  DraftQuery,
  ObjectionAnswerDto,
  ReviewSupplementDto,
  SupplementApplicationDto,
} from '@ledger/contracts/asset/life.dto.js';
import { present } from '@ledger/contracts/present.js';
import { WrittenDto } from '@ledger/contracts/written.dto.js';
import { assetKind } from '@ledger/domain/asset/asset.decider.js';
import { type ApplicationTerms, assetStream } from '@ledger/domain/asset/asset.state.js';
import { refuse } from '@ledger/domain/refusal.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { assetIdOf } from '@ledger/event-store/ids.js';
import { RequestClaims } from '@ledger/event-store/request-claims.js';
import { AssetEvidence } from '@ledger/http/assets/asset-evidence.js';
import type { HandleAsset } from '@ledger/http/assets/asset-handling.js';
import { CurrentCaller, Roles } from '@ledger/http/auth/access.decorators.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { numberInPath } from '@ledger/http/validation/number-in-path.js';
import { Context, IdempotentId } from '@ledger/http/writes/context.decorators.js';
import { written } from '@ledger/http/writes/written.js';
import { Body, Controller, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { circumstancesOf, descriptionOf, rightsOf, termsOf } from './application.js';
import { HANDLE_ASSET } from './asset.tokens.js';

/** What an applicant does with an application of his own. */
@ApiTags('assets')
@Controller('assets')
@Roles('manager')
export class AssetCommandsController {
  constructor(
    @Inject(HANDLE_ASSET) private readonly handle: HandleAsset,
    @Inject(RequestClaims) private readonly claims: RequestClaims,
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(AssetEvidence) private readonly evidence: AssetEvidence,
    @Inject(Standings) private readonly standings: Standings,
  ) {}

  @Post()
  @ApiOperation({ summary: 'Applies for the registration of a data asset of one’s own.' })
  @ApiBody({ type: SubmitApplicationDto, examples: applicationExamples })
  @ApiCreatedResponse({ type: WrittenDto })
  async submit(
    @Body() body: SubmitApplicationDto,
    @Query() { draft = false }: DraftQuery,
    @CurrentCaller() { partyId }: Caller,
    @IdempotentId() newId: string,
    @Context() context: CommandContext,
  ) {
    const { externalNumber } = body;
    const assetId = externalNumber === undefined ? newId : assetIdOf(partyId, externalNumber);
    const stream = assetStream(assetId);
    const terms = termsOf(body, assetId, partyId);
    // An asset that is new need not be read: if its id is known, both looks are one statement.
    const isOwn = externalNumber === undefined && context.idempotency === undefined;
    const [relied] = await Promise.all([
      this.evidence.of(terms, terms.registrarPartyId),
      this.loop.expectNew(assetKind, [stream], isOwn),
    ]);
    const data = { assetId, ...terms, ...relied };
    const type = draft ? 'DraftApplication' : 'SubmitApplication';
    const outcome = await this.claims.run(context, () =>
      this.handle(stream, { type, data }, context),
    );
    return written(outcome, { id: assetId }, { location: `/v1/assets/${assetId}` });
  }

  @Post(':assetId/draft')
  @HttpCode(200)
  @ApiOperation({ summary: 'Replaces a draft.' })
  @ApiBody({ type: SubmitApplicationDto, examples: applicationExamples })
  @ApiOkResponse({ type: WrittenDto })
  async draft(
    @Param('assetId') assetId: string,
    @Body() body: SubmitApplicationDto,
    @CurrentCaller() { partyId }: Caller,
    @Context() context: CommandContext,
  ) {
    await this.ownTerms(assetId, partyId);
    const terms = termsOf(body, assetId, partyId);
    const data = { assetId, ...terms, ...(await this.evidence.of(terms, terms.registrarPartyId)) };
    const outcome = await this.handle(
      assetStream(assetId),
      { type: 'DraftApplication', data },
      context,
    );
    return written(outcome, { id: assetId });
  }

  @Post(':assetId/submission')
  @HttpCode(200)
  @ApiOperation({ summary: 'Submits a draft as it stands.' })
  @ApiOkResponse({ type: WrittenDto })
  async submission(
    @Param('assetId') assetId: string,
    @CurrentCaller() { partyId }: Caller,
    @Context() context: CommandContext,
  ) {
    const terms = await this.ownTerms(assetId, partyId);
    const data = { assetId, ...(await this.evidence.of(terms, terms.registrarPartyId)) };
    const outcome = await this.handle(assetStream(assetId), { type: 'SubmitDraft', data }, context);
    return written(outcome, { id: assetId });
  }

  @Post(':assetId/supplement')
  @HttpCode(200)
  @ApiOperation({ summary: 'Brings what was missing (补正): the whole form again.' })
  @ApiBody({ type: SupplementApplicationDto, examples: supplementExamples })
  @ApiOkResponse({ type: WrittenDto })
  async supplement(
    @Param('assetId') assetId: string,
    @Body() body: SupplementApplicationDto,
    @CurrentCaller() { partyId }: Caller,
    @Context() context: CommandContext,
  ) {
    const before = await this.ownTerms(assetId, partyId);
    const said = {
      description: descriptionOf(body.description),
      rights: rightsOf(body.rights, assetId, partyId),
      ...present({ circumstances: circumstancesOf(body.circumstances) }),
    };
    const relied = await this.evidence.of({ ...before, ...said }, before.registrarPartyId);
    const outcome = await this.handle(
      assetStream(assetId),
      { type: 'SupplementApplication', data: { assetId, ...said, ...relied } },
      context,
    );
    return written(outcome, { id: assetId });
  }

  @Post(':assetId/review-supplement')
  @HttpCode(200)
  @ApiOperation({ summary: 'Brings the supporting material that the review asked for (补充材料).' })
  @ApiOkResponse({ type: WrittenDto })
  async supplementReview(
    @Param('assetId') assetId: string,
    @Body() { explanation, evidenceDigests = [] }: ReviewSupplementDto,
    @Context() context: CommandContext,
  ) {
    const rules = await this.evidence.rules();
    const data = { assetId, explanation, evidenceDigests, rules };
    const outcome = await this.handle(
      assetStream(assetId),
      { type: 'SupplementReview', data },
      context,
    );
    return written(outcome, { id: assetId });
  }

  @Post(':assetId/objections/:objectionNo/answer')
  @HttpCode(200)
  @ApiOperation({ summary: 'Says to an objection what its investigation is to know (解释说明).' })
  @ApiOkResponse({ type: WrittenDto })
  async answerObjection(
    @Param('assetId') assetId: string,
    @Param('objectionNo') number: string,
    @Body() { accepts = false, statement, evidenceDigests = [] }: ObjectionAnswerDto,
    @Context() context: CommandContext,
  ) {
    const answer = { objectionNo: numberInPath(number), accepts, statement, evidenceDigests };
    const outcome = await this.handle(
      assetStream(assetId),
      { type: 'AnswerObjection', data: { assetId, ...answer } },
      context,
    );
    return written(outcome, { id: assetId });
  }

  @Post(':assetId/withdrawal')
  @HttpCode(200)
  @ApiOperation({ summary: 'Withdraws an application or a draft before it is registered.' })
  @ApiOkResponse({ type: WrittenDto })
  async withdraw(@Param('assetId') assetId: string, @Context() context: CommandContext) {
    const outcome = await this.handle(
      assetStream(assetId),
      { type: 'WithdrawApplication', data: { assetId } },
      context,
    );
    return written(outcome, { id: assetId });
  }

  /** What the caller's organisation filed or drafted; others are told that it is not there. */
  private async ownTerms(assetId: string, partyId: string): Promise<ApplicationTerms> {
    const { state } = await this.loop.load(assetKind, assetStream(assetId));
    const terms = state.application ?? state.draft;
    const { joint } = await this.standings.of(partyId);
    return terms && joint.includes(terms.applicantPartyId) ? terms : refuse('asset_not_found');
  }
}
