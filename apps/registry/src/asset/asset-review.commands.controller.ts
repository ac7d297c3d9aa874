import { RegisteredDto, RejectApplicationDto } from '@ledger/contracts/asset/asset.dto.js';
import {
  ObjectionDto,
  ObjectionResolutionDto,
  PublicationDto,
  ReturnApplicationDto,
  ReviewExtensionDto,
  SupplementRequestDto,
} from '@ledger/contracts/asset/life.dto.js';
import { present } from '@ledger/contracts/present.js';
import { WrittenDto } from '@ledger/contracts/written.dto.js';
import type { AssetCommand } from '@ledger/domain/asset/asset.commands.js';
import { assetStream } from '@ledger/domain/asset/asset.state.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import type { CommandInput } from '@ledger/event-store/command-handler.js';
import { AssetEvidence } from '@ledger/http/assets/asset-evidence.js';
import type { HandleAsset } from '@ledger/http/assets/asset-handling.js';
import { Roles } from '@ledger/http/auth/access.decorators.js';
import { numberInPath } from '@ledger/http/validation/number-in-path.js';
import { Context } from '@ledger/http/writes/context.decorators.js';
import { written } from '@ledger/http/writes/written.js';
import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { HANDLE_ASSET } from './asset.tokens.js';
import { TitleOpenings } from './title-openings.js';

/** What becomes of an application, from acceptance to registration. */
@ApiTags('assets')
@Controller('assets/:assetId')
@Roles('registrar')
export class AssetReviewCommandsController {
  constructor(
    @Inject(HANDLE_ASSET) private readonly handle: HandleAsset,
    @Inject(AssetEvidence) private readonly evidence: AssetEvidence,
    @Inject(TitleOpenings) private readonly titles: TitleOpenings,
  ) {}

  @Post('acceptance')
  @HttpCode(200)
  @ApiOperation({ summary: 'Accepts an application for review (受理).' })
  @ApiOkResponse({ type: WrittenDto })
  async accept(@Param('assetId') assetId: string, @Context() context: CommandContext) {
    const rules = await this.evidence.rules();
    return this.run({ type: 'AcceptApplication', data: { assetId, rules } }, context);
  }

  @Post('return')
  @HttpCode(200)
  @ApiOperation({ summary: 'Tells, once, all that is missing (一次性告知).' })
  @ApiOkResponse({ type: WrittenDto })
  async return(
    @Param('assetId') assetId: string,
    @Body() { missing }: ReturnApplicationDto,
    @Context() context: CommandContext,
  ) {
    const rules = await this.evidence.rules();
    return this.run({ type: 'ReturnApplication', data: { assetId, missing, rules } }, context);
  }

  @Post('rejection')
  @HttpCode(200)
  @ApiOperation({ summary: 'Turns an application down on a coded ground.' })
  @ApiOkResponse({ type: WrittenDto })
  async reject(
    @Param('assetId') assetId: string,
    @Body() { ground, explanation }: RejectApplicationDto,
    @Context() context: CommandContext,
  ) {
    const data = { assetId, ground, explanation };
    return this.run({ type: 'RejectApplication', data }, context);
  }

  @Post('publication')
  @HttpCode(200)
  @ApiOperation({ summary: 'Begins publicity (公示); registration comes after its last day.' })
  @ApiOkResponse({ type: WrittenDto })
  async publicise(
    @Param('assetId') assetId: string,
    @Body() { withheldReason }: PublicationDto,
    @Context() context: CommandContext,
  ) {
    const rules = await this.evidence.rules();
    const data = { assetId, rules, ...present({ withheldReason }) };
    return this.run({ type: 'PubliciseApplication', data }, context);
  }

  @Post('supplement-request')
  @HttpCode(200)
  @ApiOperation({
    summary:
      'Asks for supporting material during the review, whose term stops (guide art. 18, 28).',
  })
  @ApiOkResponse({ type: WrittenDto })
  async askForMore(
    @Param('assetId') assetId: string,
    @Body() { missing }: SupplementRequestDto,
    @Context() context: CommandContext,
  ) {
    const rules = await this.evidence.rules();
    return this.run({ type: 'RequestSupplement', data: { assetId, missing, rules } }, context);
  }

  @Post('review-extension')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Extends the term of the review, once, with its reason (guide art. 28).',
  })
  @ApiOkResponse({ type: WrittenDto })
  async extend(
    @Param('assetId') assetId: string,
    @Body() { reason }: ReviewExtensionDto,
    @Context() context: CommandContext,
  ) {
    const rules = await this.evidence.rules();
    return this.run({ type: 'ExtendReview', data: { assetId, reason, rules } }, context);
  }

  @Post('objections')
  @Roles('manager', 'lender', 'accountant', 'appraiser')
  @ApiOperation({
    summary: 'Objects (异议) during publicity or after registration: anybody but the applicant.',
  })
  @ApiCreatedResponse({ type: WrittenDto })
  async object(
    @Param('assetId') assetId: string,
    @Body() { reasons, evidenceDigest }: ObjectionDto,
    @Context() context: CommandContext,
  ) {
    const rules = await this.evidence.rules();
    const data = { assetId, rules, reasons, ...present({ evidenceDigest }) };
    const location = { location: `/v1/assets/${assetId}` };
    const outcome = await this.handle(
      assetStream(assetId),
      { type: 'RaiseObjection', data },
      context,
    );
    return written(outcome, { id: assetId }, location);
  }

  @Post('objections/:objectionNo/resolution')
  @HttpCode(200)
  @ApiOperation({ summary: 'Decides an objection after its investigation.' })
  @ApiOkResponse({ type: WrittenDto })
  async resolve(
    @Param('assetId') assetId: string,
    @Param('objectionNo') number: string,
    @Body() { outcome, reason }: ObjectionResolutionDto,
    @Context() context: CommandContext,
  ) {
    const rules = await this.evidence.rules();
    const objectionNo = numberInPath(number);
    const data = { assetId, objectionNo, outcome, reason, rules };
    return this.run({ type: 'ResolveObjection', data }, context);
  }

  @Post('registration')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Registers an asset (after publicity) and waits, bounded, until its title is open.',
  })
  @ApiOkResponse({ type: RegisteredDto })
  @ApiAcceptedResponse({
    type: RegisteredDto,
    description: 'Registered; the title is still opening.',
  })
  async register(@Param('assetId') assetId: string, @Context() context: CommandContext) {
    const relied = await this.evidence.forRegistration(assetId);
    const outcome = await this.handle(
      assetStream(assetId),
      { type: 'RegisterAsset', data: { assetId, ...relied } },
      context,
    );
    const titleOpen = await this.titles.opened(assetId);
    return written(outcome, { id: assetId, titleOpen }, { status: titleOpen ? 200 : 202 });
  }

  private async run(command: CommandInput<AssetCommand>, context: CommandContext) {
    const { assetId } = command.data;
    return written(await this.handle(assetStream(assetId), command, context), { id: assetId });
  }
}
