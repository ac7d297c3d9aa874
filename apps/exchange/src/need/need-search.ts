import type { FoundOfferDto, FoundOffersDto } from '@ledger/contracts/need/need-match.dto.js';
import { shanghaiDate } from '@ledger/domain/calendar.js';
import type { NeedTerms } from '@ledger/domain/need/need.events.js';
import { type Matching, matchingOf } from '@ledger/domain/need/need-matching.js';
import { needMatchingPolicy } from '@ledger/domain/need/need-matching.policy.js';
import { CLOCK, type Clock } from '@ledger/event-store/clock.js';
import { PoliciesInForce } from '@ledger/http/policies/policies-in-force.js';
import { Inject, Injectable } from '@nestjs/common';
import { type Candidate, OfferCandidates } from './offer-candidates.js';

const limitDefault = 20;

/** Ranks what stands on the exchange beside a need. */
@Injectable()
export class NeedSearch {
  constructor(
    @Inject(OfferCandidates) private readonly candidates: OfferCandidates,
    @Inject(PoliciesInForce) private readonly policies: PoliciesInForce,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async offersFor(need: NeedTerms, limit = limitDefault): Promise<FoundOffersDto> {
    const policy = await this.policies.of(needMatchingPolicy);
    const found = await this.candidates.of(need.text, shanghaiDate(this.clock.now()));
    const items = found
      .map((candidate) => ({
        candidate,
        matching: matchingOf(need, plain(candidate), policy.content),
      }))
      // Sorting is stable: among equals what shares most with the text, then the newest, is first.
      .sort(
        (a, b) =>
          Number(b.matching.meetsLimits) - Number(a.matching.meetsLimits) ||
          b.matching.score - a.matching.score,
      )
      .slice(0, limit)
      .map(({ candidate, matching }) => answer(candidate, matching));
    return { items, policyVersion: policy.version };
  }
}

const plain = ({ content, sheet }: Candidate) => ({ content, ...(sheet && { sheet }) });

const answer = (
  { offerId, version, sellerPartyId, content, until }: Candidate,
  matching: Matching,
): FoundOfferDto => ({
  offerId,
  offerVersion: version,
  name: content.name,
  sellerPartyId,
  kind: content.kind,
  delivery: content.delivery,
  price: content.price,
  ...(content.pricePlan && { pricePlan: content.pricePlan }),
  until,
  ...matching,
});
