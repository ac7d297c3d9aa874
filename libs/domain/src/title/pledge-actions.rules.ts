import { shanghaiDate } from '../calendar.js';
import type { Meta } from '../decider.js';
import { minorUnits, normalMoney, sumMoney, type Money } from '../money.js';
import { refuse } from '../refusal.js';
import { consentsOfJuniors } from './agreement.js';
import { distribute } from './pledge-distribution.js';
import type { FourEyes, PledgeAction } from './pledge-life.events.js';
import { compareRanks } from './pledge-order.js';
import {
  checkPledgee,
  coveringAuthorisation,
  pledgeFor,
  standingFor,
} from './pledge.conditions.js';
import type { SecurityEvidence } from './pledged-object.js';
import { checkMoreSecurity, reliedOn } from './security.rules.js';
import type { CommandOf } from './title.commands.js';
import { checkPositive, checkRoom, checkSight, checkUnbarred } from './title.conditions.js';
import type { TitleEvent } from './title.events.js';
import { pledgeStanding, rankingPledges } from './title.standing.js';
import type { Pledge, PledgeProposal, Title } from './title.state.js';

/**
 * What a pledgee does with one person or with two, as its own policy says: release, enforcement; a
 * correction always with two. A proposal changes nothing; the approval is judged by the title of
 * then, and its event names both persons.
 */

/** The pledgee gives up a part or all. No bar is in the way, and the rest keeps its place. */
export const releasePledge = (
  { data, meta }: CommandOf<'ReleasePledge'>,
  title: Title,
): TitleEvent[] => {
  const { pledgeId, amount, reason, control, proposalId } = data;
  const pledge = title.pledges.get(pledgeId);
  if (pledge?.pledgeePartyId !== meta.actor.partyId) {
    checkSight(title, meta);
    return refuse(pledge === undefined ? 'pledge_not_found' : 'not_the_pledgee', { pledgeId });
  }
  const action = { is: 'release', ...(amount && { amount }), reason } as const;
  const released = release(title, pledge, action, meta);
  if (released.length === 0 || control?.control.releaseByTwo !== true) return released;
  return proposed(title, pledge, action, { meta, proposalId, ...control });
};

type Did<T extends PledgeAction['is']> = Extract<PledgeAction, { is: T }>;

const release = (
  { assetId }: Title,
  pledge: Pledge,
  { amount, reason }: Did<'release'>,
  meta: Meta,
  eyes: Partial<FourEyes> = {},
): TitleEvent[] => {
  const { pledgeId } = pledge;
  const standing = pledgeStanding(pledge, meta.now);
  if (standing === 'released' && amount === undefined) return [];
  standingFor(pledge, meta.now, 'orClaimed');
  const on = shanghaiDate(meta.now);
  const whole = { assetId, pledgeId, reason, on, ...eyes };
  if (amount === undefined) return [{ type: 'PledgeReleased', data: whole }];
  checkPositive(amount);
  const left = minorUnits(pledge.remaining) - minorUnits(amount);
  if (left < 0n) return refuse('release_exceeds_pledge', { remaining: pledge.remaining });
  const part = left === 0n ? whole : { ...whole, amount: normalMoney(amount) };
  return [{ type: 'PledgeReleased', data: part }];
};

/** The object was turned into money; who gets what is computed here and stored. */
export const enforcePledge = (
  { data, meta }: CommandOf<'EnforcePledge'>,
  title: Title,
): TitleEvent[] => {
  const pledge = pledgeFor(title, data.pledgeId, meta);
  checkPledgee(pledge, meta);
  const { assetId: _assetId, pledgeId: _pledgeId, proposalId, control, ...action } = data;
  if (pledgeStanding(pledge, meta.now) === 'enforced') return [];
  const what = { is: 'enforcement', ...action } as const;
  const enforced = enforce(title, pledge, what, meta);
  if (!control.control.enforcementByTwo) return enforced;
  return proposed(title, pledge, what, { meta, proposalId, ...control });
};

