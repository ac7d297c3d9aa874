import type { PartyClass, PartyEvent, PartyIdentifier } from './party.events.js';

/** What the rules must know of an organisation. */
export type PartyState = {
  readonly registration?: {
    readonly identifier: PartyIdentifier;
    readonly name: string;
    readonly partyClass: PartyClass;
  };
  readonly verification?: { readonly evidence: string; readonly documentDigest?: string };
};

/** What another stream's decision relied on: the organisation as it stood at that version. */
export type PartyEvidence = {
  readonly partyId: string;
  /** Version of `party-<partyId>` that was read; 0: not registered. */
  readonly version: number;
};

export const initialParty = (): PartyState => ({});

export const evolveParty = (state: PartyState, event: PartyEvent): PartyState => {
  switch (event.type) {
    case 'PartyRegistered': {
      const { identifier, name, partyClass } = event.data;
      return { ...state, registration: { identifier, name, partyClass } };
    }
    case 'PartyVerified': {
      const { evidence, documentDigest } = event.data;
      return {
        ...state,
        verification: { evidence, ...(documentDigest === undefined ? {} : { documentDigest }) },
      };
    }
  }
};

/** The stream of an organisation. */
export const partyStream = (partyId: string): string => `party-${partyId}`;
