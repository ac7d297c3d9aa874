import { refuse } from '@ledger/domain/refusal.js';
import { targetFault } from '@ledger/domain/webhook/webhook-target.js';
import type { DataspaceConfiguration } from './dataspace.configuration.js';

/** A base address without the slash at its end. Refuses `dataspace_address_refused`. */
export const counterpartAddress = (
  address: string,
  { allowedNetworks }: Pick<DataspaceConfiguration, 'allowedNetworks'>,
): string => {
  const fault = targetFault(address, new URL(address), allowedNetworks.length > 0);
  if (fault !== undefined) return refuse('dataspace_address_refused', { fault });
  return address.replace(/\/+$/, '');
};
