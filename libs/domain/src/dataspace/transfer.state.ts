import { afterSettling, type Conversation } from './conversation.js';
import type { ConnectorRole } from './negotiation.graph.js';
import type { Opening } from './negotiation.events.js';
import type { DataEndpoint, TransferEvent } from './transfer.events.js';
import { transferAfter, type TransferMessage, type TransferStateName } from './transfer.graph.js';

/** Events of one transfer, at most; from `transferOpeningsMax` on it can only end. */
export const transferEventsMax = 500;
export const transferOpeningsMax = 240;

/** One flow of data under an agreement. */
export interface Transfer extends Opening, Conversation {
  readonly transferId: string;
  readonly state: TransferStateName;
  readonly negotiationId: string;
  readonly agreementId: string;
  readonly orderId?: string;
  readonly format: string;
  /** Where the data goes, or is fetched from, as last told. */
  readonly endpoint?: DataEndpoint;
  /** Version of the event that told it: what is sealed is kept under it. */
  readonly endpointVersion?: number;
  /** The last message of each side: said again, it changes nothing. */
  readonly last: { readonly [side in ConnectorRole]?: TransferMessage };
}

/** `undefined`: nothing has been said under this id. */
export type TransferState = Transfer | undefined;

export const transferStream = (transferId: string): string => `transfer-${transferId}`;

/** Whether the format asks the provider to send (push), or the consumer to fetch (pull). */
export const isPush = (format: string): boolean => /push$/i.test(format);

type Said = Exclude<TransferEvent, { readonly type: 'TransferMessageSettled' }>;

interface SaidInTransfer {
  readonly message: TransferMessage;
  readonly by: ConnectorRole;
}

/** Which message of the protocol an event is, and whose. */
export const transferMessageOf = ({ type, data }: Said): SaidInTransfer => {
  switch (type) {
    case 'TransferRequested':
      return { message: 'request', by: 'consumer' };
    case 'TransferStarted':
      return { message: 'start', by: data.by };
    case 'TransferSuspended':
      return { message: 'suspension', by: data.by };
    case 'TransferCompleted':
      return { message: 'completion', by: data.by };
    case 'TransferTerminated':
      return { message: 'termination', by: data.by };
  }
};

export const evolveTransfer = (state: TransferState, event: TransferEvent): TransferState => {
  const events = (state?.events ?? 0) + 1;
  if (event.type === 'TransferMessageSettled') {
    return afterSettling(begun(state), event.data, events);
  }
  const { message, by } = transferMessageOf(event);
  const to = transferAfter(state?.state ?? 'NONE', message, by);
  if (to === undefined) throw new Error(`A transfer does not go on by ${event.type}.`);
  const known = event.type === 'TransferRequested' ? opened(event.data) : begun(state);
  const last = { ...known.last, [by]: message };
  const unsettled = by === known.role ? [...known.unsettled, events] : known.unsettled;
  const endpoint = 'endpoint' in event.data ? event.data.endpoint : undefined;
  const told = endpoint && { endpoint, endpointVersion: events };
  return { ...known, ...told, state: to, last, events, unsettled };
};

const begun = (state: TransferState): Transfer => {
  if (state === undefined) throw new Error('A transfer begins with a request.');
  return state;
};

type Requested = Extract<TransferEvent, { readonly type: 'TransferRequested' }>['data'];

const opened = ({ opening, endpoint: _, ...data }: Requested): Transfer => ({
  ...opening,
  ...data,
  state: 'REQUESTED',
  last: {},
  events: 0,
  unsettled: [],
});
