import { moneyOf } from '@ledger/contracts/money.dto.js';
import { PledgeWrittenDto } from '@ledger/contracts/pledge/pledge-written.dto.js';
import { RegisterPledgeDto, ReleasePledgeDto } from '@ledger/contracts/pledge/pledge.dto.js';
import { present } from '@ledger/contracts/present.js';
import { ReasonDto } from '@ledger/contracts/title/title.dto.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import { CLOCK } from '@ledger/event-store/clock.js';
import type { Clock } from '@ledger/event-store/clock.js';
import { titleStream } from '@ledger/domain/title/title.state.js';
import { Roles } from '@ledger/http/auth/access.decorators.js';
import { TitleTiming } from '@ledger/http/titles/title-timing.js';
import { Context, IdempotentId } from '@ledger/http/writes/context.decorators.js';
import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { assetNamedBy, pledgeWritten } from './pledge.answer.js';
import { PledgeEvidence } from './pledge.evidence.js';
import { isEnhancement, pledgeTermsOf } from './pledge.terms.js';
import { HANDLE_PLEDGE } from './pledge.tokens.js';
import type { HandleTitle } from './pledge.tokens.js';

/** The life of a pledge: registered or claimed, confirmed or declined, released. */
@ApiTags('pledges')
@Controller()
export class PledgeCommandsController {
  constructor(
    @Inject(HANDLE_PLEDGE) private readonly handle: HandleTitle,
    @Inject(PledgeEvidence) private readonly evidence: PledgeEvidence,
    @Inject(TitleTiming) private readonly timing: TitleTiming,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Post('assets/:assetId/pledges')
  @Roles('lender')
  @ApiOperation({
    summary: 'Registers a pledge on an operation entry; the pledgee is the caller’s organisation.',
    description:
      'Registered at once where the pledgor has authorised it, else claimed: it takes its place ' +
      'and is shown, but blocks nothing until he confirms.',
  })
  @ApiCreatedResponse({ type: PledgeWrittenDto })
  async register(
    @Param('assetId') assetId: string,
    @Body() body: RegisterPledgeDto,
    @Context() context: CommandContext,
  ) {
    const { holdingId } = body;
    const terms = pledgeTermsOf(body);
    const evidence = await this.evidence.ofEntry(assetId, holdingId);
    const withoutPledge = isEnhancement(body);
    const timing = await this.timing.now();
    const data = { assetId, holdingId, terms, ...evidence, withoutPledge, timing };
    const outcome = await this.handle(
      titleStream(assetId),
      { type: 'RegisterPledge', data },
      context,
    );
    return pledgeWritten(outcome, this.clock.now());
  }

  @Post('pledges/:pledgeId/confirmation')
  @HttpCode(200)
  @Roles('manager')
  @ApiOperation({ summary: 'The pledgor confirms a claim; it keeps its place.' })
  @ApiOkResponse({ type: PledgeWrittenDto })
  async confirm(@Param('pledgeId') pledgeId: string, @Context() context: CommandContext) {
    const assetId = assetNamedBy(pledgeId);
    const evidence = await this.evidence.ofPledge(assetId, pledgeId, this.clock.now());
    const data = { assetId, pledgeId, ...evidence };
    const outcome = await this.handle(
      titleStream(assetId),
      { type: 'ConfirmPledge', data },
      context,
    );
    return pledgeWritten(outcome, this.clock.now(), pledgeId);
  }

  @Post('pledges/:pledgeId/decline')
  @HttpCode(200)
  @Roles('manager')
  @ApiOperation({ summary: 'The pledgor declines a claim.' })
  @ApiOkResponse({ type: PledgeWrittenDto })
  async decline(
    @Param('pledgeId') pledgeId: string,
    @Body() { reason }: ReasonDto,
    @Context() context: CommandContext,
  ) {
    const assetId = assetNamedBy(pledgeId);
    const data = { assetId, pledgeId, reason };
    const outcome = await this.handle(
      titleStream(assetId),
      { type: 'DeclinePledge', data },
      context,
    );
    return pledgeWritten(outcome, this.clock.now(), pledgeId);
  }

  @Post('pledges/:pledgeId/release')
  @HttpCode(200)
  @Roles('lender')
  @ApiOperation({
    summary: 'The pledgee releases a part or all; the rest keeps its place.',
    description: 'Where the pledgee’s policy asks for two persons, this proposes the release.',
  })
  @ApiOkResponse({ type: PledgeWrittenDto })
  async release(
    @Param('pledgeId') pledgeId: string,
    @Body() { amount, reason }: ReleasePledgeDto,
    @IdempotentId() proposalId: string,
    @Context() context: CommandContext,
  ) {
    const assetId = assetNamedBy(pledgeId);
    const control = await this.evidence.control(context.actor.partyId);
    const part = present({ amount: amount && moneyOf(amount) });
    const data = { assetId, pledgeId, ...part, reason, proposalId, control };
    const outcome = await this.handle(
      titleStream(assetId),
      { type: 'ReleasePledge', data },
      context,
    );
    return pledgeWritten(outcome, this.clock.now(), pledgeId);
  }
}