const enforce = (
  title: Title,
  pledge: Pledge,
  { is: _is, claims, proceeds, order, ...action }: Did<'enforcement'>,
  meta: Meta,
  eyes: Partial<FourEyes> = {},
): TitleEvent[] => {
  standingFor(pledge, meta.now);
  const { assetId } = title;
  const { pledgeId, holdingId } = pledge;
  // A freeze stops what a pledgee does by himself, not what an authority orders.
  if (order === undefined) checkUnbarred(title, holdingId, meta.now);
  checkPositive(proceeds);
  const ranking = rankingPledges(title, holdingId, meta.now);
  const ids = claims.map((claim) => claim.pledgeId);
  if (!ids.includes(pledgeId)) refuse('claim_not_stated', { pledgeId });
  const nobodys = ids.filter(
    (id, index) => ids.indexOf(id) !== index || !ranking.some((other) => other.pledgeId === id),
  );
  if (nobodys.length > 0) refuse('claim_of_nobody', { pledgeIds: nobodys });
  for (const { costs, interest, principal } of claims) {
    const isNegative = [costs, interest, principal].some((part) => minorUnits(part) < 0n);
    if (isNegative) refuse('amount_not_positive');
  }
  const agreements = [...title.subordinations.values()];
  const { shares, surplus } = distribute(proceeds, ranking, claims, agreements);
  const juniors = ranking.filter((other) => compareRanks(pledge.rankKey, other.rankKey) < 0);
  const clearedPledgeIds = order === undefined ? [] : juniors.map((other) => other.pledgeId);
  const result = { proceeds: normalMoney(proceeds), shares, surplus, clearedPledgeIds };
  const on = shanghaiDate(meta.now);
  const by = order === undefined ? {} : { order };
  const fact = { assetId, pledgeId, ...action, ...by, ...result, ...eyes, on };
  return [{ type: 'PledgeEnforced', data: fact }];
};

/** A release by mistake is undone: proposed by one person of the pledgee's, approved by another. */
export const correctPledgeRelease = (
  { data, meta }: CommandOf<'CorrectPledgeRelease'>,
  title: Title,
): TitleEvent[] => {
  const pledge = pledgeFor(title, data.pledgeId, meta);
  checkPledgee(pledge, meta);
  const { correctedEvent, reason, proposalId } = data;
  releaseOf(pledge, correctedEvent);
  const action = { is: 'correction', correctedEvent, reason } as const;
  return proposed(title, pledge, action, { meta, proposalId });
};

const releaseOf = ({ pledgeId, releases = [] }: Pledge, version: number) => {
  const found = releases.find((one) => one.version === version && one.corrected === undefined);
  return found ?? refuse('release_not_found', { pledgeId, correctedEvent: version });
};

/**
 * What was released comes back as a registration of now: the pledgor's authorisation covers it, and
 * it ranks from now on. Only where every pledgee registered since has consented, it has its old place.
 */
const correct = (
  title: Title,
  pledge: Pledge,
  { correctedEvent, reason }: Did<'correction'>,
  { meta, eyes, evidence }: { meta: Meta; eyes: FourEyes; evidence: SecurityEvidence },
): TitleEvent[] => {
  const { parts } = releaseOf(pledge, correctedEvent);
  const { assetId } = title;
  const { pledgeId, holdingId, ended, terms } = pledge;
  const on = shanghaiDate(meta.now);
  const isOverOtherwise = ended !== undefined && ended.version !== correctedEvent;
  if (isOverOtherwise || on > terms.until) {
    const standing = pledgeStanding(pledge, meta.now);
    return refuse('pledge_over', { pledgeId, standing });
  }
  checkRoom(title);
  const amount = sum(parts);
  const { authorisationId } = coveringAuthorisation(title, pledge, amount, meta.now);
  checkMoreSecurity(title, pledge, evidence, meta.now);
  const since = rankingPledges(title, holdingId, meta.now).filter(
    (other) =>
      other !== pledge &&
      ((other.registered?.version ?? 0) > correctedEvent ||
        other.tranches.some(({ rankKey }) => rankKey.titleVersion > correctedEvent)),
  );
  const { consentIds, missing } = consentsOfJuniors(title, pledge, since, meta.now);
  const keepsRank = missing.length === 0;
  const relied = keepsRank && consentIds.length > 0 ? { consentIds } : {};
  const { pledgeePartyId } = pledge;
  const fact = { assetId, pledgeId, correctedEvent, pledgeePartyId, amount };
  const rank = { keepsRank, authorisationId, ...relied, ...reliedOn(evidence) };
  return [{ type: 'PledgeReleaseCorrected', data: { ...fact, ...rank, reason, ...eyes, on } }];
};

