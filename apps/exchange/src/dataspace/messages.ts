import { dataspaceContext, urnOf } from '@ledger/contracts/dataspace/protocol.js';
import type { DataAddress } from '@ledger/contracts/dataspace/read-message.js';
import type { EndReason, NegotiationEvent } from '@ledger/domain/dataspace/negotiation.events.js';
import type { Negotiation } from '@ledger/domain/dataspace/negotiation.state.js';
import type { TransferEvent } from '@ledger/domain/dataspace/transfer.events.js';
import type { Transfer } from '@ledger/domain/dataspace/transfer.state.js';
import type { JsonObject } from '@ledger/domain/json.js';

/** A message as it goes out: where to, below the other connector's base, and what it says. */
export interface OutgoingMessage {
  readonly path: string;
  readonly body: JsonObject;
  /** Whether the answer must tell the other side's id of the process. */
  readonly isFirst: boolean;
}

/** With the id of its event: a message that is sent again has the same, so none counts twice. */
type Said<E extends { readonly type: string }> = Exclude<
  E,
  { readonly type: `${string}MessageSettled` }
> & { readonly id: string };

interface Process {
  readonly role: Negotiation['role'];
  readonly counterPid?: string;
}

const envelope = (type: string, members: JsonObject): JsonObject => ({
  '@context': dataspaceContext,
  '@type': type,
  ...members,
});

/** Both ids of a process, as the protocol orders them by role. */
const pidsOf = (own: string, { role, counterPid }: Process): JsonObject => {
  const [ours, theirs] = [urnOf(own), counterPid];
  return role === 'provider'
    ? { providerPid: ours, consumerPid: theirs }
    : { providerPid: theirs, consumerPid: ours };
};

/** The state of a negotiation as its acknowledgement tells it. */
export const negotiationAnswer = (negotiation: Negotiation): JsonObject =>
  envelope('ContractNegotiation', {
    ...pidsOf(negotiation.negotiationId, negotiation),
    state: negotiation.state,
  });

/** The state of a transfer as its acknowledgement tells it. */
export const transferAnswer = (transfer: Transfer): JsonObject =>
  envelope('TransferProcess', { ...pidsOf(transfer.transferId, transfer), state: transfer.state });

/** The message that an event of ours is. */
export const negotiationMessage = (
  event: Said<NegotiationEvent>,
  negotiation: Negotiation,
  callbackAddress: string,
): OutgoingMessage => {
  const { type, data } = event;
  const { negotiationId, counterPid } = negotiation;
  const id = { '@id': urnOf(event.id) };
  const pids = { ...id, ...pidsOf(negotiationId, negotiation) };
  const at = (name: string) => `/negotiations/${encodeURIComponent(counterPid ?? '')}/${name}`;
  const message = (path: string, of: string, members: JsonObject = {}): OutgoingMessage => ({
    path: at(path),
    body: envelope(of, { ...pids, ...members }),
    isFirst: false,
  });
  switch (type) {
    case 'NegotiationRequested': {
      if (data.opening === undefined) {
        return message('request', 'ContractRequestMessage', { offer: data.offer });
      }
      const { consumerPid } = pidsOf(negotiationId, negotiation);
      const members = { ...id, consumerPid, offer: data.offer, callbackAddress };
      const body = envelope('ContractRequestMessage', members);
      return { path: '/negotiations/request', body, isFirst: true };
    }
    case 'NegotiationOffered': {
      if (data.opening === undefined) {
        return message('offers', 'ContractOfferMessage', { offer: data.offer });
      }
      const { providerPid } = pidsOf(negotiationId, negotiation);
      const members = { ...id, providerPid, offer: data.offer, callbackAddress };
      const body = envelope('ContractOfferMessage', members);
      return { path: '/negotiations/offers', body, isFirst: true };
    }
    case 'NegotiationAccepted':
      return message('events', 'ContractNegotiationEventMessage', { eventType: 'ACCEPTED' });
    case 'NegotiationAgreed':
      return message('agreement', 'ContractAgreementMessage', { agreement: data.agreement });
    case 'NegotiationVerified':
      return message('agreement/verification', 'ContractAgreementVerificationMessage');
    case 'NegotiationFinalized':
      return message('events', 'ContractNegotiationEventMessage', { eventType: 'FINALIZED' });
    case 'NegotiationTerminated':
      return message('termination', 'ContractNegotiationTerminationMessage', whyOf(data));
  }
};

const whyOf = ({ code, reason }: EndReason): JsonObject => ({
  ...(code !== undefined && { code }),
  ...(reason && reason.length > 0 && { reason }),
});

/** A data address in the protocol's spelling. */
export const dataAddressOf = (address: DataAddress): JsonObject => {
  const { endpointType, endpoint, properties } = address;
  const endpointProperties = Object.entries(properties).map(([name, value]) => ({
    '@type': 'EndpointProperty',
    name,
    value,
  }));
  return {
    '@type': 'DataAddress',
    endpointType,
    ...(endpoint !== undefined && { endpoint }),
    ...(endpointProperties.length > 0 && { endpointProperties }),
  };
};

/** The message that an event of ours is; `address`: what its endpoint is with all that opens it. */
export const transferMessage = (
  event: Said<TransferEvent>,
  transfer: Transfer,
  callbackAddress: string,
  address?: DataAddress,
): OutgoingMessage => {
  const { transferId, counterPid, agreementId, format } = transfer;
  const id = { '@id': urnOf(event.id) };
  const pids = { ...id, ...pidsOf(transferId, transfer) };
  const told = address === undefined ? {} : { dataAddress: dataAddressOf(address) };
  const message = (path: string, of: string, members: JsonObject = {}): OutgoingMessage => ({
    path: `/transfers/${encodeURIComponent(counterPid ?? '')}/${path}`,
    body: envelope(of, { ...pids, ...members }),
    isFirst: false,
  });
  switch (event.type) {
    case 'TransferRequested': {
      const { consumerPid } = pidsOf(transferId, transfer);
      const members = { ...id, consumerPid, agreementId, format, callbackAddress, ...told };
      const body = envelope('TransferRequestMessage', members);
      return { path: '/transfers/request', body, isFirst: true };
    }
    case 'TransferStarted':
      return message('start', 'TransferStartMessage', told);
    case 'TransferSuspended':
      return message('suspension', 'TransferSuspensionMessage', whyOf(event.data));
    case 'TransferCompleted':
      return message('completion', 'TransferCompletionMessage');
    case 'TransferTerminated':
      return message('termination', 'TransferTerminationMessage', whyOf(event.data));
  }
};

/** Whether a message of ours ends its process: then it does not matter whether it is refused. */
export const isEnd = (event: Pick<Said<NegotiationEvent> | Said<TransferEvent>, 'type'>): boolean =>
  event.type === 'NegotiationTerminated' || event.type === 'TransferTerminated';
