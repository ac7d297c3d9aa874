import { AssessOfferDto } from '@ledger/contracts/offer/assessment.dto.js';
import {
  DelistOfferDto,
  ListOfferDto,
  OfferContentDto,
  SuspendOfferDto,
} from '@ledger/contracts/offer/offer.dto.js';
import { present } from '@ledger/contracts/present.js';
import { offerExamples } from '@ledger/contracts/pricing/price-plan.examples.js';
import { WrittenDto } from '@ledger/contracts/written.dto.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import { Roles } from '@ledger/http/auth/access.decorators.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { Context, IdempotentId } from '@ledger/http/writes/context.decorators.js';
import { written } from '@ledger/http/writes/written.js';
import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ListingEvidence } from './listing.evidence.js';
import { contentOf } from './offer.content.js';
import { HANDLE_OFFER } from './offer.tokens.js';
import type { HandleOffer } from './offer.tokens.js';

/** Offers are drafted, put up and taken down by the seller. */
@ApiTags('offers')
@Controller('offers')
export class OfferCommandsController {
  constructor(
    @Inject(HANDLE_OFFER) private readonly handle: HandleOffer,
    @Inject(ListingEvidence) private readonly evidence: ListingEvidence,
    @Inject(Standings) private readonly standings: Standings,
  ) {}

  @Post()
  @Roles('manager')
  @ApiOperation({
    summary: 'Drafts an offer.',
    description: 'Then authorise licensing for its id at the registry, and list it.',
  })
  @ApiBody({ type: OfferContentDto, examples: offerExamples })
  @ApiCreatedResponse({ type: WrittenDto })
  async draft(
    @Body() body: OfferContentDto,
    @IdempotentId() offerId: string,
    @Context() context: CommandContext,
  ) {
    const outcome = await this.handle(
      `offer-${offerId}`,
      { type: 'DraftOffer', data: { offerId, content: contentOf(body) } },
      context,
    );
    return written(outcome, { id: offerId }, { location: `/v1/offers/${offerId}` });
  }

  @Post(':offerId/revision')
  @HttpCode(200)
  @Roles('manager')
  @ApiOperation({
    summary: 'Offers another edition, price or way of delivery.',
    description:
      'By the seller. Asset, entry, kind and terms stay: the holder’s authorisation rests on them. ' +
      'Of a listed offer the gates are asked again. Orders that were placed keep what they pinned.',
  })
  @ApiBody({ type: OfferContentDto, examples: offerExamples })
  @ApiOkResponse({ type: WrittenDto })
  async revise(
    @Param('offerId') offerId: string,
    @Body() body: OfferContentDto,
    @Context() context: CommandContext,
  ) {
    const { partyId } = context.actor;
    const { joint: standsFor } = await this.standings.of(partyId);
    const { licensing: _, ...facts } = await this.evidence.ofOwn(offerId, partyId, standsFor);
    const content = contentOf(body);
    const outcome = await this.handle(
      `offer-${offerId}`,
      { type: 'ReviseOffer', data: { offerId, content, ...facts, standsFor } },
      context,
    );
    return written(outcome, { id: offerId });
  }

  @Post(':offerId/assessment')
  @HttpCode(200)
  @Roles('manager', 'operator')
  @ApiOperation({
    summary: 'Records a compliance assessment of an offer by a third party.',
    description:
      'By the seller; of an offer that has been listed also by the operator. The assessor must have ' +
      'been admitted (policy `assessor`) for all that the report is about, and reads what is ' +
      'recorded in its name in its feed. A negative opinion suspends a listed offer. An opinion is on ' +
      'one edition: the next one is assessed before the offer is revised to it.',
  })
  @ApiOkResponse({ type: WrittenDto })
  async assess(
    @Param('offerId') offerId: string,
    @Body() body: AssessOfferDto,
    @IdempotentId() assessmentId: string,
    @Context() context: CommandContext,
  ) {
    const { joint: standsFor } = await this.standings.of(context.actor.partyId);
    const assessor = await this.evidence.assessor(body.assessorPartyId);
    const assessment = { ...assessmentOf(body), assessmentId, assessor, standsFor };
    const outcome = await this.handle(
      `offer-${offerId}`,
      { type: 'AssessOffer', data: { offerId, ...assessment } },
      context,
    );
    return written(outcome, { id: offerId });
  }

  @Post(':offerId/listing')
  @HttpCode(200)
  @Roles('manager', 'operator')
  @ApiOperation({
    summary: 'Lists an offer, or lists a suspended one again, checked against the title.',
    description:
      'By the seller; a suspended offer also by the operator, and by him alone where he has ' +
      'suspended it.',
  })
  @ApiOkResponse({ type: WrittenDto })
  async list(
    @Param('offerId') offerId: string,
    @Body() { until }: ListOfferDto,
    @Context() context: CommandContext,
  ) {
    const { partyId } = context.actor;
    const facts = await this.evidence.of(offerId, partyId);
    const { joint: standsFor } = await this.standings.of(partyId);
    const outcome = await this.handle(
      `offer-${offerId}`,
      { type: 'ListOffer', data: { offerId, until, ...facts, standsFor } },
      context,
    );
    return written(outcome, { id: offerId });
  }

  @Post(':offerId/suspension')
  @HttpCode(200)
  @Roles('operator')
  @ApiOperation({
    summary: 'Suspends an offer: no orders until it is listed again.',
    description: 'Raising the grade of its asset suspends it, too.',
  })
  @ApiOkResponse({ type: WrittenDto })
  async suspend(
    @Param('offerId') offerId: string,
    @Body() { reason }: SuspendOfferDto,
    @Context() context: CommandContext,
  ) {
    const data = { offerId, ground: 'operator', reason } as const;
    const stream = `offer-${offerId}`;
    const outcome = await this.handle(stream, { type: 'SuspendOffer', data }, context);
    return written(outcome, { id: offerId });
  }

  @Post(':offerId/delisting')
  @HttpCode(200)
  @Roles('manager')
  @ApiOperation({ summary: 'Takes an offer down; orders that were placed go on.' })
  @ApiOkResponse({ type: WrittenDto })
  async delist(
    @Param('offerId') offerId: string,
    @Body() { reason }: DelistOfferDto,
    @Context() context: CommandContext,
  ) {
    const { joint: standsFor } = await this.standings.of(context.actor.partyId);
    const outcome = await this.handle(
      `offer-${offerId}`,
      { type: 'DelistOffer', data: { offerId, reason, standsFor } },
      context,
    );
    return written(outcome, { id: offerId });
  }
}

const assessmentOf = ({ heads, ...body }: AssessOfferDto) => ({
  assessorPartyId: body.assessorPartyId,
  scope: body.scope,
  ...present({ edition: body.edition }),
  heads: {
    basicInformation: heads.basicInformation,
    lawfulness: heads.lawfulness,
    tradability: heads.tradability,
  },
  reportDigest: body.reportDigest,
  ...present({ riskAssessmentDigest: body.riskAssessmentDigest, isAnonymised: body.isAnonymised }),
  issuedOn: body.issuedOn,
  validUntil: body.validUntil,
});
