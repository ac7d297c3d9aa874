import { afterSettling, type Conversation } from './conversation.js';
import type { NegotiationEvent, Opening } from './negotiation.events.js';
import {
  negotiationAfter,
  type ConnectorRole,
  type NegotiationMessage,
  type NegotiationStateName,
} from './negotiation.graph.js';
import type { PolicyAgreement, PolicyOffer } from './policy.js';

/**
 * Events of one negotiation, at most. From `negotiationOpeningsMax` on nothing more is offered, so
 * that each message of ours can still be settled, and the end be said.
 */
export const negotiationEventsMax = 200;
export const negotiationOpeningsMax = 120;

/** One message as it was said. */
export interface SaidMessage {
  readonly message: NegotiationMessage;
  readonly by: ConnectorRole;
}

/** One conversation about one offer. */
export interface Negotiation extends Opening, Conversation {
  readonly negotiationId: string;
  readonly state: NegotiationStateName;
  readonly orderId?: string;
  /** As last offered or asked for. */
  readonly offer: PolicyOffer;
  readonly termsVersion: number;
  /** Of the last request or offer of the other side, where it had one. */
  readonly messageId?: string;
  readonly agreement?: PolicyAgreement;
  readonly contractDigest?: string;
  /** The last message of each side: said again, it changes nothing. */
  readonly last: { readonly [side in ConnectorRole]?: NegotiationMessage };
}

/** `undefined`: nothing has been said under this id. */
export type NegotiationState = Negotiation | undefined;

export const negotiationStream = (negotiationId: string): string => `negotiation-${negotiationId}`;

/** Whether nothing more can be said. */
export const isNegotiationOver = ({ state }: Pick<Negotiation, 'state'>): boolean =>
  state === 'FINALIZED' || state === 'TERMINATED';

type Said = Exclude<NegotiationEvent, { readonly type: 'NegotiationMessageSettled' }>;

/** Which message of the protocol an event is, and whose. */
export const messageOf = ({ type, data }: Said): SaidMessage => {
  switch (type) {
    case 'NegotiationRequested':
      return { message: 'request', by: 'consumer' };
    case 'NegotiationOffered':
      return { message: 'offer', by: 'provider' };
    case 'NegotiationAccepted':
      return { message: 'acceptance', by: 'consumer' };
    case 'NegotiationAgreed':
      return { message: 'agreement', by: 'provider' };
    case 'NegotiationVerified':
      return { message: 'verification', by: 'consumer' };
    case 'NegotiationFinalized':
      return { message: 'finalization', by: 'provider' };
    case 'NegotiationTerminated':
      return { message: 'termination', by: data.by };
  }
};

export const evolveNegotiation = (
  state: NegotiationState,
  event: NegotiationEvent,
): NegotiationState => {
  const events = (state?.events ?? 0) + 1;
  if (event.type === 'NegotiationMessageSettled') {
    return afterSettling(begun(state), event.data, events);
  }
  const { message, by } = messageOf(event);
  const to = negotiationAfter(state?.state ?? 'NONE', message, by);
  if (to === undefined) throw new Error(`A negotiation does not go on by ${event.type}.`);
  const known = state ?? opened(event);
  const isOurs = by === known.role;
  const last = { ...known.last, [by]: message };
  const unsettled = isOurs ? [...known.unsettled, events] : known.unsettled;
  return { ...known, ...saidIn(event), state: to, last, events, unsettled };
};

const begun = (state: NegotiationState): Negotiation => {
  if (state === undefined) throw new Error('A negotiation begins with a request or an offer.');
  return state;
};

const opened = (event: Said): Negotiation => {
  const isFirst = event.type === 'NegotiationRequested' || event.type === 'NegotiationOffered';
  if (!isFirst || event.data.opening === undefined) return begun(undefined);
  const { opening, negotiationId, counterPid, offer } = event.data;
  return {
    ...opening,
    negotiationId,
    state: 'REQUESTED',
    offer,
    termsVersion: 1,
    last: {},
    events: 0,
    unsettled: [],
    ...(counterPid !== undefined && { counterPid }),
  };
};

/** What a message adds to what is known. */
const saidIn = ({ type, data }: Said): Partial<Negotiation> => {
  switch (type) {
    case 'NegotiationRequested':
    case 'NegotiationOffered': {
      const { offer, orderId, termsVersion, messageId } = data;
      const about = {
        ...(orderId !== undefined && { orderId }),
        ...(messageId !== undefined && { messageId }),
      };
      return { offer, ...about, ...(termsVersion !== undefined && { termsVersion }) };
    }
    case 'NegotiationAgreed': {
      const { agreement, contractDigest } = data;
      return { agreement, ...(contractDigest !== undefined && { contractDigest }) };
    }
    case 'NegotiationAccepted':
    case 'NegotiationVerified':
    case 'NegotiationFinalized':
    case 'NegotiationTerminated':
      return {};
  }
};
