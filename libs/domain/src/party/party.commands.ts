import type { Meta } from '../decider.js';
import { refuse } from '../refusal.js';
import type { PartyClass, PartyEvent, PartyIdentifier } from './party.events.js';

/** Characters of an organisation's name, at most; registered names in China stay far below. */
export const partyNameCharactersMax = 200;

export type RegisterParty = {
  readonly type: 'RegisterParty';
  readonly data: {
    /** Follows from the identifier, so that registering twice meets itself (pattern 3). */
    readonly partyId: string;
    readonly identifier: PartyIdentifier;
    readonly name: string;
    readonly partyClass: PartyClass | 'naturalPerson';
    /** ISO 3166-1 alpha-2; an LEI does not say it. */
    readonly country?: string;
    /** Takes a code whose check character fails; recorded only where it was needed. */
    readonly checkOverrideReason?: string;
  };
  readonly meta: Meta;
};

export type VerifyParty = {
  readonly type: 'VerifyParty';
  readonly data: {
    readonly partyId: string;
    readonly evidence: string;
    readonly documentDigest?: string;
  };
  readonly meta: Meta;
};

type DataOf<T extends PartyEvent['type']> = Extract<PartyEvent, { type: T }>['data'];

type Act<T extends string, D extends object> = {
  readonly type: T;
  readonly data: D;
  readonly meta: Meta;
};

/** Registrar: the class was registered wrongly; another person approves or rejects it. */
type ProposePartyCorrection = Act<
  'ProposePartyCorrection',
  Omit<DataOf<'PartyCorrectionProposed'>, 'proposer' | 'on'>
>;
type ApprovePartyCorrection = Act<
  'ApprovePartyCorrection',
  { readonly partyId: string; readonly correctionId: string }
>;
type RejectPartyCorrection = Act<
  'RejectPartyCorrection',
  Omit<DataOf<'PartyCorrectionRejected'>, 'approver' | 'on'>
>;

/** Manager of the organisation, or a registrar: it is called otherwise from a day on. */
type RenameParty = Act<'RenameParty', DataOf<'PartyRenamed'>>;

/** Registrar: the organisation was merged or divided. */
type SucceedParty = Act<
  'SucceedParty',
  Omit<DataOf<'PartySucceeded'>, 'on'> & {
    /** Absent: today. */
    readonly on?: string;
  }
>;

/** Process: the successor's stream names its predecessor. */
type NotePredecessor = Act<'NotePredecessor', DataOf<'PredecessorNoted'>>;

type SuspendParty = Act<'SuspendParty', Omit<DataOf<'PartySuspended'>, 'on'>>;
type LiftPartySuspension = Act<'LiftPartySuspension', Omit<DataOf<'PartySuspensionLifted'>, 'on'>>;

/** Registrar: a court has opened insolvency proceedings; they have ended. */
type OpenInsolvency = Act<
  'OpenInsolvency',
  Omit<DataOf<'InsolvencyOpened'>, 'on'> & {
    /** Absent: today. */
    readonly on?: string;
  }
>;
type EndInsolvency = Act<'EndInsolvency', { readonly partyId: string; readonly reason: string }>;

export type PartyCommand =
  | RegisterParty
  | VerifyParty
  | ProposePartyCorrection
  | ApprovePartyCorrection
  | RejectPartyCorrection
  | RenameParty
  | SucceedParty
  | NotePredecessor
  | SuspendParty
  | LiftPartySuspension
  | OpenInsolvency
  | EndInsolvency;

export type PartyCommandOf<T extends PartyCommand['type']> = Extract<PartyCommand, { type: T }>;

/** A name as it is kept. */
export const checkedName = (text: string): string => {
  const name = text.trim();
  const characters = [...name].length;
  return characters >= 1 && characters <= partyNameCharactersMax
    ? name
    : refuse('party_name_invalid', { charactersMax: partyNameCharactersMax, characters });
};
