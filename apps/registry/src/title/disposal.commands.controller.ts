import { present } from '@ledger/contracts/present.js';
import { ReasonDto } from '@ledger/contracts/title/title.dto.js';
import { ConsentDto, TransferRightDto } from '@ledger/contracts/title/title-disposal.dto.js';
import { TransferWrittenDto } from '@ledger/contracts/title/title-disposal-written.dto.js';
import { WrittenDto } from '@ledger/contracts/written.dto.js';
import { titleStream } from '@ledger/domain/title/title.state.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
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
      'Needs the recorded consents of co-owners and of every ranking pledgee.',
  })
  @ApiCreatedResponse({ type: TransferWrittenDto })
  async transfer(
    @Param('assetId') assetId: string,
    @Body() { holdingId, transferees, part, contractDigest }: TransferRightDto,
    @IdempotentId() transferId: string,
    @Context() context: CommandContext,
  ) {
    const to = transferees.map(({ partyId, share }) => ({ partyId, ...present({ share }) }));
    const toHoldingId = derivedId('transfer', transferId, 'to');
    const remainingHoldingId = derivedId('transfer', transferId, 'remaining');
    const transfereeEvidence = await this.evidence.partiesOf(to.map(({ partyId }) => partyId));
    const ids = { assetId, transferId, holdingId, toHoldingId, remainingHoldingId };
    const what = { transferees: to, ...present({ part: partOf(part) }), contractDigest };
    const objectEvidence = await this.evidence.objectOf(assetId);
    const data = { ...ids, ...what, transfereeEvidence, ...present({ objectEvidence }) };
    const outcome = await this.handle(
      titleStream(assetId),
      { type: 'TransferRight', data },
      context,
    );
    const { remaining } = outcome.state.transfers.get(transferId) ?? {};
    const entries = {
      toHoldingId,
      ...present({ remainingHoldingId: remaining && remainingHoldingId }),
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
    const { pledgeId, counterpartyPartyId, offerId, contractDigest, pledge, proceeds } = more;
    const bounds = present({ pledgeId, counterpartyPartyId, offerId, contractDigest });
    const terms = present({ pledge, proceeds });
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
