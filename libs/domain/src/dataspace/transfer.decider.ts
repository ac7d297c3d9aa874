import { type Abroad, checkExport } from '../cross-border/export-gate.js';
import type { Meta, StreamKind } from '../decider.js';
import { refuse } from '../refusal.js';
import { isOfProcess, settledOnce, type SettledMessage } from './conversation.js';
import type { EndReason, Opening } from './negotiation.events.js';
import type { ConnectorRole } from './negotiation.graph.js';
import type { DataEndpoint, TransferEvent } from './transfer.events.js';
import { transferAfter, type TransferMessage } from './transfer.graph.js';
import {
  evolveTransfer,
  isPush,
  transferEventsMax,
  transferOpeningsMax,
  type Transfer,
  type TransferState,
} from './transfer.state.js';

type Of<Type extends string, Data extends object> = {
  readonly type: Type;
  readonly data: Data & { readonly transferId: string };
  readonly meta: Meta;
};

/** By the other side where a `counterPid` comes with it, by us where none does. */
export type RequestTransfer = Of<
  'RequestTransfer',
  {
    readonly opening: Opening;
    readonly counterPid?: string;
    readonly negotiationId: string;
    readonly agreementId: string;
    readonly orderId?: string;
    readonly format: string;
    /** Formats in which the data is offered, where we know (pattern 2: the order's own content). */
    readonly formats?: readonly string[];
    readonly endpoint?: DataEndpoint;
  }
>;

/** Any later message, of either side. */
export type AdvanceTransfer = Of<
  'AdvanceTransfer',
  EndReason & {
    readonly message: Exclude<TransferMessage, 'request'>;
    readonly by: ConnectorRole;
    readonly counterPid?: string;
    /** Pattern 2: whether the order entitles the buyer now; absent: no order of ours is behind it. */
    readonly isEntitled?: boolean;
    /** Pattern 2: the buyer is abroad, and what its seller has declared. */
    readonly abroad?: Abroad;
    readonly endpoint?: DataEndpoint;
  }
>;

/** The outbox. */
export type SettleTransferMessage = Of<'SettleTransferMessage', SettledMessage>;

export type TransferCommand = RequestTransfer | AdvanceTransfer | SettleTransferMessage;

const decide = (command: TransferCommand, state: TransferState): TransferEvent[] => {
  switch (command.type) {
    case 'RequestTransfer':
      return request(command, state);
    case 'AdvanceTransfer':
      return advance(command, state);
    case 'SettleTransferMessage':
      return settle(command, state);
  }
};

/** The id follows from both sides and the other's pid, so the same message again finds itself. */
const request = ({ data }: RequestTransfer, state: TransferState): TransferEvent[] => {
  const { formats, ...requested } = data;
  const { transferId, counterPid, agreementId, format, endpoint } = data;
  if (state !== undefined) {
    const isSame =
      state.counterPid === counterPid &&
      state.agreementId === agreementId &&
      state.format === format &&
      state.counterpartyId === data.opening.counterpartyId;
    return isSame ? [] : refuse('transfer_pid_taken', { transferId });
  }
  const isOffered = formats === undefined || formats.includes(format);
  if (!isOffered || isPush(format) !== (endpoint !== undefined)) {
    return refuse('transfer_format_unknown', { transferId, format, formats: formats ?? [] });
  }
  return [{ type: 'TransferRequested', data: requested }];
};

const advance = ({ data }: AdvanceTransfer, state: TransferState): TransferEvent[] => {
  const { transferId, message, by, counterPid, isEntitled } = data;
  const known = state ?? refuse('transfer_not_found', { transferId });
  if (!isOfProcess(known, counterPid)) {
    return refuse('transfer_not_found', { transferId });
  }
  if (transferAfter(known.state, message, by) === undefined) {
    if (isRepeated(data, known)) return [];
    return refuse('transfer_state_forbids', { transferId, state: known.state, message });
  }
  if (message === 'start' && isEntitled === false) {
    return refuse('transfer_order_forbids', { transferId });
  }
  const isMore = message === 'start' || message === 'suspension';
  if (isMore && known.events >= transferOpeningsMax) return refuse('transfer_full', { transferId });
  return [said(data, known)];
};

const isRepeated = (
  { message, by }: AdvanceTransfer['data'],
  { last, state }: Transfer,
): boolean => (message === 'termination' ? state === 'TERMINATED' : last[by] === message);

const said = (data: AdvanceTransfer['data'], known: Transfer): TransferEvent => {
  const { transferId, message, by, code, reason, endpoint } = data;
  const why = { ...(code !== undefined && { code }), ...(reason && { reason }) };
  switch (message) {
    case 'start': {
      // In a pull the first start says where to fetch; the consumer's resumption never does.
      const needs = by === 'provider' && !isPush(known.format) && known.endpoint === undefined;
      if (needs && endpoint === undefined) {
        return refuse('transfer_format_unknown', { transferId, format: known.format, formats: [] });
      }
      const told = endpoint === undefined ? {} : { endpoint };
      const exported = data.abroad && checkExport(known.orderId ?? '', data.abroad);
      return {
        type: 'TransferStarted',
        data: { transferId, by, ...told, ...(exported && { exported }) },
      };
    }
    case 'suspension':
      return { type: 'TransferSuspended', data: { transferId, by, ...why } };
    case 'completion':
      return { type: 'TransferCompleted', data: { transferId, by } };
    case 'termination':
      return { type: 'TransferTerminated', data: { transferId, by, ...why } };
  }
};

/** Settled once: what the outbox tells again changes nothing. */
const settle = ({ data }: SettleTransferMessage, state: TransferState): TransferEvent[] => {
  const { transferId, settlement } = data;
  const known = state ?? refuse('transfer_not_found', { transferId });
  const settled = settledOnce(known, data);
  if (settled === undefined) return [];
  const facts: TransferEvent[] = [
    { type: 'TransferMessageSettled', data: { transferId, ...settled } },
  ];
  const isOver = known.state === 'TERMINATED' || known.state === 'COMPLETED';
  if (settlement === 'acknowledged' || isOver) return facts;
  const ended = { transferId, by: known.role, code: settlement } as const;
  return [...facts, { type: 'TransferTerminated', data: ended }];
};

/** `transfer-<transferId>`. */
export const transferKind: StreamKind<TransferCommand, TransferEvent, TransferState> = {
  category: 'transfer',
  decider: { initialState: () => undefined, evolve: evolveTransfer, decide },
  schemaVersions: {
    TransferRequested: 1,
    TransferStarted: 1,
    TransferSuspended: 1,
    TransferCompleted: 1,
    TransferTerminated: 1,
    TransferMessageSettled: 1,
  },
  eventsMax: transferEventsMax,
};
