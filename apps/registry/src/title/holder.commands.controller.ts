import { moneyOf } from '@ledger/contracts/money.dto.js';
import { present } from '@ledger/contracts/present.js';
import { termsOf } from '@ledger/contracts/title/licence-terms.js';
import {
  AuthoriseLenderDto,
  AuthoriseLicensingDto,
  GrantRightDto,
  LowerCapDto,
  ReasonDto,
} from '@ledger/contracts/title/title.dto.js';
import { WrittenDto } from '@ledger/contracts/written.dto.js';
import { titleStream } from '@ledger/domain/title/title.state.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import { Roles } from '@ledger/http/auth/access.decorators.js';
import { Context, IdempotentId } from '@ledger/http/writes/context.decorators.js';
import { written } from '@ledger/http/writes/written.js';
import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { TitleEvidence } from './title.evidence.js';
import { HANDLE_TITLE } from './title.tokens.js';
import type { HandleTitle } from './title.tokens.js';

/** What holders give: grants, leave to sell licences, and sight or pledges to lenders. */
@ApiTags('titles')
@Controller('assets/:assetId')
export class HolderCommandsController {
  constructor(
    @Inject(HANDLE_TITLE) private readonly handle: HandleTitle,
    @Inject(TitleEvidence) private readonly evidence: TitleEvidence,
  ) {}

  @Post('grants')
  @Roles('manager')
  @ApiOperation({
    summary: 'Grants a right out of an operation entry, or out of a grant that may be given on.',
    description:
      'The grantee is a registered party that is not suspended, and the registration is in force. ' +
      'An exclusive grant shuts out all others of its time; a 409 names the winner.',
  })
  @ApiCreatedResponse({ type: WrittenDto })
  async grant(
    @Param('assetId') assetId: string,
    @Body() { holdingId, parentGrantId, granteePartyId, right, terms }: GrantRightDto,
    @IdempotentId() grantId: string,
    @Context() context: CommandContext,
  ) {
    const given = { assetId, grantId, holdingId, ...present({ parentGrantId }), granteePartyId };
    const [granteeEvidence, objectEvidence] = await Promise.all([
      this.evidence.partyOf(granteePartyId),
      this.evidence.objectOf(assetId),
    ]);
    const relied = present({ granteeEvidence, objectEvidence });
    const data = { ...given, right: right ?? 'processing', terms: termsOf(terms), ...relied };
    const outcome = await this.handle(titleStream(assetId), { type: 'GrantRight', data }, context);
    return written(outcome, { id: grantId }, { location: `/v1/assets/${assetId}/title` });
  }

  @Post('grants/:grantId/end')
  @HttpCode(200)
  @Roles('manager', 'registrar')
  @ApiOperation({ summary: 'Ends a grant, and with it all that descends from it.' })
  @ApiOkResponse({ type: WrittenDto })
  async endGrant(
    @Param('assetId') assetId: string,
    @Param('grantId') grantId: string,
    @Body() { reason }: ReasonDto,
    @Context() context: CommandContext,
  ) {
    const data = { assetId, grantId, reason };
    const outcome = await this.handle(titleStream(assetId), { type: 'EndGrant', data }, context);
    return written(outcome, { id: grantId });
  }

  @Post('licensing')
  @Roles('manager')
  @ApiOperation({
    summary: 'Authorises licences to be sold under a drafted offer.',
    description:
      'The answer’s id is the offer’s. A pledge or a bar suspends it. `cap` limits how many licences ' +
      'stand at once; `transfer` puts the right itself up for sale.',
  })
  @ApiCreatedResponse({ type: WrittenDto })
  async authoriseLicensing(
    @Param('assetId') assetId: string,
    @Body() { holdingId, offerId, terms, cap, transfer, until }: AuthoriseLicensingDto,
    @Context() context: CommandContext,
  ) {
    const sold = transfer && present({ share: transfer.share });
    const limits = present({ cap, transfer: sold });
    const data = { assetId, holdingId, offerId, terms: termsOf(terms), ...limits, until };
    const outcome = await this.handle(
      titleStream(assetId),
      { type: 'AuthoriseLicensing', data },
      context,
    );
    return written(outcome, { id: offerId }, { location: `/v1/assets/${assetId}/title` });
  }

  @Post('licensing/:offerId/cap')
  @HttpCode(200)
  @Roles('manager')
  @ApiOperation({
    summary: 'Lowers how many licences may be sold under a capped offer.',
    description: 'Down to those that stand or are reserved. More licences need another offer.',
  })
  @ApiOkResponse({ type: WrittenDto })
  async lowerCap(
    @Param('assetId') assetId: string,
    @Param('offerId') offerId: string,
    @Body() { cap }: LowerCapDto,
    @Context() context: CommandContext,
  ) {
    const data = { assetId, offerId, cap };
    const outcome = await this.handle(titleStream(assetId), { type: 'LowerCap', data }, context);
    return written(outcome, { id: offerId });
  }

  @Post('licensing/:offerId/withdrawal')
  @HttpCode(200)
  @Roles('manager')
  @ApiOperation({ summary: 'Withdraws the authorisation; licences sold before stand.' })
  @ApiOkResponse({ type: WrittenDto })
  async withdrawLicensing(
    @Param('assetId') assetId: string,
    @Param('offerId') offerId: string,
    @Body() { reason }: ReasonDto,
    @Context() context: CommandContext,
  ) {
    const data = { assetId, offerId, reason };
    const outcome = await this.handle(
      titleStream(assetId),
      { type: 'WithdrawLicensing', data },
      context,
    );
    return written(outcome, { id: offerId });
  }

  @Post('lender-authorisations')
  @Roles('manager')
  @ApiOperation({ summary: 'Lets a lender look at the title, or also register pledges.' })
  @ApiCreatedResponse({ type: WrittenDto })
  async authoriseLender(
    @Param('assetId') assetId: string,
    @Body() { holdingId, lenderPartyId, purpose, cap, until }: AuthoriseLenderDto,
    @IdempotentId() authorisationId: string,
    @Context() context: CommandContext,
  ) {
    const whom = { assetId, authorisationId, holdingId, lenderPartyId };
    const data = { ...whom, purpose, ...present({ cap: cap && moneyOf(cap) }), until };
    const outcome = await this.handle(
      titleStream(assetId),
      { type: 'AuthoriseLender', data },
      context,
    );
    return written(outcome, { id: authorisationId }, { location: `/v1/assets/${assetId}/title` });
  }

  @Post('lender-authorisations/:authorisationId/withdrawal')
  @HttpCode(200)
  @Roles('manager')
  @ApiOperation({ summary: 'Withdraws a lender’s authorisation; pledges registered before stand.' })
  @ApiOkResponse({ type: WrittenDto })
  async withdrawLender(
    @Param('assetId') assetId: string,
    @Param('authorisationId') authorisationId: string,
    @Context() context: CommandContext,
  ) {
    const data = { assetId, authorisationId };
    const outcome = await this.handle(
      titleStream(assetId),
      { type: 'WithdrawLenderAuthorisation', data },
      context,
    );
    return written(outcome, { id: authorisationId });
  }
}
