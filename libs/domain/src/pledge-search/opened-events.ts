import type { JsonObject, JsonValue } from '../json.js';

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
  'toPledgeId',
  'barId',
  'reservationId',
  'registrationReservationId',
  'consentId',
  'dischargedPledgeIds',
  'pledgeIds',
  'clearedPledgeIds',
  'consentIds',
];

/** The things that an opened event speaks of, however deep in its data it names them. */
export const spokenOf = (data: JsonObject): readonly string[] =>
  Object.entries(data).flatMap(([name, value = null]) => {
    const values: readonly JsonValue[] = isList(value) ? value : [value];
    return values.flatMap((one) => {
      if (typeof one === 'string') return speakingMembers.includes(name) ? [one] : [];
      return typeof one === 'object' && one !== null && !isList(one) ? spokenOf(one) : [];
    });
  });

const isList = (value: JsonValue): value is readonly JsonValue[] => Array.isArray(value);
