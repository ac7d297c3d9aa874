import { isDate, shanghaiDate } from '../calendar.js';
import type { Meta, StreamKind } from '../decider.js';
import { refuse } from '../refusal.js';
import { assessOffer } from './assessment.rules.js';
import type { AssessOffer } from './assessment.rules.js';
import { licensingObstacles } from './licensing-evidence.js';
import type { DataSheet } from './data-sheet.js';
import type { LicensingEvidence } from './licensing-evidence.js';
import { soundContent, type StatedContent } from './offer-content.rules.js';
import type { OfferContent, OfferEvent } from './offer.events.js';
import { evolveOffer } from './offer.state.js';
import type { DraftedOffer, OfferState } from './offer.state.js';
import { ownOffer } from './own-offer.js';
import { reviseOffer } from './revision.rules.js';
import type { ReviseOffer } from './revision.rules.js';
import { attachSample, checkSampled, removeSample } from './sample.rules.js';
import type { AttachSample, RemoveSample, SampleEvidence } from './sample.rules.js';
import { passGates } from './trading-gates.js';
import type { GateEvidence } from './trading-gates.js';

/** The holder prepares an offer, so that he can authorise licensing for its id. */
export type DraftOffer = {
  readonly type: 'DraftOffer';
  readonly data: { readonly offerId: string; readonly content: StatedContent };
  readonly meta: Meta;
};

/** Pattern 2: in whose place the actor's organisation stands by now; absent: in its own only. */
interface InPlaceOf {
  readonly standsFor?: readonly string[];
}

/** Puts it on the exchange until an inclusive last day. */
export type ListOffer = {
  readonly type: 'ListOffer';
  readonly data: {
    readonly offerId: string;
    readonly until: string;
    readonly licensing: LicensingEvidence;
    readonly gates: GateEvidence;
    /** What the register says of the data; kept by the listing. */
    readonly sheet?: DataSheet;
    readonly samples?: SampleEvidence['samples'];
  } & InPlaceOf;
  readonly meta: Meta;
};

/**
 * The operator, or the process that hears of a raised grade, stops orders until it is listed again:
 * after the operator by him alone.
 * Pattern 2: the asset's version is the evidence; the seller lists against the title as it stands.
 */
export type SuspendOffer = {
  readonly type: 'SuspendOffer';
  readonly data: Extract<OfferEvent, { type: 'OfferSuspended' }>['data'];
  readonly meta: Meta;
};

/** Takes it down; orders that were placed go on. */
export type DelistOffer = {
  readonly type: 'DelistOffer';
  readonly data: {
    readonly offerId: string;
    readonly reason: string;
    /** Process: the title as it says that the right has moved (pattern 2). */
    readonly titleVersion?: number;
  } & InPlaceOf;
  readonly meta: Meta;
};

/** Process: the holder has lowered how many licences he sells (pattern 2: his title says so). */
export type NoteCap = {
  readonly type: 'NoteCap';
  readonly data: Extract<OfferEvent, { type: 'OfferCapNoted' }>['data'];
  readonly meta: Meta;
};

export type OfferCommand =
  | DraftOffer
  | ReviseOffer
  | AttachSample
  | RemoveSample
  | AssessOffer
  | ListOffer
  | SuspendOffer
  | NoteCap
  | DelistOffer;

/** `offer-<offerId>`. */
export const offerKind: StreamKind<OfferCommand, OfferEvent, OfferState> = {
  category: 'offer',
  decider: {
    initialState: () => undefined,
    evolve: evolveOffer,
    decide: (command, state) => {
      switch (command.type) {
        case 'DraftOffer':
          return draftOffer(command, state);
        case 'ReviseOffer':
          return reviseOffer(command, ownOf(state, command.data, command.meta));
        case 'AttachSample':
          return attachSample(command, ownOf(state, command.data, command.meta));
        case 'RemoveSample':
          return removeSample(command, inOperation(state, command));
        case 'AssessOffer':
          return assessOffer(command, inOperation(state, command));
        case 'ListOffer':
          return listOffer(command, state);
        case 'SuspendOffer':
          return suspendOffer(command, state);
        case 'NoteCap':
          return noteCap(command, state);
        case 'DelistOffer':
          return delistOffer(command, state);
      }
    },
  },
  schemaVersions: {
    OfferDrafted: 1,
    OfferAssessed: 1,
    OfferListed: 1,
    OfferRevised: 1,
    OfferSampleAttached: 1,
    OfferSampleRemoved: 1,
    OfferSuspended: 1,
    OfferCapNoted: 1,
    OfferDelisted: 1,
  },
  eventsMax: 1_000,
};

const draftOffer = ({ data, meta }: DraftOffer, state: OfferState): OfferEvent[] => {
  const { offerId, content } = data;
  if (state !== undefined) return refuse('offer_already_drafted', { offerId });
  return [
    {
      type: 'OfferDrafted',
      data: {
        offerId,
        sellerPartyId: meta.actor.partyId,
        content: soundContent(offerId, content),
      },
    },
  ];
};

