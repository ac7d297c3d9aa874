import { isDate, shanghaiDate } from '../calendar.js';
import type { Meta } from '../decider.js';
import { refuse } from '../refusal.js';
import { sameJson } from '../same-json.js';
import type { Assessment, OfferEvent } from './offer.events.js';
import type { DraftedOffer } from './offer.state.js';

/** Keeps what an assessor found: by the seller, or of a standing offer by the operator. */
export type AssessOffer = {
  readonly type: 'AssessOffer';
  readonly data: Omit<Assessment, 'opinion'> & {
    readonly offerId: string;
    /** Pattern 2: whether the assessor is a registered organisation. */
    readonly isAssessorRegistered: boolean;
    readonly standsFor?: readonly string[];
  };
  readonly meta: Meta;
};

/** A negative opinion on a listed offer suspends it in the same breath. */
export const assessOffer = (
  { data, meta }: AssessOffer,
  offer: DraftedOffer,
): readonly OfferEvent[] => {
  const { isAssessorRegistered, standsFor: _, ...said } = data;
  const { offerId, assessorPartyId, issuedOn, validUntil } = said;
  if (offer.stage === 'delisted') return refuse('offer_delisted', { offerId });
  if (assessorPartyId === offer.sellerPartyId) refuse('assessor_is_the_seller', { offerId });
  if (!isAssessorRegistered) refuse('assessor_not_registered', { assessorPartyId });
  checkDates(issuedOn, validUntil, shanghaiDate(meta.now));
  const { basicInformation, lawfulness, tradability } = said.heads;
  const conforms = [basicInformation, lawfulness, tradability].every((it) => it === 'conforming');
  const assessed = { ...said, opinion: conforms ? ('positive' as const) : ('negative' as const) };
  const { offerId: _offer, ...assessment } = assessed;
  if (offer.assessment !== undefined && sameJson(offer.assessment, assessment)) return [];
  const event: OfferEvent = { type: 'OfferAssessed', data: assessed };
  if (conforms || offer.stage !== 'listed') return [event];
  const reason = said.scope;
  return [event, { type: 'OfferSuspended', data: { offerId, ground: 'opinionNegative', reason } }];
};

const checkDates = (issuedOn: string, validUntil: string, today: string): void => {
  const isGood =
    isDate(issuedOn) && isDate(validUntil) && issuedOn <= today && issuedOn <= validUntil;
  if (!isGood) refuse('assessment_dates_wrong', { issuedOn, validUntil, today });
};
