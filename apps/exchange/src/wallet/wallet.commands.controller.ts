import { moneyOf } from '@ledger/contracts/money.dto.js';
import { present } from '@ledger/contracts/present.js';
import {
  CaptureHoldDto,
  CreditWalletDto,
  DebitWalletDto,
  HoldFundsDto,
  VoidHoldDto,
} from '@ledger/contracts/wallet/wallet.dto.js';
import { WrittenDto } from '@ledger/contracts/written.dto.js';
import type { WalletCommand } from '@ledger/domain/wallet/wallet.commands.js';
import { walletKind } from '@ledger/domain/wallet/wallet.decider.js';
import { walletStream } from '@ledger/domain/wallet/wallet.state.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import type { CommandInput } from '@ledger/event-store/command-handler.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { CurrentCaller, Roles } from '@ledger/http/auth/access.decorators.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import { Context, IdempotentId } from '@ledger/http/writes/context.decorators.js';
import { written } from '@ledger/http/writes/written.js';
import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { WalletEvidence } from './wallet.evidence.js';

/** Money that parties pay in to spend: prepaid packages and deposits. */
@ApiTags('wallets')
@Controller('wallets/:party')
export class WalletCommandsController {
  private readonly handle;

  constructor(
    @Inject(CommandLoop) loop: CommandLoop,
    @Inject(WalletEvidence) private readonly evidence: WalletEvidence,
  ) {
    this.handle = loop.handler(walletKind);
  }

  @Post('credits')
  @Roles('operator')
  @ApiOperation({ summary: 'Records money that came in for a party.' })
  @ApiCreatedResponse({ type: WrittenDto })
  async credit(
    @Param('party') party: string,
    @Body() body: CreditWalletDto,
    @IdempotentId() movementId: string,
    @CurrentCaller() caller: Caller,
    @Context() context: CommandContext,
  ) {
    const { partyId } = await this.evidence.open(party, caller);
    const { ground, reference, corrects } = body;
    const movement = { partyId, movementId, ground, amount: moneyOf(body.amount), reference };
    const data = { ...movement, ...present({ corrects }) };
    return this.made(partyId, movementId, { type: 'CreditWallet', data }, context);
  }

  @Post('debits')
  @Roles('operator')
  @ApiOperation({
    summary: 'Records money that was paid back to a party, out of what is available.',
  })
  @ApiCreatedResponse({ type: WrittenDto })
  async debit(
    @Param('party') party: string,
    @Body() body: DebitWalletDto,
    @IdempotentId() movementId: string,
    @CurrentCaller() caller: Caller,
    @Context() context: CommandContext,
  ) {
    const { partyId } = await this.evidence.open(party, caller);
    const { ground, reference, corrects } = body;
    const movement = { partyId, movementId, ground, amount: moneyOf(body.amount), reference };
    const data = { ...movement, ...present({ corrects }) };
    return this.made(partyId, movementId, { type: 'DebitWallet', data }, context);
  }

  @Post('holds')
  @Roles('manager', 'operator')
  @ApiOperation({
    summary: 'Holds money for an order until it is captured, voided, or its time is over.',
    description: 'By the wallet’s owner, who is the order’s buyer, or the operator.',
  })
  @ApiCreatedResponse({ type: WrittenDto })
  async hold(
    @Param('party') party: string,
    @Body() { orderId, ground, amount, expiresAt }: HoldFundsDto,
    @IdempotentId() holdId: string,
    @CurrentCaller() caller: Caller,
    @Context() context: CommandContext,
  ) {
    const { partyId, standsFor } = await this.evidence.open(party, caller);
    const evidence = await this.evidence.ofHold(orderId);
    const hold = { partyId, holdId, ground, amount: moneyOf(amount), ...present({ expiresAt }) };
    const data = { ...hold, ...evidence, standsFor };
    return this.made(partyId, holdId, { type: 'HoldFunds', data }, context);
  }

  @Post('holds/:holdId/capture')
  @HttpCode(200)
  @Roles('operator')
  @ApiOperation({
    summary: 'Takes money out of a hold and pays it in to its order.',
    description:
      'What the order does not take, it having ended meanwhile, comes back to the wallet.',
  })
  @ApiOkResponse({ type: WrittenDto })
  async capture(
    @Param('party') party: string,
    @Param('holdId') holdId: string,
    @Body() { amount, isFinal = false }: CaptureHoldDto,
    @IdempotentId() captureId: string,
    @CurrentCaller() caller: Caller,
    @Context() context: CommandContext,
  ) {
    const { partyId } = await this.evidence.open(party, caller);
    const data = { partyId, holdId, captureId, amount: moneyOf(amount), isFinal };
    const stream = walletStream(partyId);
    const outcome = await this.handle(stream, { type: 'CaptureHold', data }, context);
    return written(outcome, { id: holdId });
  }

  @Post('holds/:holdId/void')
  @HttpCode(200)
  @Roles('operator')
  @ApiOperation({ summary: 'Ends a hold: what is left of it is free again.' })
  @ApiOkResponse({ type: WrittenDto })
  async void(
    @Param('party') party: string,
    @Param('holdId') holdId: string,
    @Body() { reason }: VoidHoldDto,
    @CurrentCaller() caller: Caller,
    @Context() context: CommandContext,
  ) {
    const { partyId } = await this.evidence.open(party, caller);
    const data = { partyId, holdId, reason };
    const stream = walletStream(partyId);
    const outcome = await this.handle(stream, { type: 'VoidHold', data }, context);
    return written(outcome, { id: holdId });
  }

  private async made(
    partyId: string,
    id: string,
    command: CommandInput<WalletCommand>,
    context: CommandContext,
  ) {
    const outcome = await this.handle(walletStream(partyId), command, context);
    return written(outcome, { id }, { location: `/v1/wallets/${partyId}` });
  }
}
