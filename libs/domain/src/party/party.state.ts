import type { PartyClass, PartyEvent, PartyIdentifier } from './party.events.js';
import { countryOf, mainland } from './party-identifier.js';

type DataOf<T extends PartyEvent['type']> = Extract<PartyEvent, { type: T }>['data'];

/** What the rules must know of an organisation. */
export type PartyState = {
  /** As registered, with the name of that time. */
  readonly registration?: {
    readonly identifier: PartyIdentifier;
    readonly name: string;
    readonly partyClass: PartyClass;
    readonly country?: string;
  };
  readonly verification?: { readonly evidence: string; readonly documentDigest?: string };
  /** Later names, in the order of their days. */
  readonly names?: readonly { readonly name: string; readonly from: string }[];
  readonly succession?: Pick<DataOf<'PartySucceeded'>, 'kind' | 'successors' | 'on'>;
  /** In whose place it stands. */
  readonly predecessors?: readonly string[];
  readonly suspension?: { readonly reason: string; readonly on: string };
  /** The latest proceedings; over where `endedOn` is set. */
  readonly insolvency?: Pick<
    DataOf<'InsolvencyOpened'>,
    'caseId' | 'caseNumber' | 'authority' | 'documentDigest' | 'on'
  > & { readonly endedOn?: string };
};

/** What another stream's decision relied on: the organisation as it stood at that version. */
export type PartyEvidence = {
  readonly partyId: string;
  /** Version of `party-<partyId>` that was read; 0: not registered. */
  readonly version: number;
  /** Its class, where it is registered and the decision needs it. */
  readonly partyClass?: PartyClass;
};

export const initialParty = (): PartyState => ({});

export const evolveParty = (state: PartyState, event: PartyEvent): PartyState => {
  switch (event.type) {
    case 'PartyRegistered': {
      const { identifier, name, partyClass, country } = event.data;
      const where = country === undefined ? {} : { country };
      return { ...state, registration: { identifier, name, partyClass, ...where } };
    }
    case 'PartyVerified': {
      const { evidence, documentDigest } = event.data;
      return {
        ...state,
        verification: { evidence, ...(documentDigest === undefined ? {} : { documentDigest }) },
      };
    }
    case 'PartyCorrected': {
      const { registration } = state;
      const { partyClass } = event.data;
      return registration ? { ...state, registration: { ...registration, partyClass } } : state;
    }
    case 'PartyRenamed': {
      const { name, from } = event.data;
      const names = [...(state.names ?? []), { name, from }];
      return { ...state, names: names.sort((a, b) => (a.from < b.from ? -1 : 1)) };
    }
    case 'PartySucceeded': {
      const { kind, successors, on } = event.data;
      return { ...state, succession: { kind, successors, on } };
    }
    case 'PredecessorNoted':
      return {
        ...state,
        predecessors: [...(state.predecessors ?? []), event.data.predecessorPartyId],
      };
    case 'PartySuspended': {
      const { reason, on } = event.data;
      return { ...state, suspension: { reason, on } };
    }
    case 'PartySuspensionLifted': {
      const { suspension: _over, ...rest } = state;
      return rest;
    }
    case 'InsolvencyOpened': {
      const { partyId: _partyId, ...insolvency } = event.data;
      return { ...state, insolvency };
    }
    case 'InsolvencyEnded':
      return state.insolvency === undefined
        ? state
        : { ...state, insolvency: { ...state.insolvency, endedOn: event.data.on } };
  }
};

/** How an organisation was called on a date: the last name from then or before. */
export const nameOn = (
  { registration, names = [] }: PartyState,
  date: string,
): string | undefined => names.findLast(({ from }) => from <= date)?.name ?? registration?.name;

/**
 * Whether data that reaches the organisation leaves the mainland. Who is registered without anybody
 * having said where counts as abroad; of who is not registered at all nothing is known.
 */
export const isAbroad = ({ registration }: PartyState): boolean =>
  registration !== undefined &&
  countryOf(registration.identifier, registration.country) !== mainland;

/** The proceedings that are open, if any. */
export const openInsolvency = ({ insolvency }: PartyState): PartyState['insolvency'] =>
  insolvency?.endedOn === undefined ? insolvency : undefined;

/** The stream of an organisation. */
export const partyStream = (partyId: string): string => `party-${partyId}`;
