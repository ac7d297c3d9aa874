import type { EndReason } from '@ledger/domain/dataspace/negotiation.events.js';
import type { PolicyAgreement, PolicyOffer } from '@ledger/domain/dataspace/policy.js';
import { readAgreement, readOffer } from './read-policy.js';
import { Members, reasonsOf } from './read-values.js';

/** The two ids of a process as a message names them. */
export interface Pids {
  readonly providerPid: string;
  readonly consumerPid: string;
}

/** Where data is fetched from or sent to, with what opens the door there. */
export interface DataAddress {
  readonly endpointType: string;
  readonly endpoint?: string;
  readonly properties: Readonly<Record<string, string>>;
}

const propertiesMax = 50;
const pidsOf = (message: Members): Pids => ({
  providerPid: message.text('providerPid', 500),
  consumerPid: message.text('consumerPid', 500),
});

/** The id of the message itself, where it has one: sent again it has the same. */
const messageIdOf = (message: Members): { readonly messageId?: string } => {
  const messageId = message.optionalText('@id', 500);
  return messageId === undefined ? {} : { messageId };
};

/** All of these throw `BadMessage`. */
export const readContractRequest = (
  json: unknown,
): {
  readonly consumerPid: string;
  readonly providerPid?: string;
  readonly callbackAddress?: string;
  readonly offer: PolicyOffer;
  readonly messageId?: string;
} => {
  const message = Members.ofMessage(json, 'ContractRequestMessage');
  const providerPid = message.optionalText('providerPid', 500);
  // The first message says where answers go; later ones may.
  const hasAddress = providerPid === undefined || message.has('callbackAddress');
  return {
    consumerPid: message.text('consumerPid', 500),
    ...messageIdOf(message),
    ...(providerPid !== undefined && { providerPid }),
    ...(hasAddress && { callbackAddress: message.address('callbackAddress') }),
    offer: readOffer(message.object('offer')),
  };
};

export const readContractOffer = (
  json: unknown,
): {
  readonly providerPid: string;
  readonly consumerPid?: string;
  readonly callbackAddress?: string;
  readonly offer: PolicyOffer;
  readonly messageId?: string;
} => {
  const message = Members.ofMessage(json, 'ContractOfferMessage');
  const consumerPid = message.optionalText('consumerPid', 500);
  const hasAddress = consumerPid === undefined || message.has('callbackAddress');
  const offer = message.object('offer');
  return {
    providerPid: message.text('providerPid', 500),
    ...messageIdOf(message),
    ...(consumerPid !== undefined && { consumerPid }),
    ...(hasAddress && { callbackAddress: message.address('callbackAddress') }),
    offer: { ...readOffer(offer), target: offer.name('target') },
  };
};

export const readContractAgreement = (
  json: unknown,
): Pids & { readonly agreement: PolicyAgreement } => {
  const message = Members.ofMessage(json, 'ContractAgreementMessage');
  return { ...pidsOf(message), agreement: readAgreement(message.object('agreement')) };
};

export const readVerification = (json: unknown): Pids =>
  pidsOf(Members.ofMessage(json, 'ContractAgreementVerificationMessage'));

export const readNegotiationEvent = (
  json: unknown,
): Pids & { readonly eventType: 'ACCEPTED' | 'FINALIZED' } => {
  const message = Members.ofMessage(json, 'ContractNegotiationEventMessage');
  return { ...pidsOf(message), eventType: message.oneOf('eventType', ['ACCEPTED', 'FINALIZED']) };
};

export const readNegotiationTermination = (json: unknown): Pids & EndReason =>
  ended(Members.ofMessage(json, 'ContractNegotiationTerminationMessage'));

const ended = (message: Members): Pids & EndReason => ({
  ...pidsOf(message),
  ...reasonsOf(message),
});

export const readTransferRequest = (
  json: unknown,
): {
  readonly consumerPid: string;
  readonly agreementId: string;
  readonly format: string;
  readonly callbackAddress: string;
  readonly dataAddress?: DataAddress;
} => {
  const message = Members.ofMessage(json, 'TransferRequestMessage');
  return {
    consumerPid: message.text('consumerPid', 500),
    agreementId: message.text('agreementId', 500),
    format: message.text('format', 200),
    callbackAddress: message.address('callbackAddress'),
    ...addressIn(message),
  };
};

export const readTransferStart = (json: unknown): Pids & { readonly dataAddress?: DataAddress } => {
  const message = Members.ofMessage(json, 'TransferStartMessage');
  return { ...pidsOf(message), ...addressIn(message) };
};

export const readTransferCompletion = (json: unknown): Pids =>
  pidsOf(Members.ofMessage(json, 'TransferCompletionMessage'));

export const readTransferSuspension = (json: unknown): Pids & EndReason =>
  ended(Members.ofMessage(json, 'TransferSuspensionMessage'));

export const readTransferTermination = (json: unknown): Pids & EndReason =>
  ended(Members.ofMessage(json, 'TransferTerminationMessage'));

/** Filters of a request for a catalogue, as they came. */
export const readCatalogRequest = (json: unknown): { readonly filter: readonly Members[] } => {
  const message = Members.ofMessage(json, 'CatalogRequestMessage');
  return { filter: message.objects('filter', 20) };
};

const addressIn = (message: Members): { readonly dataAddress?: DataAddress } => {
  if (!message.has('dataAddress')) return {};
  const address = message.object('dataAddress').typed('DataAddress');
  const endpoint = address.optionalText('endpoint');
  const properties = address.objects('endpointProperties', propertiesMax);
  return {
    dataAddress: {
      endpointType: address.text('endpointType', 500),
      ...(endpoint !== undefined && { endpoint }),
      properties: Object.fromEntries(
        properties.map((one) => [one.text('name', 200), one.text('value', 8_000)]),
      ),
    },
  };
};