/**
 * Both kinds of deal need the holder's authorisation for this offer: an ordinary licence is given
 * under it, an exclusive one is reserved under it when a buyer comes. While the entry is pledged or
 * barred no new offer goes up. A suspended one is listed again by the seller or the operator, checked
 * as if it were new; one that the operator has suspended by the operator alone.
 */
const listOffer = ({ data, meta }: ListOffer, state: OfferState): OfferEvent[] => {
  const isSuspended = meta.actor.role === 'operator' && state?.stage === 'suspended';
  const offer = isSuspended ? state : ownOf(state, data, meta);
  const { offerId, until, licensing, sheet, samples } = data;
  if (offer.stage === 'delisted') return refuse('offer_delisted', { offerId });
  if (offer.stage === 'listed') {
    return offer.until === until ? [] : refuse('offer_already_listed', { offerId });
  }
  if (offer.isStopped === true && !isSuspended) return refuse('offer_stopped', { offerId });
  const { content } = offer;
  // A successor lists in its own name; the operator in that of the seller as it was.
  const sellerPartyId = isSuspended ? offer.sellerPartyId : meta.actor.partyId;
  checkUntil(until, content, meta);
  const passed = passGates(offer, data.gates, meta.now);
  if (samples && offer.sample) checkSampled(offer, { gates: data.gates, samples }, meta.now);
  const { holdingId } = content;
  if (licensing.right === undefined || !licensing.sellerHoldsEntry) {
    return refuse('seller_holds_no_entry', { offerId, holdingId });
  }
  if (licensing.right !== 'operation') {
    return refuse('entry_not_licensable', { offerId, holdingId, right: licensing.right });
  }
  const obstacles = licensingObstacles(licensing, content, meta.now);
  if (obstacles !== undefined) return refuse('licensing_not_open', obstacles);
  const { titleVersion } = licensing;
  return [
    {
      type: 'OfferListed',
      data: {
        ...{ offerId, sellerPartyId, content, until, titleVersion, passed },
        ...(sheet && { sheet }),
      },
    },
  ];
};

/** The seller's at any time; the operator's once it has been in the open. */
const inOperation = (
  state: OfferState,
  { data, meta }: AssessOffer | RemoveSample,
): DraftedOffer =>
  meta.actor.role === 'operator' && state !== undefined && state.stage !== 'draft'
    ? state
    : ownOf(state, data, meta);

/** A seller's own draft is none of the operator's business. */
const suspendOffer = ({ data }: SuspendOffer, state: OfferState): OfferEvent[] => {
  const { offerId, ground } = data;
  if (state === undefined || state.stage === 'draft') return refuse('offer_not_found', { offerId });
  switch (state.stage) {
    case 'listed':
      return [{ type: 'OfferSuspended', data }];
    case 'suspended': {
      const isNews = ground === 'operator' && state.isStopped !== true;
      return isNews ? [{ type: 'OfferSuspended', data }] : [];
    }
    case 'delisted':
      return refuse('offer_delisted', { offerId });
  }
};

const checkUntil = (until: string, { terms }: OfferContent, { now }: Meta): void => {
  const today = shanghaiDate(now);
  const last = terms.until;
  if (isDate(until) && until >= today && (last === undefined || until <= last)) return;
  refuse('listing_until_out_of_range', { until, notBefore: today, notAfter: last });
};

/** Of an offer of another kind there is nothing to note. */
const noteCap = ({ data }: NoteCap, state: OfferState): OfferEvent[] => {
  const cap = state?.content.cap;
  return cap === undefined || cap === data.cap ? [] : [{ type: 'OfferCapNoted', data }];
};

const delistOffer = ({ data, meta }: DelistOffer, state: OfferState): OfferEvent[] => {
  const { offerId, reason, titleVersion } = data;
  if (meta.actor.role === 'system') {
    // The right has moved: the seller's leave to sell ended with it, and no draft can be listed.
    const isOver = state === undefined || state.stage === 'delisted';
    const noted = titleVersion === undefined ? {} : { titleVersion };
    return isOver ? [] : [{ type: 'OfferDelisted', data: { offerId, reason, ...noted } }];
  }
  const offer = ownOf(state, data, meta);
  switch (offer.stage) {
    case 'listed':
    case 'suspended':
      return [{ type: 'OfferDelisted', data: { offerId, reason } }];
    case 'delisted':
      return [];
    case 'draft':
      return refuse('offer_not_standing', { offerId, state: offer.stage });
  }
};

/** The offer of whoever acts. */
const ownOf = (
  state: OfferState,
  { offerId, standsFor }: { readonly offerId: string } & InPlaceOf,
  { actor }: Meta,
): DraftedOffer => ownOffer(state, offerId, { partyId: actor.partyId, standsFor });
