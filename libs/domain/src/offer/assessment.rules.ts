import { isDate, shanghaiDate } from '../calendar.js';
import type { Meta } from '../decider.js';
import { refuse } from '../refusal.js';
import { sameJson } from '../same-json.js';
import { admittedAssessor, type AssessorFound } from './assessor.js';
import type { Assessment, OfferEvent } from './offer.events.js';
import type { DraftedOffer } from './offer.state.js';

/** Keeps what an assessor found: by the seller, or of a standing offer by the operator. */
export type AssessOffer = {
  readonly type: 'AssessOffer';
  readonly data: Omit<Assessment, 'opinion' | 'admissionVersion'> & {
    readonly offerId: string;
    /** Pattern 2: who the assessor is, and what it is admitted for. */
    readonly assessor: AssessorFound;
    readonly standsFor?: readonly string[];
  };
  readonly meta: Meta;
};

/** A negative opinion on a listed offer suspends it in the same breath. */
export const assessOffer = (
  { data, meta }: AssessOffer,
  offer: DraftedOffer,
): readonly OfferEvent[] => {
  const { assessor, standsFor: _, ...said } = data;
  const { offerId, issuedOn, validUntil } = said;
  if (offer.stage === 'delisted') return refuse('offer_delisted', { offerId });
  const today = shanghaiDate(meta.now);
  const { sellerPartyId } = offer;
  const admissionVersion = admittedAssessor(said, assessor, { sellerPartyId, today });
  checkDates(issuedOn, validUntil, today);
  const { basicInformation, lawfulness, tradability } = said.heads;
  const conforms = [basicInformation, lawfulness, tradability].every((it) => it === 'conforming');
  const opinion = conforms ? ('positive' as const) : ('negative' as const);
  const edition = said.edition ?? offer.content.edition?.label;
  const of = edition === undefined ? {} : { edition };
  const assessed = { ...said, ...of, admissionVersion, opinion };
  const { offerId: _offer, ...assessment } = assessed;
  const last = offer.assessments?.at(-1);
  if (last !== undefined && sameJson(last, assessment)) return [];
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
