import { shanghaiDate } from '@ledger/domain/calendar.js';
import { refuse } from '@ledger/domain/refusal.js';
import { CLOCK, type Clock } from '@ledger/event-store/clock.js';
import { AnyRole, CurrentCaller } from '@ledger/http/auth/access.decorators.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import { attachment } from '@ledger/http/downloads/attachment.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { Controller, Get, Inject, Param, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { seesAllOffers, seesOffer } from './offer.sight.js';
import { SampleFiles } from './sample-files.js';

/** Samples, to look into before an order. */
@ApiTags('offers')
@Controller('offers/:offerId/sample')
export class SampleQueriesController {
  constructor(
    @Inject(SampleFiles) private readonly files: SampleFiles,
    @Inject(Standings) private readonly standings: Standings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @AnyRole()
  @ApiOperation({
    summary: 'The sample of an offer as CSV.',
    description: 'While the offer is listed; its seller and the operator at any time.',
  })
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async file(
    @Param('offerId') offerId: string,
    @CurrentCaller() caller: Caller,
  ): Promise<StreamableFile> {
    const state = await this.files.offer(offerId);
    const standing = await this.standings.of(caller.partyId);
    if (!state || !seesOffer(caller, standing, state))
      return refuse('offer_not_found', { offerId });
    const today = shanghaiDate(this.clock.now());
    const isOpen = state.stage === 'listed' && (state.until ?? '') >= today;
    const isOwn = standing.joint.includes(state.sellerPartyId) || seesAllOffers(caller);
    if (state.sample === undefined || !(isOpen || isOwn)) {
      return refuse('offer_sample_not_found', { offerId });
    }
    const bytes = await this.files.bytesOf(state.sample.digest);
    return new StreamableFile(bytes, {
      type: 'text/csv; charset=utf-8',
      disposition: attachment({ zh: `样例-${offerId}.csv`, ascii: `sample-${offerId}.csv` }),
      length: bytes.length,
    });
  }
}
