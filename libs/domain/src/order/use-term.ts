import { addDays } from '../calendar.js';
import { lastDayOfPeriods, type UseTerm } from '../pricing/periods.js';
import { plainMetering, type Metering } from '../usage/metering.js';
import { agreedPlan, furtherPackages } from './charge.state.js';
import type { PlacedOrder } from './placed-order.js';

type Used = Pick<PlacedOrder, 'content' | 'contract' | 'useEndedOn' | 'terms' | 'charging'>;

/**
 * First and inclusive last day of use under a contract: of the licence's term, not before the sale,
 * not after what was paid for: agreed periods of a subscription, the validity of a package. Undefined
 * before the contract.
 */
export const useTermOf = (order: Used): UseTerm | undefined => {
  const { content, contract, useEndedOn } = order;
  if (contract === undefined) return undefined;
  const from = contract.on > content.terms.from ? contract.on : content.terms.from;
  const ends = [content.terms.until, useEndedOn, planEnd(order, from)].filter(
    (end) => end !== undefined,
  );
  const until = ends.sort()[0];
  return { from, ...(until !== undefined && { until }) };
};

const planEnd = ({ terms, charging }: Used, from: string): string | undefined => {
  const plan = agreedPlan(terms);
  switch (plan.kind) {
    case 'subscription':
      return plan.periods === undefined
        ? undefined
        : lastDayOfPeriods(from, plan.every, plan.periods);
    case 'package': {
      const ends = furtherPackages(charging).map(({ period }) => period.until);
      return [addDays(from, plan.validDays - 1), ...ends].sort().at(-1);
    }
    case 'oneOff':
    case 'perUse':
    case 'tiered':
    case 'perResult':
    case 'revenueShare':
    case 'negotiated':
      return undefined;
  }
};

/** How use is counted, and how much of it is paid for: that of all packages where they are bought. */
export const agreedMetering = ({
  content,
  terms,
  charging,
}: Pick<PlacedOrder, 'content' | 'terms' | 'charging'>): Metering => {
  const metering = content.metering ?? plainMetering;
  const plan = agreedPlan(terms);
  if (plan.kind !== 'package') return metering;
  const more = furtherPackages(charging).reduce((sum, { quantity }) => sum + Number(quantity), 0);
  return { ...metering, quota: { quantity: plan.units * (1 + more), per: 'term' } };
};
