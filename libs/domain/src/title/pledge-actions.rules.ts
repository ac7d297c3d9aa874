import { shanghaiDate } from '../calendar.js';
import type { Meta } from '../decider.js';
import { secondPerson } from '../four-eyes.js';
import { minorUnits, normalMoney } from '../money.js';
import { refuse } from '../refusal.js';
import type { FourEyes, PledgeAction } from './pledge-action.js';
import { deciderOf } from './pledge-proposals.state.js';
import { correctFixing, correctionOf, correctRelease } from './pledge-corrections.rules.js';
import { correctEnforcement, enforce } from './pledge-enforcement.rules.js';
import { correctEndedByOrder } from './pledge-order-corrections.rules.js';
import {
  correctAssignment,
  correctSubordination,
  correctTerms,
} from './pledge-restatements.rules.js';
import { checkPledgee, pledgeFor, standingFor } from './pledge.conditions.js';
import type { CommandOf } from './title.commands.js';
import { checkPositive, checkSight } from './title.conditions.js';
import type { TitleEvent } from './title.events.js';
import { pledgeStanding } from './title.standing.js';
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

/** What an event of the title says was a mistake; nothing changes before another person approves. */
export const correctPledge = (
  { data, meta }: CommandOf<'CorrectPledge'>,
  title: Title,
): TitleEvent[] => {
  const pledge = pledgeFor(title, data.pledgeId, meta);
  const { action, byPartyId } = correctionOf(title, pledge, data, meta);
  return proposed(title, pledge, action, { meta, proposalId: data.proposalId, byPartyId });
};

interface Proposing {
  readonly meta: Meta;
  readonly proposalId: string | undefined;
  readonly policyVersion?: number;
  /** Absent: the pledgee's persons. */
  readonly byPartyId?: string | undefined;
}

/** Nothing is changed by it; the same proposal again is silence. */
const proposed = (
  title: Title,
  { pledgeId }: Pledge,
  action: PledgeAction,
  { meta, proposalId, policyVersion, byPartyId }: Proposing,
): TitleEvent[] => {
  if (proposalId === undefined) throw new Error('A proposal has no id.');
  if (title.pledgeProposals.has(proposalId)) return [];
  const { assetId } = title;
  const { person: proposer } = meta.actor;
  const on = shanghaiDate(meta.now);
  const version = policyVersion === undefined ? {} : { policyVersion };
  const whose = byPartyId === undefined ? {} : { byPartyId };
  const fact = { assetId, pledgeId, proposalId, ...whose, action, proposer, ...version, on };
  return [{ type: 'PledgeActionProposed', data: fact }];
};

export const approvePledgeAction = (
  { data, meta }: CommandOf<'ApprovePledgeAction'>,
  title: Title,
): TitleEvent[] => {
  const { pledge, found } = proposalFor(title, data, meta);
  if (found.decided?.as === 'approved') return [];
  const { proposalId, proposer, action } = found;
  const eyes = { proposalId, proposer, approver: decidedBy(found, meta.actor.person) };
  const { evidence } = data;
  switch (action.is) {
    case 'release':
      return release(title, pledge, action, meta, eyes);
    case 'enforcement':
      return enforce(title, pledge, action, meta, eyes);
    case 'correction':
      return correctRelease(title, pledge, action, { meta, eyes, evidence });
    case 'fixingCorrection':
      return correctFixing(title, pledge, action, { meta, eyes, evidence });
    case 'cancellationCorrection':
      return correctEndedByOrder(title, pledge, action, { meta, eyes });
    case 'termsCorrection':
      return correctTerms(title, pledge, action, { meta, eyes });
    case 'assignmentCorrection':
      return correctAssignment(title, pledge, action, { meta, eyes });
    case 'subordinationCorrection':
      return correctSubordination(title, pledge, action, { meta, eyes });
    case 'enforcementCorrection':
      return correctEnforcement(title, pledge, action, { meta, eyes, evidence });
  }
};

export const rejectPledgeAction = (
  { data, meta }: CommandOf<'RejectPledgeAction'>,
  title: Title,
): TitleEvent[] => {
  const { found } = proposalFor(title, data, meta);
  if (found.decided?.as === 'rejected') return [];
  const { assetId, pledgeId, proposalId, reason } = data;
  const approver = decidedBy(found, meta.actor.person);
  const on = shanghaiDate(meta.now);
  const whose = found.byPartyId === undefined ? {} : { byPartyId: found.byPartyId };
  const rejected = { assetId, pledgeId, proposalId, ...whose, reason, approver, on };
  return [{ type: 'PledgeActionRejected', data: rejected }];
};

const proposalFor = (
  title: Title,
  { pledgeId, proposalId }: { readonly pledgeId: string; readonly proposalId: string },
  meta: Meta,
): { readonly pledge: Pledge; readonly found: PledgeProposal } => {
  const pledge = pledgeFor(title, pledgeId, meta);
  const found = title.pledgeProposals.get(proposalId);
  // What somebody proposes inside his house is not there for others, nor for those of another office.
  const { partyId, role } = meta.actor;
  const isOffice =
    found?.byPartyId === undefined
      ? role === 'lender'
      : found.action.is !== 'cancellationCorrection' || role !== 'manager';
  if (found?.pledgeId !== pledgeId || !isOffice || deciderOf(pledge, found) !== partyId) {
    return refuse('pledge_proposal_not_found', { proposalId });
  }
  return { pledge, found };
};

const decidedBy = ({ proposalId, proposer, decided }: PledgeProposal, person: string): string => {
  const named = { is: { proposalId }, decidedCode: 'pledge_proposal_decided' } as const;
  return secondPerson({ proposer, decided: decided?.as }, person, named);
};
