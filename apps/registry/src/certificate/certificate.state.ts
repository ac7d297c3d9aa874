import type { CertificateState, CertificateView } from './certificate.view.js';

/** Expiry is a function of the clock, whether or not an event says so already. */
export const stateOn = (
  { state, validUntil }: Pick<CertificateView, 'state' | 'validUntil'>,
  today: string,
): CertificateState =>
  (state === 'valid' || state === 'suspended') && validUntil !== null && validUntil < today
    ? 'expired'
    : state;
