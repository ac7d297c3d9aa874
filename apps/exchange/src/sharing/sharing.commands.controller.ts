import { moneyOf } from '@ledger/contracts/money.dto.js';
import { AgreeSharingDto, SharingTermsDto } from '@ledger/contracts/sharing/sharing.dto.js';
import { WrittenDto } from '@ledger/contracts/written.dto.js';
import { sharingKind } from '@ledger/domain/sharing/sharing.decider.js';
import type { SharingTerms } from '@ledger/domain/sharing/sharing.events.js';
import { sharingStream } from '@ledger/domain/sharing/sharing.state.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { Roles } from '@ledger/http/auth/access.decorators.js';
import { Context, IdempotentId } from '@ledger/http/writes/context.decorators.js';
import { written } from '@ledger/http/writes/written.js';
import { Body, Controller, Inject, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';

/** Sellers say by what rule others share in their revenue. */
@ApiTags('revenue-shares')
@Controller('revenue-shares')
@Roles('manager')
export class SharingCommandsController {
  private readonly handle;

  constructor(@Inject(CommandLoop) loop: CommandLoop) {
    this.handle = loop.handler(sharingKind);
  }

  @Post()
  @ApiOperation({
    summary: 'Makes a revenue-sharing agreement for sales of the caller’s organisation.',
    description: 'The seller names it when he signs an order; the version of that day counts.',
  })
  @ApiCreatedResponse({ type: WrittenDto })
  agree(
    @Body() body: AgreeSharingDto,
    @IdempotentId() sharingId: string,
    @Context() context: CommandContext,
  ) {
    return this.run(sharingId, true, body, context);
  }

  @Post(':sharingId/versions')
  @ApiOperation({
    summary: 'Makes the next version: for sales from tomorrow on at the earliest.',
    description: 'Earlier sales, and refunds of them, keep the version of their day.',
  })
  @ApiCreatedResponse({ type: WrittenDto })
  revise(
    @Param('sharingId') sharingId: string,
    @Body() body: AgreeSharingDto,
    @Context() context: CommandContext,
  ) {
    return this.run(sharingId, false, body, context);
  }

  private async run(
    sharingId: string,
    isNew: boolean,
    { name, from, terms, contractDigest }: AgreeSharingDto,
    context: CommandContext,
  ) {
    const agreed = { name, from, terms: termsOf(terms), contractDigest };
    const data = { sharingId, isNew, ...agreed };
    const stream = sharingStream(sharingId);
    const outcome = await this.handle(stream, { type: 'AgreeSharing', data }, context);
    return written(outcome, { id: sharingId }, { location: `/v1/revenue-shares/${sharingId}` });
  }
}

const termsOf = ({ base, first, tiers, guarantees }: SharingTermsDto): SharingTerms => ({
  base,
  first: first.map(({ partyId, role, kind, amount }) => ({
    partyId,
    role,
    kind,
    amount: moneyOf(amount),
  })),
  tiers: tiers.map(({ upTo, shares }) => ({
    ...(upTo && { upTo: moneyOf(upTo) }),
    shares: shares.map(({ partyId, role, ratio }) => ({ partyId, role, ratio })),
  })),
  guarantees: guarantees.map(({ partyId, amount }) => ({ partyId, amount: moneyOf(amount) })),
});
