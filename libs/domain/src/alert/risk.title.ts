import { shanghaiDate } from '../calendar.js';
import { holdersOf } from '../title/entry-line.js';
import { objectionStanding } from '../title/pledge-objections.standing.js';
import { pledgeStanding, standingBars } from '../title/title.standing.js';
import type { Bar, Pledge } from '../title/title.js';
import type { AlertGround } from './alert.events.js';
import { entriesAtStake } from './risk.endings.js';
import {
  dayAfter,
  type Found,
  type Judging,
  lenderGround,
  type OwnPledge,
  type Risk,
  secures,
  type Stake,
} from './risk.stake.js';

/** What the title itself says: objections, bars, an object that is gone. */
export const titleRisks = (stake: Stake, own: readonly OwnPledge[], { at }: Judging): Found => {
  const found = [objections(stake, own, at), bars(stake, own, at), objectGone(stake, own)];
  return {
    risks: found.flatMap(({ risks }) => risks),
    turns: found.flatMap(({ turns }) => turns),
  };
};

const objections = ({ seen }: Stake, own: readonly OwnPledge[], at: string): Found => {
  const open = own.flatMap(({ pledge, ground }) =>
    (pledge.objections ?? [])
      .filter((one) => ['open', 'pursued'].includes(objectionStanding(one, at)))
      .map((objection) => ({ pledge, ground, objection })),
  );
  return {
    risks: open.map(({ pledge: { pledgeId }, ground, objection }) => {
      const { objectionId, byPartyId, reason, lapsesAfter } = objection;
      return {
        kind: 'pledgeObjection',
        severity: 'warning',
        ground,
        breach: { key: `objection/${objectionId}` },
        about: { pledgeId, objectionId, byPartyId, reason, lapsesAfter },
        streams: [seen.title],
      };
    }),
    turns: open.map(({ objection }) => dayAfter(objection.lapsesAfter)),
  };
};

/** Suspicions of a duplicate and suspended certificates are told of as facts of the asset. */
const toldElsewhere: ReadonlySet<Bar['ground']> = new Set([
  'possibleDuplicate',
  'suspendedCertificate',
]);
const grave: ReadonlySet<Bar['ground']> = new Set(['freeze', 'insolvency']);

const bars = ({ title, seen }: Stake, own: readonly OwnPledge[], at: string): Found => {
  const all = entriesAtStake(title, own, at).flatMap((id) => standingBars(title, id, at));
  const standing = [...new Set(all)].filter(({ ground }) => !toldElsewhere.has(ground));
  return {
    risks: standing.map(({ barId, ground: barGround, authority, from, until, holdingId }) => ({
      kind: 'barRaised',
      severity: grave.has(barGround) ? 'critical' : 'warning',
      ground: lenderGround(own),
      breach: { key: `bar/${barId}` },
      about: {
        ...{ barId, ground: barGround, authority, from },
        ...(until !== undefined && { until }),
        ...(holdingId !== undefined && { holdingId }),
      },
      streams: [seen.title],
    })),
    turns: [...title.bars.values()].flatMap(({ from, until }) => [
      from,
      ...(until === undefined ? [] : [dayAfter(until)]),
    ]),
  };
};

/** Civil Code art. 390: what takes the object's place is what the pledgee turns to. */
const objectGone = ({ title, seen }: Stake, own: readonly OwnPledge[]): Found => {
  if (title.closed === undefined || own.length === 0) return { risks: [], turns: [] };
  const { mode, reason, on } = title.closed;
  const risk: Risk = {
    kind: 'objectGone',
    severity: 'critical',
    ground: lenderGround(own),
    breach: { key: 'object' },
    about: { mode, reason, on, pledgeIds: own.map(({ pledge }) => pledge.pledgeId) },
    streams: [seen.title],
  };
  return { risks: [risk], turns: [] };
};

/** Told to the pledgee, who owes the release, and to the holder, to whom it is owed. */
export const releaseRisks = (
  stake: Stake,
  own: readonly OwnPledge[],
  { at, releaseDueOn }: Judging,
): Found => {
  const { title, partyId, facilities, seen } = stake;
  const date = shanghaiDate(at);
  const standing = [...title.pledges.values()].filter(
    (pledge) => pledgeStanding(pledge, at) === 'registered',
  );
  const concerned = standing.flatMap((pledge): { pledge: Pledge; ground: AlertGround }[] => {
    if (own.some((one) => one.pledge === pledge)) return [{ pledge, ground: 'pledgee' }];
    const holders = holdersOf(title, pledge.holdingId, date);
    return holders.includes(partyId) ? [{ pledge, ground: 'holder' }] : [];
  });
  const due = concerned.flatMap(({ pledge, ground }) => {
    const { pledgeId, releaseDemand } = pledge;
    // Where a correction says since that something is owed, nothing is to be released.
    const paidOff = facilities.find(
      (one) => secures(one, pledgeId) && one.state.closedOn && one.state.drawn <= one.state.repaid,
    );
    const byClosing = paidOff?.state.closedOn && releaseDueOn(paidOff.state.closedOn);
    const [dueOn] = [releaseDemand?.dueOn, byClosing].filter((day) => day !== undefined).sort();
    return dueOn === undefined ? [] : [{ pledgeId, ground, dueOn, paidOff }];
  });
  return {
    risks: due
      .filter(({ dueOn }) => dueOn < date)
      .map(({ pledgeId, ground, dueOn, paidOff }) => ({
        kind: 'releaseOverdue',
        severity: 'warning',
        ground,
        breach: { key: `release/${pledgeId}` },
        about: { pledgeId, dueOn, ...(paidOff && { financingId: paidOff.financingId }) },
        streams: [seen.title],
      })),
    turns: due.map(({ dueOn }) => dayAfter(dueOn)),
  };
};
