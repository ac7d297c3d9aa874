import { shanghaiDate } from '../calendar.js';
import { corrector } from '../four-eyes.js';
import { refuse } from '../refusal.js';
import { sameJson } from '../same-json.js';
import { classesOf } from './party-class.js';
import type { PartyCommandOf } from './party.commands.js';
import type { PartyClass, PartyEvent, PartyIdentifier } from './party.events.js';
import type { PartyState, ProposedClass } from './party.state.js';

/**
 * Four eyes: what organs may not register, and what nobody takes in pledge from them, rests on the
 * class. One registrar proposes another class, another person approves it. Nothing changes yet.
 */
export const proposeClass = (
  { data, meta }: PartyCommandOf<'ProposePartyCorrection'>,
  { registration, corrections = {} }: PartyState,
): readonly PartyEvent[] => {
  const { partyId, correctionId, partyClass, reason } = data;
  if (!registration) return refuse('party_not_found');
  const known = corrections[correctionId];
  if (known !== undefined) {
    const { proposer: _, decided: _decided, ...before } = known;
    const isSame = sameJson(before, { correctionId, partyClass, reason });
    return isSame ? [] : refuse('title_id_taken', { id: correctionId });
  }
  checkChange(registration, partyClass);
  const by = { proposer: meta.actor.person, on: shanghaiDate(meta.now) };
  const proposed = { partyId, correctionId, partyClass, reason, ...by };
  return [{ type: 'PartyCorrectionProposed', data: proposed }];
};

export const approveClass = (
  { data: { partyId, correctionId }, meta }: PartyCommandOf<'ApprovePartyCorrection'>,
  state: PartyState,
): readonly PartyEvent[] => {
  const found = correctionOf(state, correctionId);
  if (found.decided === 'approved') return [];
  const approver = corrector(found, meta.actor.person);
  const { partyClass, reason, proposer } = found;
  const previousClass = checkChange(state.registration, partyClass);
  const corrected = { partyId, correctionId, partyClass, previousClass, reason };
  return [{ type: 'PartyCorrected', data: { ...corrected, proposer, approver } }];
};

export const rejectClass = (
  { data: { partyId, correctionId, reason }, meta }: PartyCommandOf<'RejectPartyCorrection'>,
  state: PartyState,
): readonly PartyEvent[] => {
  const found = correctionOf(state, correctionId);
  if (found.decided === 'rejected') return [];
  const approver = corrector(found, meta.actor.person);
  const on = shanghaiDate(meta.now);
  return [
    { type: 'PartyCorrectionRejected', data: { partyId, correctionId, reason, approver, on } },
  ];
};

const correctionOf = ({ corrections = {} }: PartyState, correctionId: string): ProposedClass =>
  corrections[correctionId] ?? refuse('correction_not_found', { correctionId });

/** The class that would be another one from then on. */
const checkChange = (
  registration: PartyState['registration'],
  partyClass: PartyClass,
): PartyClass => {
  if (!registration) return refuse('party_not_found');
  if (registration.partyClass === partyClass)
    return refuse('party_class_unchanged', { partyClass });
  checkClass(registration.identifier, partyClass);
  return registration.partyClass;
};

/** It is not for anybody to choose where the code names the register of organs (机构编制). */
export const checkClass = ({ kind, value }: PartyIdentifier, partyClass: PartyClass): void => {
  const possible = kind === 'uscc' ? classesOf(value) : undefined;
  if (possible !== undefined && !possible.includes(partyClass)) {
    return refuse('party_class_contradicts_uscc', { partyClass, possible });
  }
};
