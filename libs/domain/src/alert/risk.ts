import { addMonths, shanghaiDate } from '../calendar.js';
import { holdersOf } from '../title/entry-line.js';
import { pledgeStanding } from '../title/title.standing.js';
import type { AlertGround } from './alert.events.js';
import { coverageRisks } from './risk.coverage.js';
import { endingRisks } from './risk.endings.js';
import { revenueRisks } from './risk.revenue.js';
import {
  isOpenFacility,
  type Judging,
  type OwnPledge,
  ownPledges,
  type Risk,
  type Stake,
} from './risk.stake.js';
import { releaseRisks, titleRisks } from './risk.title.js';

export interface Assessment {
  readonly grounds: readonly AlertGround[];
  readonly risks: readonly Risk[];
  /** Next day on which the clock alone may change the risks; absent: there is none. */
  readonly nextOn?: string;
}

/**
 * All that a party is to worry about in an asset at an instant. Pure: the same streams at the same
 * instant give the same risks, so that whoever looks, and how often, changes nothing.
 */
export const risksOf = (stake: Stake, judging: Judging): Assessment => {
  const date = shanghaiDate(judging.at);
  const own = ownPledges(stake, judging.at);
  const grounds = groundsOf(stake, own, judging.at);
  if (grounds.length === 0) return { grounds, risks: [] };
  const isLender = grounds.some((ground) => ground !== 'holder');
  const found = [
    releaseRisks(stake, own, judging),
    ...(isLender
      ? [
          titleRisks(stake, own, judging),
          coverageRisks(stake, own, judging),
          endingRisks(stake, own, judging),
          revenueRisks(stake, own, judging),
        ]
      : []),
  ];
  // Whole months of revenue are compared: without any there is nothing that a month changes.
  const monthly = isLender && stake.revenue !== undefined ? [firstOfNextMonth(date)] : [];
  const [nextOn] = [...found.flatMap(({ turns }) => turns), ...monthly]
    .filter((day) => day > date)
    .sort();
  const risks = found.flatMap((one) => one.risks);
  // A holder is watched for as long as a release is due to him.
  if (!isLender && nextOn === undefined && risks.length === 0) return { grounds: [], risks };
  return { grounds, risks, ...(nextOn !== undefined && { nextOn }) };
};

const groundsOf = (
  { title, partyId, isListed, facilities }: Stake,
  own: readonly OwnPledge[],
  at: string,
): readonly AlertGround[] => {
  const date = shanghaiDate(at);
  const isPledgor = [...title.pledges.values()].some(
    (pledge) =>
      pledgeStanding(pledge, at) === 'registered' &&
      holdersOf(title, pledge.holdingId, date).includes(partyId),
  );
  const grounds: readonly (readonly [AlertGround, boolean])[] = [
    ['pledgee', own.some(({ ground }) => ground === 'pledgee')],
    ['claimant', own.some(({ ground }) => ground === 'claimant')],
    ['lender', isListed || facilities.some(isOpenFacility)],
    ['holder', isPledgor],
  ];
  return grounds.flatMap(([ground, isSo]) => (isSo ? [ground] : []));
};

const firstOfNextMonth = (date: string): string => addMonths(`${date.slice(0, 7)}-01`, 1);
