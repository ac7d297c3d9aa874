import { shanghaiDate } from '../calendar.js';
import { fromMinorUnits, minorUnits, type Money } from '../money.js';
import { barStands } from '../title/bars.standing.js';
import { entryStands, pledgeStanding } from '../title/title.standing.js';
import type { Title } from '../title/title.js';
import { latestValidAt, type ValuationState } from '../valuation/valuation.state.js';
import { lineOn } from './coverage.js';
import type { LendingTerms } from './lending.policy.js';

/** What could be lent on one asset now. */
export interface AssetCredit {
  readonly assetId: string;
  readonly value: Money;
  readonly valuationId?: string;
  readonly secured: Money;
  readonly line: Money;
  readonly barred: boolean;
}

/**
 * Value valid now × (1 − haircut) × ratio, less what standing pledges and claims secure; nothing
 * where a bar stands or no operation entry does.
 */
export const creditOn = (
  title: Title,
  valuations: ValuationState,
  { haircut, ratioMax }: LendingTerms,
  at: string,
): AssetCredit => {
  const latest = latestValidAt(valuations, shanghaiDate(at));
  const value = latest?.value ?? fromMinorUnits(0n);
  const secured = [...title.pledges.values()]
    .filter((pledge) => ['registered', 'claimed'].includes(pledgeStanding(pledge, at)))
    .reduce((sum, { remaining }) => sum + minorUnits(remaining), 0n);
  const barred = [...title.bars.values()].some((bar) => barStands(title, bar, at));
  const isPledgeable = [...title.entries.values()].some(
    (entry) => entry.right === 'operation' && entryStands(entry, at),
  );
  const free = minorUnits(lineOn([value], haircut, ratioMax)) - secured;
  const line = barred || !isPledgeable || free < 0n ? 0n : free;
  return {
    assetId: title.assetId,
    value,
    ...(latest !== undefined && { valuationId: latest.valuationId }),
    secured: fromMinorUnits(secured),
    line: fromMinorUnits(line),
    barred,
  };
};
