import { present } from '@ledger/contracts/present.js';
import { ReserveRegistrationDto } from '@ledger/contracts/title/title-disposal.dto.js';
import { RegistrationReservedDto } from '@ledger/contracts/title/title-disposal-written.dto.js';
import { WrittenDto } from '@ledger/contracts/written.dto.js';
import type { DisposalData } from '@ledger/domain/title/disposal.commands.js';
import { titleStream } from '@ledger/domain/title/title.state.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import { Roles } from '@ledger/http/auth/access.decorators.js';
import { TitleTiming } from '@ledger/http/titles/title-timing.js';
import { Context, IdempotentId } from '@ledger/http/writes/context.decorators.js';
import { written } from '@ledger/http/writes/written.js';
import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { PledgeEvidence } from './pledge.evidence.js';
import { HANDLE_PLEDGE } from './pledge.tokens.js';
import type { HandleTitle } from './pledge.tokens.js';

/** Said with every reservation, so that nobody takes it for a registration. */
const reservationEffect = {
  zh: '登记预留只在本登记簿内生效：期间他人不得在该权利上新设质押或处分。预留不是登记，位次以登记时为准，对外不产生效力。',
  en:
    'Effective in this ledger only: meanwhile nobody else pledges or disposes of the entry. It is ' +
    'no registration; the rank is the registration’s own, and outside this ledger it means nothing.',
} as const;

/** What keeps an entry free between a lender's search and his registration. */
@ApiTags('titles')
@Controller('assets/:assetId/registration-reservations')
export class RegistrationReservationsController {
  constructor(
    @Inject(HANDLE_PLEDGE) private readonly handle: HandleTitle,
    @Inject(PledgeEvidence) private readonly evidence: PledgeEvidence,
    @Inject(TitleTiming) private readonly timing: TitleTiming,
  ) {}

  @Post()
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
    const evidence = await this.evidence.ofEntry(assetId, holdingId);
    const asked = { assetId, registrationReservationId, holdingId, ...present({ until }) };
    const data = { ...asked, evidence, timing: await this.timing.now() };
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

  @Post(':registrationReservationId/withdrawal')
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
