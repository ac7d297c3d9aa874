import { derivedId } from '@ledger/event-store/ids.js';

/** RFC 9562, version 8: of our own making, and told apart from all other ids by it. */
const ownVersion = (id: string): string => `${id.slice(0, 14)}8${id.slice(15)}`;

/**
 * The order that a foreign request makes: the same for the same pid of the same organisation. Its
 * version says that it came by the dataspace, so that nothing need be looked up for all others.
 */
export const orderIdOf = (counterpartyId: string, consumerPid: string): string =>
  ownVersion(derivedId('dataspace-order', counterpartyId, consumerPid));

/** The order that will come of an offer of ours that nobody asked for. */
export const offeredOrderIdOf = (resourceId: string): string =>
  ownVersion(derivedId('dataspace-offer', resourceId));

export const isDataspaceOrder = (orderId: string): boolean => orderId.charAt(14) === '8';

/** The negotiation of an order that came by the dataspace. */
export const negotiationIdOf = (orderId: string): string =>
  derivedId('dataspace-negotiation', orderId);

/** The negotiation that a foreign provider's offer begins with one of ours. */
export const offeredNegotiationIdOf = (
  partyId: string,
  counterpartyId: string,
  providerPid: string,
): string => derivedId('dataspace-offered', partyId, counterpartyId, providerPid);

/** The transfer that a foreign request begins. */
export const transferIdOf = (counterpartyId: string, consumerPid: string): string =>
  derivedId('dataspace-transfer', counterpartyId, consumerPid);
