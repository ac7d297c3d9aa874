import type { ConnectorRole } from './negotiation.graph.js';

/** The transfer process protocol of the Dataspace Protocol 2025-1 as one table. */

export const transferStates = [
  'REQUESTED',
  'STARTED',
  'SUSPENDED',
  'COMPLETED',
  'TERMINATED',
] as const;
export type TransferStateName = (typeof transferStates)[number];

export const transferMessages = [
  'request',
  'start',
  'suspension',
  'completion',
  'termination',
] as const;
export type TransferMessage = (typeof transferMessages)[number];

interface Step {
  readonly by: readonly ConnectorRole[];
  readonly to: TransferStateName;
}

const both = ['consumer', 'provider'] as const;
const ended = { by: both, to: 'TERMINATED' } as const;

/** `NONE`: nothing has been said yet. */
export const transferGraph: Readonly<
  Record<'NONE' | TransferStateName, { readonly [message in TransferMessage]?: Step }>
> = {
  NONE: { request: { by: ['consumer'], to: 'REQUESTED' } },
  REQUESTED: { start: { by: ['provider'], to: 'STARTED' }, termination: ended },
  STARTED: {
    completion: { by: both, to: 'COMPLETED' },
    suspension: { by: both, to: 'SUSPENDED' },
    termination: ended,
  },
  SUSPENDED: { start: { by: both, to: 'STARTED' }, termination: ended },
  COMPLETED: {},
  TERMINATED: {},
};

/** Where a message leads; `undefined`: it may not be said there, or not by this side. */
export const transferAfter = (
  state: 'NONE' | TransferStateName,
  message: TransferMessage,
  by: ConnectorRole,
): TransferStateName | undefined => {
  const step = transferGraph[state][message];
  return step?.by.includes(by) === true ? step.to : undefined;
};
