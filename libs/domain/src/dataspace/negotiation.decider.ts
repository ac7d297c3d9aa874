import type { Meta, StreamKind } from '../decider.js';
import { refuse } from '../refusal.js';
import { sameJson } from '../same-json.js';
import { isOfProcess, settledOnce, type SettledMessage } from './conversation.js';
import type { EndReason, NegotiationEvent, Opening } from './negotiation.events.js';
import {
  negotiationAfter,
  type ConnectorRole,
  type NegotiationMessage,
} from './negotiation.graph.js';
import {
  evolveNegotiation,
  negotiationEventsMax,
  negotiationOpeningsMax,
  type Negotiation,
  type NegotiationState,
} from './negotiation.state.js';
import { samePolicy, type PolicyAgreement, type PolicyOffer } from './policy.js';

type Of<Type extends string, Data extends object> = {
  readonly type: Type;
  readonly data: Data & { readonly negotiationId: string };
  readonly meta: Meta;
};

/** The first message: by the other side where a `counterPid` comes with it, by us where none does. */
export type OpenNegotiation = Of<
  'OpenNegotiation',
  {
    readonly message: 'request' | 'offer';
    readonly opening: Opening;
    readonly counterPid?: string;
    readonly offer: PolicyOffer;
    readonly orderId?: string;
    readonly termsVersion?: number;
  }
>;

/** Any later message, of either side. */
export type AdvanceNegotiation = Of<
  'AdvanceNegotiation',
  EndReason & {
    readonly message: NegotiationMessage;
    readonly by: ConnectorRole;
    /** The other side's pid as the message names it: it must be the one that is known. */
    readonly counterPid?: string;
    /** With a request or an offer; and what the message itself is called, where it is. */
    readonly offer?: PolicyOffer;
    readonly messageId?: string;
    readonly termsVersion?: number;
    /** With an agreement. */
    readonly agreement?: PolicyAgreement;
    readonly contractDigest?: string;
  }
>;

/** The outbox. */
export type SettleNegotiationMessage = Of<'SettleNegotiationMessage', SettledMessage>;

export type NegotiationCommand = OpenNegotiation | AdvanceNegotiation | SettleNegotiationMessage;

const decide = (command: NegotiationCommand, state: NegotiationState): NegotiationEvent[] => {
  switch (command.type) {
    case 'OpenNegotiation':
      return open(command, state);
    case 'AdvanceNegotiation':
      return advance(command, state);
    case 'SettleNegotiationMessage':
      return settle(command, state);
  }
};

/** The id follows from both sides and the other's pid, so the same message again finds itself. */
const open = ({ data }: OpenNegotiation, state: NegotiationState): NegotiationEvent[] => {
  const { negotiationId, message, opening, counterPid, offer, orderId, termsVersion } = data;
  if (state !== undefined) {
    const isSame =
      state.counterPid === counterPid &&
      state.role === opening.role &&
      state.counterpartyId === opening.counterpartyId &&
      state.address === opening.address;
    return isSame ? [] : refuse('negotiation_pid_taken', { negotiationId });
  }
  const first = { negotiationId, opening, offer, ...(counterPid !== undefined && { counterPid }) };
  const about = {
    ...(orderId !== undefined && { orderId }),
    ...(termsVersion !== undefined && { termsVersion }),
  };
  const type = message === 'request' ? 'NegotiationRequested' : 'NegotiationOffered';
  return [{ type, data: { ...first, ...about } }];
};

/**
 * A message that the graph allows is a fact; one that was just said is said again to no effect;
 * anything else is refused and changes nothing.
 */
const advance = ({ data }: AdvanceNegotiation, state: NegotiationState): NegotiationEvent[] => {
  const { negotiationId, message, by, counterPid } = data;
  const known = state ?? refuse('negotiation_not_found', { negotiationId });
  if (!isOfProcess(known, counterPid)) {
    return refuse('negotiation_not_found', { negotiationId });
  }
  if (negotiationAfter(known.state, message, by) === undefined) {
    if (isRepeated(data, known)) return [];
    return refuse('negotiation_state_forbids', { negotiationId, state: known.state, message });
  }
  const isOpening = message === 'request' || message === 'offer';
  if (isOpening && known.events >= negotiationOpeningsMax) {
    return refuse('negotiation_full', { negotiationId });
  }
  return [said(data, known)];
};

