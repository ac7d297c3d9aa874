import type { DataSheet } from './data-sheet.js';
import type { OfferContent, OfferEvent } from './offer.events.js';
import { type Assessments, withAssessment } from './opinion.js';
import type { Sample } from './sample.js';

/** Where an offer stands. A listed one whose last day has passed stays `listed`: see `until`. */
export type OfferStage = 'draft' | 'listed' | 'suspended' | 'delisted';

export interface DraftedOffer {
  readonly stage: OfferStage;
  readonly offerId: string;
  readonly sellerPartyId: string;
  readonly content: OfferContent;
  /** Inclusive last day of the listing; absent on a draft. */
  readonly until?: string;
  readonly assessments?: Assessments;
  /** What the register said at the last listing or revision. */
  readonly sheet?: DataSheet;
  readonly sample?: Sample;
  /** The operator has suspended it: nobody else lists it again. */
  readonly isStopped?: true;
  /** Labels of the editions so far: each names one. */
  readonly editions?: readonly string[];
}

/** `undefined`: there is no offer of this id. */
export type OfferState = DraftedOffer | undefined;

export const evolveOffer = (state: OfferState, { type, data }: OfferEvent): OfferState => {
  switch (type) {
    case 'OfferDrafted': {
      const { offerId, sellerPartyId, content } = data;
      return { stage: 'draft', offerId, sellerPartyId, content, ...editionsAfter([], content) };
    }
    case 'OfferListed': {
      const { offerId, sellerPartyId, content, until, sheet } = data;
      const listed = { offerId, sellerPartyId, content, until, ...(sheet && { sheet }) };
      const { isStopped: _, ...known } = state ?? {};
      return { ...known, stage: 'listed', ...listed };
    }
    case 'OfferRevised': {
      const { content, sheet } = data;
      const known = drafted(state, type);
      const editions = editionsAfter(known.editions ?? [], content);
      return { ...known, content, ...(sheet && { sheet }), ...editions };
    }
    case 'OfferSampleAttached':
      return { ...drafted(state, type), sample: data.sample };
    case 'OfferSampleRemoved': {
      const { sample: _, ...rest } = drafted(state, type);
      return rest;
    }
    case 'OfferAssessed': {
      const { offerId: _, ...found } = data;
      const known = drafted(state, type);
      // A report that does not say which edition it looked at was on the one that stood.
      const edition = found.edition ?? known.content.edition?.label;
      const assessment = edition === undefined ? found : { ...found, edition };
      return { ...known, assessments: withAssessment(known.assessments ?? [], assessment) };
    }
    case 'OfferCapNoted': {
      const known = drafted(state, type);
      return { ...known, content: { ...known.content, cap: data.cap } };
    }
    case 'OfferSuspended': {
      const stopped = data.ground === 'operator' ? ({ isStopped: true } as const) : {};
      return { ...drafted(state, type), stage: 'suspended', ...stopped };
    }
    case 'OfferDelisted':
      return { ...drafted(state, type), stage: 'delisted' };
  }
};

const drafted = (state: OfferState, type: OfferEvent['type']): DraftedOffer => {
  if (state === undefined) throw new Error(`${type} of an offer that was never drafted.`);
  return state;
};

const editionsAfter = (
  known: readonly string[],
  { edition }: OfferContent,
): Pick<DraftedOffer, 'editions'> =>
  edition === undefined || known.includes(edition.label)
    ? { editions: known }
    : { editions: [...known, edition.label] };
