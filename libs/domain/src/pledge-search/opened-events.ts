import type { JsonObject } from '../json.js';

/**
 * Types of a title's events that a certificate need not open: they neither weigh on an entry nor end
 * anything. Every other type, also one that is not known yet, is opened, so that leaving one out
 * shows. The verifier in `tools/` has the same list: it is part of the certificate's format.
 */
export const closedTypes: readonly string[] = [
  'TitleOpened',
  'HoldingRecorded',
  'RightGranted',
  'LicensingAuthorised',
  'LenderAuthorised',
  'LenderAuthorisationWithdrawn',
  'CorrectionProposed',
  'CorrectionRejected',
  'SuccessionNoted',
];

export const isOpened = (type: string): boolean => !closedTypes.includes(type);

/** Members of an event's data that name something that weighs on an entry. */
export const speakingMembers: readonly string[] = [
  'pledgeId',
  'barId',
  'reservationId',
  'registrationReservationId',
  'consentId',
  'dischargedPledgeIds',
  'pledgeIds',
  'consentIds',
];

/** The things that an opened event speaks of. */
export const spokenOf = (data: JsonObject): readonly string[] =>
  speakingMembers.flatMap((name) => {
    const value = data[name];
    if (typeof value === 'string') return [value];
    return Array.isArray(value) ? value.filter((id): id is string => typeof id === 'string') : [];
  });
