import type { JsonObject, JsonValue } from '../json.js';

/**
 * Types of a title's events that a certificate need not open: they neither weigh on an entry nor end
 * anything. Every other type, also one that is not known yet, is opened, so that leaving one out
 * shows. The verifier in `tools/` has the same list: it is part of the certificate's format.
 */
export const closedTypes: readonly string[] = [
  'TitleOpened',
  'HoldingRecorded',
  'LicensingAuthorised',
  'LenderAuthorised',
  'LenderAuthorisationWithdrawn',
  'TransferApplied',
  'TransferJoined',
  'TransferWithdrawn',
  'TransferTurnedDown',
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
  'grantId',
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

/** An event of a title as far as a certificate looks at it. */
export interface Told {
  readonly type: string;
  readonly version: number;
  readonly data: JsonObject;
}

/** Versions of the title's opened events that speak of a thing. */
export type Speaking = (id: string) => readonly number[];

/** Of opened events only: who verifies sees no others. */
export const speakingIn = (events: readonly Told[]): Speaking => {
  const versions = new Map<string, number[]>();
  for (const { type, version, data } of events) {
    if (!isOpened(type)) continue;
    for (const id of new Set(spokenOf(data))) {
      versions.set(id, [...(versions.get(id) ?? []), version]);
    }
  }
  return (id) => versions.get(id) ?? [];
};

const isList = (value: JsonValue): value is readonly JsonValue[] => Array.isArray(value);
