import type { Circumstances } from '../asset/circumstances.js';
import {
  isDay,
  isDigest,
  isId,
  isList,
  isText,
  jsonOf,
  type Members,
  membersOf,
} from './json-cell.js';

/** Limits of circumstances, in characters and items; the API has the same ones. */
const limits = {
  participantsMin: 2,
  participants: 20,
  registrationNo: 100,
  statement: 1_000,
} as const;

/** The circumstances that a cell states as a JSON object, or undefined where it cannot be read. */
export const statedCircumstancesOf = (text: string): Circumstances | undefined => {
  const stated = jsonOf(text);
  return areCircumstances(stated) ? stated : undefined;
};

/** Whether a value has these members and no other. */
const has =
  (expected: { readonly [name: string]: (value: unknown) => boolean }) =>
  (value: unknown): boolean => {
    const members: Members | undefined = membersOf(value);
    return (
      members !== undefined &&
      Object.keys(members).every((name) => Object.hasOwn(expected, name)) &&
      Object.entries(expected).every(([name, isOne]) => isOne(members[name]))
    );
  };

const optional =
  (isOne: (value: unknown) => boolean) =>
  (value: unknown): boolean =>
    value === undefined || isOne(value);

const isConsent = has({ partyId: isId, digest: isDigest }) as (
  value: unknown,
) => value is { readonly partyId: string; readonly digest: string };

type Known = { readonly [Name in keyof Required<Circumstances>]: (value: unknown) => boolean };

const areCircumstances = has({
  entrusted: optional(has({ agreedRightsDigest: optional(isDigest) })),
  jointFusion: optional(
    has({
      participantPartyIds: (value) =>
        isList(value, isId, limits.participants, limits.participantsMin),
      contractAllocates: (value) => typeof value === 'boolean',
      consents: (value) => isList(value, isConsent, limits.participants),
    }),
  ),
  authorisedOperation: optional(
    has({
      platformRegistrationNo: optional((value) => isText(value, limits.registrationNo)),
    }),
  ),
  notSubstituting: optional(
    has({
      statement: (value) => isText(value, limits.statement),
      digest: isDigest,
    }),
  ),
  sourceAgreementUntil: optional(isDay),
} satisfies Known) as (value: unknown) => value is Circumstances;
