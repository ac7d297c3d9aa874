import {
  RegisteredDto,
  RejectApplicationDto,
  SubmitApplicationDto,
} from '@ledger/contracts/asset/asset.dto.js';
import { WrittenDto } from '@ledger/contracts/written.dto.js';
import { assetStream } from '@ledger/domain/asset/asset.state.js';
import { partyKind } from '@ledger/domain/party/party.decider.js';
import { type PartyEvidence, partyStream } from '@ledger/domain/party/party.state.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { assetIdOf } from '@ledger/event-store/ids.js';
import { RequestClaims } from '@ledger/event-store/request-claims.js';
import { CurrentCaller, Roles } from '@ledger/http/auth/access.decorators.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import { Context, IdempotentId } from '@ledger/http/writes/context.decorators.js';
import { written } from '@ledger/http/writes/written.js';
import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { applicationOf, partiesNamed } from './application.js';
import { HANDLE_ASSET, type HandleAsset } from './asset.tokens.js';
import { TitleOpenings } from './title-openings.js';

@ApiTags('assets')
@Controller('assets')
export class AssetCommandsController {
  constructor(
    @Inject(HANDLE_ASSET) private readonly handle: HandleAsset,
    @Inject(RequestClaims) private readonly claims: RequestClaims,
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(TitleOpenings) private readonly titles: TitleOpenings,
  ) {}

  @Post()
  @Roles('manager')
  @ApiOperation({ summary: 'Applies for the registration of a data asset of one’s own.' })
  @ApiCreatedResponse({ type: WrittenDto })
  async submit(
    @Body() body: SubmitApplicationDto,
    @CurrentCaller() { partyId: applicantPartyId }: Caller,
    @IdempotentId() newId: string,
    @Context() context: CommandContext,
  ) {
    const { externalNumber } = body;
    const assetId =
      externalNumber === undefined ? newId : assetIdOf(applicantPartyId, externalNumber);
    const parties = await this.partiesAsTheyStand(partiesNamed(body, applicantPartyId));
    const data = applicationOf(body, { assetId, applicantPartyId, parties });
    const outcome = await this.claims.run(context, () =>
      this.handle(assetStream(assetId), { type: 'SubmitApplication', data }, context),
    );
    return written(outcome, { id: assetId }, { location: `/v1/assets/${assetId}` });
  }

  @Post(':assetId/acceptance')
  @HttpCode(200)
  @Roles('registrar')
  @ApiOperation({ summary: 'Accepts an application for review (受理).' })
  @ApiOkResponse({ type: WrittenDto })
  async accept(@Param('assetId') assetId: string, @Context() context: CommandContext) {
    const outcome = await this.handle(
      assetStream(assetId),
      { type: 'AcceptApplication', data: { assetId } },
      context,
    );
    return written(outcome, { id: assetId });
  }

  @Post(':assetId/rejection')
  @HttpCode(200)
  @Roles('registrar')
  @ApiOperation({ summary: 'Turns an application down on a coded ground.' })
  @ApiOkResponse({ type: WrittenDto })
  async reject(
    @Param('assetId') assetId: string,
    @Body() { ground, explanation }: RejectApplicationDto,
    @Context() context: CommandContext,
  ) {
    const outcome = await this.handle(
      assetStream(assetId),
      { type: 'RejectApplication', data: { assetId, ground, explanation } },
      context,
    );
    return written(outcome, { id: assetId });
  }

  @Post(':assetId/registration')
  @HttpCode(200)
  @Roles('registrar')
  @ApiOperation({
    summary: 'Registers an accepted asset and waits, bounded, until its title is open.',
  })
  @ApiOkResponse({ type: RegisteredDto })
  @ApiAcceptedResponse({
    type: RegisteredDto,
    description: 'Registered; the title is still opening.',
  })
  async register(@Param('assetId') assetId: string, @Context() context: CommandContext) {
    const outcome = await this.handle(
      assetStream(assetId),
      { type: 'RegisterAsset', data: { assetId } },
      context,
    );
    const titleOpen = await this.titles.opened(assetId);
    return written(outcome, { id: assetId, titleOpen }, { status: titleOpen ? 200 : 202 });
  }

  /** Pattern 2: evidence in the command. The parties are read from their streams, not from a table. */
  private async partiesAsTheyStand(partyIds: readonly string[]): Promise<readonly PartyEvidence[]> {
    const { states } = await this.loop.loadMany(partyKind, partyIds.map(partyStream));
    return partyIds.map((partyId) => ({
      partyId,
      version: states.get(partyStream(partyId))?.version ?? 0,
    }));
  }
}
