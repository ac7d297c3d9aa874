import type { AssetState } from '../asset/asset.state.js';
import { addDays } from '../calendar.js';
import type { FinancingState } from '../financing/facility.js';
import type { LendingTerms } from '../financing/lending.policy.js';
import type { JsonObject } from '../json.js';
import { standingOf } from '../party/standing-in.js';
import { pledgeStanding } from '../title/title.standing.js';
import type { Pledge, Title } from '../title/title.js';
import type { CountingFor } from '../valuation/valuation.counting.js';
import type { ValuationState } from '../valuation/valuation.state.js';
import type { AlertGround, AlertSeverity, Breach, RiskKind, StreamSeen } from './alert.events.js';
import type { RiskTerms } from './risk-monitor.policy.js';

/** Something that a party is to worry about now, for as long as it lasts. */
export type Risk = {
  readonly kind: RiskKind;
  readonly severity: AlertSeverity;
  readonly ground: AlertGround;
  readonly breach: Breach;
  /** What it rests on: figures and dates. */
  readonly about: JsonObject;
  readonly streams: readonly StreamSeen[];
};

/** A facility of the party that the asset secures. */
export interface StakeFacility {
  readonly financingId: string;
  readonly state: FinancingState;
  readonly version: number;
}

/** What a party has at stake in an asset, as several streams say, each as of its version. */
export interface Stake {
  readonly partyId: string;
  /** Whether the asset is on the party's watch list. */
  readonly isListed: boolean;
  /** With successions resolved. */
  readonly title: Title;
  readonly asset: AssetState;
  readonly valuations: ValuationState;
  readonly facilities: readonly StakeFacility[];
  readonly revenue?: RevenueTrend;
  readonly seen: {
    readonly title: StreamSeen;
    readonly asset: StreamSeen;
    readonly valuation: StreamSeen;
  };
}

/** By what it is judged. */
export interface Judging {
  /** RFC 3339 instant. */
  readonly at: string;
  readonly lending: LendingTerms;
  readonly terms: RiskTerms;
  /** Inclusive last day for releasing what secured a loan that was paid off on a day. */
  readonly releaseDueOn: (paidOffOn: string) => string;
}

/** The party's own pledges and claims that stand, each with the last day of its loan. */
export interface OwnPledge {
  readonly pledge: Pledge;
  readonly ground: 'pledgee' | 'claimant';
  readonly facility?: StakeFacility;
  /** Inclusive last day of the loan: the facility's, else the registration's. */
  readonly loanEndsOn: string;
}

/** What one look at a stake comes to. */
export interface Found {
  readonly risks: readonly Risk[];
  /** Days on which the clock alone may change the risks. */
  readonly turns: readonly string[];
}

/** What an asset earned under contracts of the exchange in two periods of equal length. */
export interface RevenueTrend {
  /** First days of the period before, of the latest period, and of the month after it. */
  readonly from: string;
  readonly middle: string;
  readonly to: string;
  /** Fen. */
  readonly before: bigint;
  readonly latest: bigint;
}

/** Whose choice of an appraisal counts: the party's, and of those in whose place it stands. */
export const lenderOf = (
  { title, partyId }: Pick<Stake, 'title' | 'partyId'>,
  date: string,
): CountingFor => ({ lenderPartyIds: standingOf(title, partyId, date).sole });

/** Accepted, and not over. */
export const isOpenFacility = ({ state: { status } }: StakeFacility): boolean =>
  ['accepted', 'perfected', 'defaulted'].includes(status);

/** The party's pledges and claims that stand at an instant. */
export const ownPledges = (
  { title, partyId, facilities }: Stake,
  at: string,
): readonly OwnPledge[] =>
  [...title.pledges.values()].flatMap((pledge): OwnPledge[] => {
    if (pledge.pledgeePartyId !== partyId) return [];
    const standing = pledgeStanding(pledge, at);
    if (standing !== 'registered' && standing !== 'claimed') return [];
    const facility = facilities.find((one) => isOpenFacility(one) && secures(one, pledge.pledgeId));
    const { offer, request } = facility?.state ?? {};
    return [
      {
        pledge,
        ground: standing === 'registered' ? 'pledgee' : 'claimant',
        ...(facility !== undefined && { facility }),
        loanEndsOn: offer?.until ?? request?.until ?? pledge.terms.until,
      },
    ];
  });

/** Whether a pledge was registered under the facility's contract. */
export const secures = ({ state }: StakeFacility, pledgeId: string): boolean =>
  state.perfected.some((one) => one.pledgeId === pledgeId);

/** The gravest reason for which a lender is told of what concerns the whole asset. */
export const lenderGround = (own: readonly OwnPledge[]): AlertGround =>
  own.find(({ ground }) => ground === 'pledgee')?.ground ?? own[0]?.ground ?? 'lender';

/** The day after an inclusive last day. */
export const dayAfter = (date: string): string => addDays(date, 1);
