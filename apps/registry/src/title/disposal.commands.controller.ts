import { moneyOf } from '@ledger/contracts/money.dto.js';
import { present } from '@ledger/contracts/present.js';
import { ConsentDto } from '@ledger/contracts/title/consent.dto.js';
import { ReasonDto } from '@ledger/contracts/title/title.dto.js';
import {
  TransferByOrderDto,
  TransferRightDto,
} from '@ledger/contracts/title/title-disposal.dto.js';
import { TransferWrittenDto } from '@ledger/contracts/title/title-disposal-written.dto.js';
import { WrittenDto } from '@ledger/contracts/written.dto.js';
import { titleStream } from '@ledger/domain/title/title.state.js';
import type { CommandOf } from '@ledger/domain/title/title.commands.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import type { CommandInput } from '@ledger/event-store/command-handler.js';
import { derivedId } from '@ledger/event-store/ids.js';
import { Roles } from '@ledger/http/auth/access.decorators.js';
import { Context, IdempotentId } from '@ledger/http/writes/context.decorators.js';
import { written } from '@ledger/http/writes/written.js';
import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { TitleEvidence } from './title.evidence.js';
import { HANDLE_TITLE } from './title.tokens.js';
import type { HandleTitle } from './title.tokens.js';
import { partOf } from './transfer-part.js';

/** Disposal of rights: transfers, and the consents that they need. */
@ApiTags('titles')
@Controller('assets/:assetId')
export class DisposalCommandsController {
  constructor(
    @Inject(HANDLE_TITLE) private readonly handle: HandleTitle,
    @Inject(TitleEvidence) private readonly evidence: TitleEvidence,
  ) {}

  @Post('transfers')
  @Roles('manager')
  @ApiOperation({
    summary: 'Transfers all or part of an entry; the transferor keeps none of what goes.',
    description:
      'Ends the entry and opens what takes its place; pledges, grants and bars go on there. ' +
      'Needs the recorded consents of co-owners and of every ranking pledgee. Under a scheme that ' +
      'has transfers reviewed (`national-2026`, guide art. 34) nothing moves yet: the transferees ' +
      'join, and the registrar approves (`…/transfers/{transferId}/approval`).',
  })
  @ApiCreatedResponse({ type: TransferWrittenDto })
  async transfer(
    @Param('assetId') assetId: string,
    @Body() { holdingId, transferees, part, contractDigest }: TransferRightDto,
    @IdempotentId() transferId: string,
    @Context() context: CommandContext,
  ) {
    const movement = await this.movement(transferId, { transferees, part });
    const { objectEvidence, reviewDays } = await this.evidence.registrationOf(assetId);
    const relied = { contractDigest, ...present({ objectEvidence, reviewDays }) };
    const data = { assetId, holdingId, ...movement, ...relied };
    return this.moved({ type: 'TransferRight', data }, context);
  }

  @Post('transfers/by-order')
  @Roles('registrar')
  @ApiOperation({
    summary: 'Moves a right as an authority has ordered, whoever holds it.',
    description:
      'For judgments, awards and decisions that move a right by themselves (Civil Code art. 229). ' +
      'Nobody is asked, and neither bars nor reservations are in its way; pledges, grants and bars ' +
      'go on with the right. What an order of the exchange owes for a right that returns is given ' +
      'back by itself.',
  })
  @ApiCreatedResponse({ type: TransferWrittenDto })
  async transferByOrder(
    @Param('assetId') assetId: string,
    @Body() { holdingId, transferees, part, fromPartyId, ...byOrder }: TransferByOrderDto,
    @IdempotentId() transferId: string,
    @Context() context: CommandContext,
  ) {
    const { authority, documentDigest } = byOrder;
    const movement = await this.movement(transferId, { transferees, part });
    const order = { byOrder: { authority, documentDigest }, ...present({ fromPartyId }) };
    const data = { assetId, holdingId, ...movement, ...order };
    return this.moved({ type: 'TransferByOrder', data }, context);
  }

  /** Who gets what of an entry, under ids that follow from the transfer's. */
  private async movement(
    transferId: string,
    {
      transferees,
      part,
    }: Pick<TransferRightDto, 'transferees'> & { readonly part: TransferRightDto['part'] },
  ) {
    const to = transferees.map(({ partyId, share }) => ({ partyId, ...present({ share }) }));
    const transfereeEvidence = await this.evidence.partiesOf(to.map(({ partyId }) => partyId));
    return {
      transferId,
      toHoldingId: derivedId('transfer', transferId, 'to'),
      remainingHoldingId: derivedId('transfer', transferId, 'remaining'),
      ...{ transferees: to, ...present({ part: partOf(part) }), transfereeEvidence },
    };
  }

  private async moved(
    command: CommandInput<CommandOf<'TransferRight' | 'TransferByOrder'>>,
    context: CommandContext,
  ) {
    const { assetId, transferId, toHoldingId, remainingHoldingId } = command.data;
    const outcome = await this.handle(titleStream(assetId), command, context);
    const moved = outcome.state.transfers.get(transferId);
    const entries = {
      toHoldingId,
      ...present({ remainingHoldingId: moved?.remaining && remainingHoldingId }),
      isMoved: moved !== undefined,
    };
    const location = `/v1/assets/${assetId}/title`;
    return written(outcome, { id: transferId, ...entries }, { location });
  }

  @Post('consents')
  @Roles('lender', 'manager')
  @ApiOperation({
    summary: 'A pledgee or co-owner consents to one disposal.',
    description: 'Used up by the disposal that relies on it.',
  })
  @ApiCreatedResponse({ type: WrittenDto })
  async consent(
    @Param('assetId') assetId: string,
    @Body() { holdingId, capacity, disposal, until, ...more }: ConsentDto,
    @IdempotentId() consentId: string,
    @Context() context: CommandContext,
  ) {
    const { pledgeId, counterpartyPartyId, offerId, contractDigest, pledge, proceeds, amountMax } =
      more;
    const bounds = present({ pledgeId, counterpartyPartyId, offerId, contractDigest });
    const terms = {
      ...present({ pledge, proceeds }),
      ...(amountMax !== undefined && { amountMax: moneyOf(amountMax) }),
    };
    const data = { assetId, consentId, holdingId, capacity, disposal, until, ...bounds, ...terms };
    const outcome = await this.handle(
      titleStream(assetId),
      { type: 'ConsentToDisposal', data },
      context,
    );
    return written(outcome, { id: consentId }, { location: `/v1/assets/${assetId}/title` });
  }

  @Post('consents/:consentId/withdrawal')
  @HttpCode(200)
  @Roles('lender', 'manager')
  @ApiOperation({ summary: 'Takes back a consent on which nothing has relied.' })
  @ApiOkResponse({ type: WrittenDto })
  async withdraw(
    @Param('assetId') assetId: string,
    @Param('consentId') consentId: string,
    @Body() { reason }: ReasonDto,
    @Context() context: CommandContext,
  ) {
    const data = { assetId, consentId, reason };
    const outcome = await this.handle(
      titleStream(assetId),
      { type: 'WithdrawConsent', data },
      context,
    );
    return written(outcome, { id: consentId });
  }
}
