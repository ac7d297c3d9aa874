import type { ConnectorRole } from '@ledger/domain/dataspace/negotiation.graph.js';

/** The other end of a process. */
export const otherSide = (role: ConnectorRole): ConnectorRole =>
  role === 'provider' ? 'consumer' : 'provider';
