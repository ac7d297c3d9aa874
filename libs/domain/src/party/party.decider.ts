import type { Decider, StreamKind } from '../decider.js';
import { refuse } from '../refusal.js';
import { sameJson } from '../same-json.js';
import { hasUsccCheck, hasUsccForm } from '../uscc.js';
import { approveClass, checkClass, proposeClass, rejectClass } from './class-correction.rules.js';
import {
  countryOf,
  hasForeignForm,
  hasLeiCheck,
  hasLeiForm,
  isResidentNumber,
  mainland,
  normalIdentifier,
} from './party-identifier.js';
import {
  checkedName,
  type PartyCommand,
  type RegisterParty,
  type VerifyParty,
} from './party.commands.js';
import type { PartyClass, PartyEvent, PartyIdentifier } from './party.events.js';
import {
  endInsolvency,
  liftSuspension,
  notePredecessor,
  openInsolvencyCase,
  renameParty,
  succeedParty,
  suspendParty,
} from './standing.rules.js';
import { evolveParty, initialParty, type PartyState } from './party.state.js';

export type { PartyCommand, RegisterParty, VerifyParty } from './party.commands.js';
export { partyNameCharactersMax } from './party.commands.js';

export const partyDecider: Decider<PartyCommand, PartyEvent, PartyState> = {
  initialState: initialParty,
  evolve: evolveParty,
  decide: (command, state) => {
    switch (command.type) {
      case 'RegisterParty':
        return registerParty(command, state);
      case 'VerifyParty':
        return verifyParty(command, state);
      case 'ProposePartyCorrection':
        return proposeClass(command, state);
      case 'ApprovePartyCorrection':
        return approveClass(command, state);
      case 'RejectPartyCorrection':
        return rejectClass(command, state);
      case 'RenameParty':
        return renameParty(command, state);
      case 'SucceedParty':
        return succeedParty(command, state);
      case 'NotePredecessor':
        return notePredecessor(command, state);
      case 'SuspendParty':
        return suspendParty(command, state);
      case 'LiftPartySuspension':
        return liftSuspension(command, state);
      case 'OpenInsolvency':
        return openInsolvencyCase(command, state);
      case 'EndInsolvency':
        return endInsolvency(command, state);
    }
  },
};

/** `party-<partyId>`: a registration and its verifications, one a year and some to spare. */
export const partyKind: StreamKind<PartyCommand, PartyEvent, PartyState> = {
  category: 'party',
  decider: partyDecider,
  schemaVersions: {
    PartyRegistered: 1,
    PartyVerified: 1,
    PartyCorrectionProposed: 1,
    PartyCorrected: 1,
    PartyCorrectionRejected: 1,
    PartyRenamed: 1,
    PartySucceeded: 1,
    PredecessorNoted: 1,
    PartySuspended: 1,
    PartySuspensionLifted: 1,
    InsolvencyOpened: 1,
    InsolvencyEnded: 1,
  },
  eventsMax: 1_000,
};

/** The same organisation with the same terms is there already; with others it is refused. */
const registerParty = ({ data, meta }: RegisterParty, state: PartyState): PartyEvent[] => {
  const { partyId } = data;
  const partyClass = admitted(data.partyClass);
  if (meta.actor.role === 'manager' && meta.actor.partyId !== partyId) {
    return refuse('not_own_organisation');
  }
  const override = data.checkOverrideReason?.trim() ?? '';
  const identifier = checkedIdentifier(normalIdentifier(data.identifier), override !== '');
  checkClass(identifier, partyClass);
  const where = checkedCountry(identifier, data.country);
  const name = checkedName(data.name);
  if (state.registration) {
    return sameJson(state.registration, { identifier, name, partyClass, ...where })
      ? []
      : refuse('party_already_registered', { partyId });
  }
  const overridden = identifier.kind === 'uscc' && !hasUsccCheck(identifier.value);
  const checkOverrideReason = overridden ? { checkOverrideReason: override } : {};
  return [
    {
      type: 'PartyRegistered',
      data: { partyId, identifier, name, partyClass, ...where, ...checkOverrideReason },
    },
  ];
};

/** A registrar looked at evidence; looking again at other evidence is another fact. */
const verifyParty = ({ data }: VerifyParty, state: PartyState): PartyEvent[] => {
  if (!state.registration) return refuse('party_not_found');
  const { partyId, evidence, documentDigest } = data;
  const seen = { evidence, ...(documentDigest === undefined ? {} : { documentDigest }) };
  if (sameJson(state.verification, seen)) return [];
  return [{ type: 'PartyVerified', data: { partyId, ...seen } }];
};

const admitted = (partyClass: PartyClass | 'naturalPerson'): PartyClass =>
  partyClass === 'naturalPerson' ? refuse('natural_person_not_admitted') : partyClass;

const checkedIdentifier = (identifier: PartyIdentifier, overridden: boolean): PartyIdentifier => {
  const { kind, value } = identifier;
  const isPerson = isResidentNumber(kind === 'foreign' ? value.slice(3) : value);
  switch (kind) {
    case 'uscc':
      if (hasUsccCheck(value)) return identifier;
      if (isPerson) return refuse('natural_person_not_admitted');
      if (!hasUsccForm(value)) return refuse('uscc_malformed');
      return overridden ? identifier : refuse('uscc_check_failed', { uscc: value });
    case 'lei':
      if (isPerson) return refuse('natural_person_not_admitted');
      if (!hasLeiForm(value)) return refuse('lei_malformed');
      return hasLeiCheck(value) ? identifier : refuse('lei_check_failed', { lei: value });
    case 'foreign':
      if (isPerson) return refuse('natural_person_not_admitted');
      return hasForeignForm(value) ? identifier : refuse('foreign_identifier_malformed');
  }
};

/**
 * Where the organisation is registered decides what counts as leaving the country, so it is known of
 * each. Organisations of the mainland are named by their USCC alone: one organisation, one id.
 */
const checkedCountry = (
  identifier: PartyIdentifier,
  stated: string | undefined,
): { readonly country?: string } => {
  const { kind } = identifier;
  const country = countryOf(identifier, stated);
  if (country === undefined) return refuse('party_country_needed', { kind });
  if (stated !== undefined && stated !== country) {
    return refuse('party_country_wrong', { kind, country: stated });
  }
  if (kind !== 'lei') return {};
  return country === mainland ? refuse('party_country_wrong', { kind, country }) : { country };
};
