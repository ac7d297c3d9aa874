import { isDate, shanghaiDate } from '../calendar.js';
import { isShare, sumToOne } from '../fraction.js';
import { refuse } from '../refusal.js';
import { sameJson } from '../same-json.js';
import { checkedName, type PartyCommandOf } from './party.commands.js';
import type { PartyEvent } from './party.events.js';
import { nameOn, openInsolvency, type PartyState } from './party.state.js';

/** Successors of one organisation, at most. */
export const successorsMax = 20;

/** A name counts from its day; what was called otherwise before keeps that name for its time. */
export const renameParty = (
  { data, meta }: PartyCommandOf<'RenameParty'>,
  state: PartyState,
): PartyEvent[] => {
  const { partyId, from, documentDigest } = data;
  checkThere(state);
  if (meta.actor.role === 'manager' && meta.actor.partyId !== partyId) {
    return refuse('not_own_organisation');
  }
  const name = checkedName(data.name);
  if (!isDate(from)) return refuse('party_date_invalid', { field: 'from' });
  const same = (state.names ?? []).find((one) => one.from === from);
  if (same !== undefined) {
    return same.name === name ? [] : refuse('party_name_dated_already', same);
  }
  if (nameOn(state, from) === name) return [];
  const document = documentDigest === undefined ? {} : { documentDigest };
  return [{ type: 'PartyRenamed', data: { partyId, name, from, ...document } }];
};

/**
 * A merger leaves one successor, a division that dissolves the organisation several. Titles are not
 * rewritten: whoever decides or reads resolves the predecessor.
 */
export const succeedParty = (
  { data, meta }: PartyCommandOf<'SucceedParty'>,
  state: PartyState,
): PartyEvent[] => {
  const { partyId, kind, successors, documentDigest, successorEvidence } = data;
  checkThere(state);
  const on = data.on ?? state.succession?.on ?? shanghaiDate(meta.now);
  if (state.succession !== undefined) {
    const successorPartyIds = state.succession.successors.map((one) => one.partyId);
    return sameJson(state.succession, { kind, successors, on })
      ? []
      : refuse('succession_already_recorded', { successorPartyIds });
  }
  if (!isDate(on)) return refuse('party_date_invalid', { field: 'on' });
  checkSuccessors(data);
  const missing = successors.filter(
    (one) => !successorEvidence.some((seen) => seen.partyId === one.partyId),
  );
  if (missing.length > 0) {
    return refuse('successor_not_registered', { partyIds: missing.map((one) => one.partyId) });
  }
  const document = documentDigest === undefined ? {} : { documentDigest };
  const succeeded = { partyId, kind, successors, on, ...document, successorEvidence };
  return [{ type: 'PartySucceeded', data: succeeded }];
};

const checkSuccessors = ({
  partyId,
  kind,
  successors,
}: PartyCommandOf<'SucceedParty'>['data']): void => {
  const ids = new Set(successors.map((one) => one.partyId));
  const count = successors.length;
  const fits = kind === 'merger' ? count === 1 : count >= 2 && count <= successorsMax;
  const shares = successors.flatMap(({ share }) => (share === undefined ? [] : [share]));
  const sound = shares.length === count && shares.every(isShare) && sumToOne(shares);
  if (!fits || ids.size < count || ids.has(partyId) || (shares.length > 0 && !sound)) {
    refuse('successors_invalid', { successorsMax });
  }
};

/** A process's reaction: doing it again says nothing. */
export const notePredecessor = (
  { data }: PartyCommandOf<'NotePredecessor'>,
  state: PartyState,
): PartyEvent[] =>
  (state.predecessors ?? []).includes(data.predecessorPartyId)
    ? []
    : [{ type: 'PredecessorNoted', data }];

export const suspendParty = (
  { data, meta }: PartyCommandOf<'SuspendParty'>,
  state: PartyState,
): PartyEvent[] => {
  checkThere(state);
  if (state.suspension !== undefined) return [];
  return [{ type: 'PartySuspended', data: { ...data, on: shanghaiDate(meta.now) } }];
};

export const liftSuspension = (
  { data, meta }: PartyCommandOf<'LiftPartySuspension'>,
  state: PartyState,
): PartyEvent[] => {
  checkThere(state);
  if (state.suspension === undefined) return [];
  return [{ type: 'PartySuspensionLifted', data: { ...data, on: shanghaiDate(meta.now) } }];
};

/** Pattern 1 starts here: a process puts the bars on the titles. */
export const openInsolvencyCase = (
  { data, meta }: PartyCommandOf<'OpenInsolvency'>,
  state: PartyState,
): PartyEvent[] => {
  checkThere(state);
  const open = openInsolvency(state);
  if (open !== undefined) {
    const isSame = open.caseNumber === data.caseNumber && open.authority === data.authority;
    return isSame ? [] : refuse('insolvency_already_open', { caseNumber: open.caseNumber });
  }
  const on = data.on ?? shanghaiDate(meta.now);
  if (!isDate(on)) return refuse('party_date_invalid', { field: 'on' });
  return [{ type: 'InsolvencyOpened', data: { ...data, on } }];
};

export const endInsolvency = (
  { data, meta }: PartyCommandOf<'EndInsolvency'>,
  state: PartyState,
): PartyEvent[] => {
  checkThere(state);
  const open = openInsolvency(state);
  if (open === undefined) {
    return state.insolvency === undefined ? refuse('insolvency_not_open') : [];
  }
  const { partyId, reason } = data;
  const on = shanghaiDate(meta.now);
  return [{ type: 'InsolvencyEnded', data: { partyId, caseId: open.caseId, reason, on } }];
};

const checkThere = ({ registration }: PartyState): void => {
  if (registration === undefined) refuse('party_not_found');
};