/** By the id of the message, where both have one: another request of the same is not the same. */
const isRepeated = (
  { message, by, offer, agreement, messageId }: AdvanceNegotiation['data'],
  { last, state, offer: known, agreement: agreed, messageId: lastId }: Negotiation,
): boolean => {
  if (message === 'termination') return state === 'TERMINATED';
  if (last[by] !== message) return false;
  if (messageId !== undefined && messageId !== lastId) return false;
  if (message === 'agreement') return sameJson(agreement, agreed);
  return offer === undefined || samePolicy(offer, known);
};

const said = (data: AdvanceNegotiation['data'], known: Negotiation): NegotiationEvent => {
  const { negotiationId, message, by, offer, termsVersion, agreement, code, reason } = data;
  const { messageId } = data;
  switch (message) {
    case 'request':
    case 'offer': {
      const about = {
        ...(termsVersion !== undefined && { termsVersion }),
        ...(messageId !== undefined && { messageId }),
      };
      const offered = { negotiationId, offer: needed(offer), ...about };
      const type = message === 'request' ? 'NegotiationRequested' : 'NegotiationOffered';
      return { type, data: offered };
    }
    case 'acceptance':
      return { type: 'NegotiationAccepted', data: { negotiationId } };
    case 'agreement': {
      const { contractDigest } = data;
      const signed = contractDigest === undefined ? {} : { contractDigest };
      const agreed = { negotiationId, agreement: sound(needed(agreement), known), ...signed };
      return { type: 'NegotiationAgreed', data: agreed };
    }
    case 'verification':
      return { type: 'NegotiationVerified', data: { negotiationId } };
    case 'finalization':
      return { type: 'NegotiationFinalized', data: { negotiationId } };
    case 'termination': {
      const why = { ...(code !== undefined && { code }), ...(reason && { reason }) };
      return { type: 'NegotiationTerminated', data: { negotiationId, by, ...why } };
    }
  }
};

const needed = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error('The message comes without what it is about.');
  return value;
};

/**
 * An agreement holds what was last offered or asked for, about the same data set, between the same
 * two; anything else was never agreed to (protocol, agreement message).
 */
const sound = (agreement: PolicyAgreement, known: Negotiation): PolicyAgreement => {
  const { negotiationId, offer, role, participantId, counterpartId } = known;
  const [provider, consumer] =
    role === 'provider' ? [participantId, counterpartId] : [counterpartId, participantId];
  const differs: readonly (readonly [string, boolean])[] = [
    ['target', agreement.target !== offer.target],
    ['assigner', agreement.assigner !== provider],
    ['assignee', agreement.assignee !== consumer],
    ['policy', !samePolicy(agreement, offer)],
  ];
  const field = differs.find(([, isOther]) => isOther)?.[0];
  if (field === undefined) return agreement;
  return refuse('negotiation_agreement_differs', { negotiationId, field });
};

/** Settled once: what the outbox tells again changes nothing. */
const settle = (
  { data }: SettleNegotiationMessage,
  state: NegotiationState,
): NegotiationEvent[] => {
  const { negotiationId, settlement } = data;
  const known = state ?? refuse('negotiation_not_found', { negotiationId });
  const settled = settledOnce(known, data);
  if (settled === undefined) return [];
  const facts: NegotiationEvent[] = [
    { type: 'NegotiationMessageSettled', data: { negotiationId, ...settled } },
  ];
  const isDead = settlement !== 'acknowledged' && known.state !== 'TERMINATED';
  // The two sides no longer stand at the same point: it ends (protocol, introduction).
  if (!isDead || known.state === 'FINALIZED') return facts;
  const ended = { negotiationId, by: known.role, code: settlement } as const;
  return [...facts, { type: 'NegotiationTerminated', data: ended }];
};

/** `negotiation-<negotiationId>`. */
export const negotiationKind: StreamKind<NegotiationCommand, NegotiationEvent, NegotiationState> = {
  category: 'negotiation',
  decider: { initialState: () => undefined, evolve: evolveNegotiation, decide },
  schemaVersions: {
    NegotiationRequested: 1,
    NegotiationOffered: 1,
    NegotiationAccepted: 1,
    NegotiationAgreed: 1,
    NegotiationVerified: 1,
    NegotiationFinalized: 1,
    NegotiationTerminated: 1,
    NegotiationMessageSettled: 1,
  },
  eventsMax: negotiationEventsMax,
};
