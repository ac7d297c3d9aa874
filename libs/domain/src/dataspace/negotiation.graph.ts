/**
 * The contract negotiation protocol of the Dataspace Protocol 2025-1 as one table: what may be said
 * in which state, by whom, and where it leads.
 */

/** The two ends of a dataspace process. */
export type ConnectorRole = 'consumer' | 'provider';

export const negotiationStates = [
  'REQUESTED',
  'OFFERED',
  'ACCEPTED',
  'AGREED',
  'VERIFIED',
  'FINALIZED',
  'TERMINATED',
] as const;
export type NegotiationStateName = (typeof negotiationStates)[number];

export const negotiationMessages = [
  'request',
  'offer',
  'acceptance',
  'agreement',
  'verification',
  'finalization',
  'termination',
] as const;
export type NegotiationMessage = (typeof negotiationMessages)[number];

interface Step<State> {
  readonly by: readonly ConnectorRole[];
  readonly to: State;
}

type Steps<Message extends string, State> = { readonly [message in Message]?: Step<State> };

/** Either side may end a negotiation in any state that is no end (protocol, termination message). */
const ended = { by: ['consumer', 'provider'], to: 'TERMINATED' } as const;

/** `NONE`: nothing has been said yet. */
export const negotiationGraph: Readonly<
  Record<'NONE' | NegotiationStateName, Steps<NegotiationMessage, NegotiationStateName>>
> = {
  NONE: {
    request: { by: ['consumer'], to: 'REQUESTED' },
    offer: { by: ['provider'], to: 'OFFERED' },
  },
  REQUESTED: {
    offer: { by: ['provider'], to: 'OFFERED' },
    agreement: { by: ['provider'], to: 'AGREED' },
    termination: ended,
  },
  OFFERED: {
    request: { by: ['consumer'], to: 'REQUESTED' },
    acceptance: { by: ['consumer'], to: 'ACCEPTED' },
    termination: ended,
  },
  ACCEPTED: { agreement: { by: ['provider'], to: 'AGREED' }, termination: ended },
  AGREED: { verification: { by: ['consumer'], to: 'VERIFIED' }, termination: ended },
  VERIFIED: { finalization: { by: ['provider'], to: 'FINALIZED' }, termination: ended },
  FINALIZED: {},
  TERMINATED: {},
};

/** Where a message leads; `undefined`: it may not be said there, or not by this side. */
export const negotiationAfter = (
  state: 'NONE' | NegotiationStateName,
  message: NegotiationMessage,
  by: ConnectorRole,
): NegotiationStateName | undefined => {
  const step = negotiationGraph[state][message];
  return step?.by.includes(by) === true ? step.to : undefined;
};
