import { present } from '@ledger/contracts/present.js';
import { ReasonDto } from '@ledger/contracts/title/title.dto.js';
import {
  ConsentDto,
  ReserveRegistrationDto,
  TransferRightDto,
} from '@ledger/contracts/title/title-disposal.dto.js';
import {
  RegistrationReservedDto,
  TransferWrittenDto,
} from '@ledger/contracts/title/title-disposal-written.dto.js';
import { WrittenDto } from '@ledger/contracts/written.dto.js';
import type { DisposalData } from '@ledger/domain/title/disposal.commands.js';
import { titleStream } from '@ledger/domain/title/title.state.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import { derivedId } from '@ledger/event-store/ids.js';
import { Roles } from '@ledger/http/auth/access.decorators.js';
import { TitleTiming } from '@ledger/http/titles/title-timing.js';
import { Context, IdempotentId } from '@ledger/http/writes/context.decorators.js';
import { written } from '@ledger/http/writes/written.js';
import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { TitleEvidence } from './title.evidence.js';
import { HANDLE_TITLE } from './title.tokens.js';
import type { HandleTitle } from './title.tokens.js';
import { partOf } from './transfer-part.js';

/** Said with every reservation, so that nobody takes it for a registration. */
const reservationEffect = {
  zh: '登记预留只在本登记簿内生效：期间他人不得在该权利上新设质押或处分。预留不是登记，位次以登记时为准，对外不产生效力。',
  en:
    'Effective in this ledger only: meanwhile nobody else pledges or disposes of the entry. It is ' +
    'no registration; the rank is the registration’s own, and outside this ledger it means nothing.',
} as const;

/** Disposal of rights: transfers, the consents that they need, and what keeps an entry free. */
@ApiTags('titles')
@Controller('assets/:assetId')
export class DisposalCommandsController {
  constructor(
    @Inject(HANDLE_TITLE) private readonly handle: HandleTitle,
    @Inject(TitleEvidence) private readonly evidence: TitleEvidence,
    @Inject(TitleTiming) private readonly timing: TitleTiming,
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
    const data = { ...ids, ...what, transfereeEvidence };
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

  @Post('registration-reservations')
  @Roles('lender')
  @ApiOperation({
    summary: 'Keeps an entry free for the caller’s registration, at most a day.',
    description: 'Needs the pledgor’s authorisation. One at a time; renewed once. No registration.',
  })
  @ApiCreatedResponse({ type: RegistrationReservedDto })
  async reserve(
    @Param('assetId') assetId: string,
    @Body() { holdingId, until }: ReserveRegistrationDto,
    @IdempotentId() registrationReservationId: string,
    @Context() context: CommandContext,
  ) {
    const timing = await this.timing.now();
    const data = { assetId, registrationReservationId, holdingId, ...present({ until }), timing };
    const outcome = await this.handle(
      titleStream(assetId),
      { type: 'ReserveRegistration', data },
      context,
    );
    const reserved = outcome.state.registrationReservations.get(
      registrationReservationId,
    ) as DisposalData<'RegistrationReserved'>;
    const { until: standsUntil, renewal } = reserved;
    const body = { until: standsUntil, renewal, effect: reservationEffect };
    const location = `/v1/assets/${assetId}/title`;
    return written(outcome, { id: registrationReservationId, ...body }, { location });
  }

  @Post('registration-reservations/:registrationReservationId/withdrawal')
  @HttpCode(200)
  @Roles('lender')
  @ApiOperation({ summary: 'Gives up a reservation before its time is over.' })
  @ApiOkResponse({ type: WrittenDto })
  async giveUp(
    @Param('assetId') assetId: string,
    @Param('registrationReservationId') registrationReservationId: string,
    @Context() context: CommandContext,
  ) {
    const data = { assetId, registrationReservationId };
    const outcome = await this.handle(
      titleStream(assetId),
      { type: 'EndRegistrationReservation', data },
      context,
    );
    return written(outcome, { id: registrationReservationId });
  }
}
