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
  /** Other classes that were proposed, by their ids. */
  readonly corrections?: Readonly<Record<string, ProposedClass>>;
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

/** Another class that was proposed for an organisation. */
export type ProposedClass = {
  readonly correctionId: string;
  readonly partyClass: PartyClass;
  readonly reason: string;
  /** Token of the person who proposed it. */
  readonly proposer: string;
  /** Absent: it waits. `overtaken`: another one was approved first. */
  readonly decided?: 'approved' | 'rejected' | 'overtaken';
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
    case 'PartyCorrectionProposed': {
      const { correctionId, partyClass, reason, proposer } = event.data;
      const proposed = { correctionId, partyClass, reason, proposer };
      return { ...state, corrections: { ...state.corrections, [correctionId]: proposed } };
    }
    case 'PartyCorrected': {
      const { correctionId, partyClass } = event.data;
      const decided = correctionDecided(state, correctionId, 'approved');
      const { registration } = state;
      return registration ? { ...decided, registration: { ...registration, partyClass } } : decided;
    }
    case 'PartyCorrectionRejected':
      return correctionDecided(state, event.data.correctionId, 'rejected');
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

/** Who proposed another one looked at a class that stands no more once one is approved. */
const correctionDecided = (
  { corrections = {}, ...state }: PartyState,
  correctionId: string | undefined,
  as: 'approved' | 'rejected',
): PartyState => {
  const others = as === 'approved' ? 'overtaken' : undefined;
  const after = Object.entries(corrections).map(([id, known]): [string, ProposedClass] => {
    const decided = known.decided ?? (id === correctionId ? as : others);
    return [id, decided === undefined ? known : { ...known, decided }];
  });
  return after.length === 0 ? state : { ...state, corrections: Object.fromEntries(after) };
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
