import { AttachSampleDto, RemoveSampleDto } from '@ledger/contracts/offer/sample.dto.js';
import { WrittenDto } from '@ledger/contracts/written.dto.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import { Roles } from '@ledger/http/auth/access.decorators.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { Context } from '@ledger/http/writes/context.decorators.js';
import { written } from '@ledger/http/writes/written.js';
import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { HANDLE_OFFER } from './offer.tokens.js';
import type { HandleOffer } from './offer.tokens.js';
import { SampleFiles } from './sample-files.js';

/** Sellers show a few records of what they offer. */
@ApiTags('offers')
@Controller('offers/:offerId/sample')
export class SampleCommandsController {
  constructor(
    @Inject(HANDLE_OFFER) private readonly handle: HandleOffer,
    @Inject(SampleFiles) private readonly files: SampleFiles,
    @Inject(Standings) private readonly standings: Standings,
  ) {}

  @Post()
  @HttpCode(200)
  @Roles('manager')
  @ApiOperation({
    summary: 'Attaches a sample to an offer, in place of the one before.',
    description:
      'By the seller. Never of core data, of grades that policy `offer-samples` does not name, of ' +
      'personal data that is not anonymised, or with personal information in it. Whoever is signed ' +
      'in may download it while the offer is listed.',
  })
  @ApiOkResponse({ type: WrittenDto })
  async attach(
    @Param('offerId') offerId: string,
    @Body() body: AttachSampleDto,
    @Context() context: CommandContext,
  ) {
    const data = await this.files.keep(offerId, body, context.actor.partyId);
    const command = { type: 'AttachSample', data } as const;
    return written(await this.handle(`offer-${offerId}`, command, context), { id: offerId });
  }

  @Post('removal')
  @HttpCode(200)
  @Roles('manager', 'operator')
  @ApiOperation({
    summary: 'Takes the sample away: nobody can download it any more.',
    description: 'By the seller; of an offer that has been listed also by the operator.',
  })
  @ApiOkResponse({ type: WrittenDto })
  async remove(
    @Param('offerId') offerId: string,
    @Body() { reason }: RemoveSampleDto,
    @Context() context: CommandContext,
  ) {
    const { joint: standsFor } = await this.standings.of(context.actor.partyId);
    const command = { type: 'RemoveSample', data: { offerId, reason, standsFor } } as const;
    return written(await this.handle(`offer-${offerId}`, command, context), { id: offerId });
  }
}
