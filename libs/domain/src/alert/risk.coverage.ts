import { shanghaiDate } from '../calendar.js';
import { coverageOf } from '../financing/coverage.js';
import { financingStream } from '../financing/financing.state.js';
import { fromMinorUnits } from '../money.js';
import { securedThrough } from '../title/pledge-cover.js';
import { countingOn } from '../valuation/valuation.counting.js';
import {
  type Found,
  isOpenFacility,
  type Judging,
  lenderGround,
  lenderOf,
  type OwnPledge,
  type Risk,
  type Stake,
} from './risk.stake.js';

/**
 * A facility says itself when its coverage is breached. A pledge that secures none is held against
 * the appraisal: all that is secured up to and with it, by the lender's own policy.
 */
export const coverageRisks = (
  stake: Stake,
  own: readonly OwnPledge[],
  judging: Judging,
): Found => ({
  risks: [...ofFacilities(stake, own), ...ofPledges(stake, own, judging)],
  turns: [],
});

const ofFacilities = ({ facilities }: Stake, own: readonly OwnPledge[]): readonly Risk[] =>
  facilities.filter(isOpenFacility).flatMap(({ financingId, state, version }): Risk[] => {
    const { breach } = state;
    if (!state.isBreached || breach === undefined) return [];
    const { value, realisable, balance, coverage, coverageMin, on } = breach;
    return [
      {
        kind: 'coverageBelow',
        severity: 'critical',
        ground: lenderGround(own),
        breach: { key: `coverage/${financingId}` },
        about: {
          ...{ financingId, coverage, coverageMin, on },
          ...{ value: value.amount, balance: balance.amount },
          ...(realisable && { realisable: realisable.amount }),
        },
        streams: [
          { stream: financingStream(financingId), version },
          ...breach.appraised.map((one) => ({
            stream: `valuation-${one.assetId}`,
            version: one.version,
          })),
        ],
      },
    ];
  });

const ofPledges = (
  stake: Stake,
  own: readonly OwnPledge[],
  { at, lending }: Judging,
): readonly Risk[] => {
  const { title, valuations, seen } = stake;
  const date = shanghaiDate(at);
  // That no appraisal is valid is told as such: there is no figure to hold against another.
  const appraisal = countingOn(valuations, date, lenderOf(stake, date))?.report;
  if (appraisal === undefined) return [];
  return own
    .filter(({ ground, facility }) => ground === 'pledgee' && facility === undefined)
    .flatMap(({ pledge: { pledgeId, holdingId } }): Risk[] => {
      const secured = fromMinorUnits(securedThrough(title, pledgeId, holdingId, at));
      const found = coverageOf([{ value: appraisal.value }], secured, lending);
      if (!found.isBreached) return [];
      const { valuationId } = appraisal;
      const { coverage, value } = found;
      const { coverageMin } = lending;
      return [
        {
          kind: 'coverageBelow',
          severity: 'warning',
          ground: 'pledgee',
          breach: { key: `coverage/${pledgeId}` },
          about: {
            ...{ pledgeId, valuationId, coverage, coverageMin },
            ...{ value: value.amount, secured: secured.amount },
          },
          streams: [seen.title, seen.valuation],
        },
      ];
    });
};
