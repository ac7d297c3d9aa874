import { addDays, orNextWorkingDay, shanghaiDate } from '../calendar.js';
import { refuse } from '../refusal.js';
import { pledgeFor } from './pledge.conditions.js';
import { pledgorsPledge } from './pledge-life.rules.js';
import { objectionStanding, type ObjectionStanding } from './pledge-objections.standing.js';
import type { CommandOf } from './title.commands.js';
import type { TitleEvent } from './title.events.js';
import type { Pledge, PledgeObjection, Title } from './title.state.js';

/**
 * The pledgor says that the registration is wrong and its pledgee will not set it right. It is shown
 * and blocks nothing; who does not go to court in time loses it (Order 2021 No. 7, by analogy).
 */
export const raisePledgeObjection = (
  { data, meta }: CommandOf<'RaisePledgeObjection'>,
  title: Title,
): TitleEvent[] => {
  const { assetId, pledgeId, objectionId, reason, documentDigest, clock } = data;
  const known = title.pledges
    .get(pledgeId)
    ?.objections?.find((one) => one.objectionId === objectionId);
  const { on } = pledgorsPledge(title, pledgeId, meta);
  if (known !== undefined) return [];
  const { clocks, calendar, policyVersion, calendarVersion } = clock;
  const last = (days: number) => orNextWorkingDay(addDays(on, days), calendar);
  const notifyBy = last(clocks.objectionNotifyDays);
  const lapsesAfter = last(clocks.objectionDays);
  const { partyId: byPartyId } = meta.actor;
  const document = documentDigest === undefined ? {} : { documentDigest };
  const fact = { assetId, pledgeId, objectionId, byPartyId, reason, ...document };
  const dates = { notifyBy, lapsesAfter, policyVersion, calendarVersion, on };
  return [{ type: 'PledgeObjectionRaised', data: { ...fact, ...dates } }];
};

export const pursuePledgeObjection = (
  { data, meta }: CommandOf<'PursuePledgeObjection'>,
  title: Title,
): TitleEvent[] => {
  const objection = objectionOf(pledgeFor(title, data.pledgeId, meta), data.objectionId);
  checkObjector(objection, meta.actor.partyId);
  const standing = objectionStanding(objection, meta.now);
  if (standing === 'pursued') return [];
  if (standing !== 'open') return over(objection, standing);
  return [{ type: 'PledgeObjectionPursued', data: { ...data, on: shanghaiDate(meta.now) } }];
};

export const withdrawPledgeObjection = (
  { data, meta }: CommandOf<'WithdrawPledgeObjection'>,
  title: Title,
): TitleEvent[] => {
  const objection = objectionOf(pledgeFor(title, data.pledgeId, meta), data.objectionId);
  checkObjector(objection, meta.actor.partyId);
  const standing = objectionStanding(objection, meta.now);
  if (standing === 'withdrawn') return [];
  if (standing === 'lapsed') return over(objection, standing);
  return [{ type: 'PledgeObjectionWithdrawn', data: { ...data, on: shanghaiDate(meta.now) } }];
};

/** Writes down that nobody went to court in time. */
export const lapsePledgeObjection = (
  { data, meta }: CommandOf<'LapsePledgeObjection'>,
  title: Title,
): TitleEvent[] => {
  const { assetId, pledgeId, objectionId } = data;
  const pledge = title.pledges.get(pledgeId) ?? refuse('pledge_not_found', { pledgeId });
  const objection = objectionOf(pledge, objectionId);
  if (objection.over !== undefined || objection.pursued !== undefined) return [];
  const on = addDays(objection.lapsesAfter, 1);
  if (shanghaiDate(meta.now) < on) return refuse('not_due', { dueAt: on });
  return [{ type: 'PledgeObjectionLapsed', data: { assetId, pledgeId, objectionId, on } }];
};

const objectionOf = ({ objections = [] }: Pledge, objectionId: string): PledgeObjection =>
  objections.find((one) => one.objectionId === objectionId) ??
  refuse('pledge_objection_not_found', { objectionId });

const checkObjector = ({ byPartyId }: PledgeObjection, partyId: string): void => {
  if (byPartyId !== partyId) refuse('not_the_holder');
};

const over = ({ objectionId }: PledgeObjection, standing: ObjectionStanding): never =>
  refuse('pledge_objection_over', { objectionId, standing });