const sum = (parts: readonly { readonly amount: Money }[]) =>
  sumMoney(parts.map(({ amount }) => amount));

interface Proposing {
  readonly meta: Meta;
  readonly proposalId: string | undefined;
  readonly policyVersion?: number;
}

/** Nothing is changed by it; the same proposal again is silence. */
const proposed = (
  title: Title,
  { pledgeId }: Pledge,
  action: PledgeAction,
  { meta, proposalId, policyVersion }: Proposing,
): TitleEvent[] => {
  if (proposalId === undefined) throw new Error('A proposal has no id.');
  if (title.pledgeProposals.has(proposalId)) return [];
  const { assetId } = title;
  const { person: proposer } = meta.actor;
  const on = shanghaiDate(meta.now);
  const version = policyVersion === undefined ? {} : { policyVersion };
  const fact = { assetId, pledgeId, proposalId, action, proposer, ...version, on };
  return [{ type: 'PledgeActionProposed', data: fact }];
};

export const approvePledgeAction = (
  { data, meta }: CommandOf<'ApprovePledgeAction'>,
  title: Title,
): TitleEvent[] => {
  const { pledge, found } = proposalFor(title, data, meta);
  if (found.decided?.as === 'approved') return [];
  const { proposalId, proposer, action } = found;
  const eyes = { proposalId, proposer, approver: secondPerson(found, meta.actor.person) };
  switch (action.is) {
    case 'release':
      return release(title, pledge, action, meta, eyes);
    case 'enforcement':
      return enforce(title, pledge, action, meta, eyes);
    case 'correction':
      return correct(title, pledge, action, { meta, eyes, evidence: data.evidence });
  }
};

export const rejectPledgeAction = (
  { data, meta }: CommandOf<'RejectPledgeAction'>,
  title: Title,
): TitleEvent[] => {
  const { found } = proposalFor(title, data, meta);
  if (found.decided?.as === 'rejected') return [];
  const { assetId, pledgeId, proposalId, reason } = data;
  const approver = secondPerson(found, meta.actor.person);
  const on = shanghaiDate(meta.now);
  return [
    {
      type: 'PledgeActionRejected',
      data: { assetId, pledgeId, proposalId, reason, approver, on },
    },
  ];
};

const proposalFor = (
  title: Title,
  { pledgeId, proposalId }: { readonly pledgeId: string; readonly proposalId: string },
  meta: Meta,
): { readonly pledge: Pledge; readonly found: PledgeProposal } => {
  const pledge = pledgeFor(title, pledgeId, meta);
  const found = title.pledgeProposals.get(proposalId);
  // What a pledgee proposes inside his house is not there for others.
  const isOwn = pledge.pledgeePartyId === meta.actor.partyId;
  if (!isOwn || found?.pledgeId !== pledgeId) {
    return refuse('pledge_proposal_not_found', { proposalId });
  }
  return { pledge, found };
};

const secondPerson = (
  { proposalId, decided, proposer }: PledgeProposal,
  person: string,
): string => {
  if (decided !== undefined) refuse('pledge_proposal_decided', { proposalId, as: decided.as });
  return person === proposer ? refuse('four_eyes_required', { proposalId }) : person;
};
