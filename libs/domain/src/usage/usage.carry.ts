import type { Entitlement } from '../entitlement/entitlement.js';
import type { RecordUsage } from './usage.commands.js';
import type { CarriedMeter, UsageEvent } from './usage.events.js';
import { firstPeriod } from './usage.state.js';
import type { Meter, UsagePeriod } from './usage.state.js';
import { noUse } from './usage.totals.js';

/** Ranges of sequence numbers in one piece of a meter, and pieces' cost in one event, at most. */
const pieceRangesMax = 1_000;
const eventCostMax = 2_000;

/**
 * What all meters of an order may cost to carry over, in ranges: with two dozen characters for each,
 * an opening stays below what one append takes (512 KiB).
 */
export const scatterMax = 14_000;

/** A meter costs its name, too. */
const meterCost = 5;

/** What a meter costs to carry over. */
export const costOf = ({ seen, corrected }: Meter): number =>
  meterCost + seen.ranges + corrected.ranges;

/** The events that open a period: from the closed one before it, or with nothing. */
export const openingOf = (
  { orderId, period, previous, order }: RecordUsage['data'],
  { metering, from }: Entitlement,
): readonly UsageEvent[] => {
  if (previous === undefined && period.month !== firstPeriod(from).month) {
    throw new Error('A later period of use opens without the one before it.');
  }
  const { months, uncounted } = previous?.totals ?? noUse;
  const opened: UsageEvent = {
    type: 'UsagePeriodOpened',
    data: {
      orderId,
      sellerPartyId: order.sellerPartyId,
      buyerPartyId: order.buyerPartyId,
      month: period.month,
      part: period.part,
      unit: metering.unit,
      ...(previous && { previous: { month: previous.month, part: previous.part } }),
      months: [...months.values()],
      uncounted,
    },
  };
  return [opened, ...(previous === undefined ? [] : carriedBy(previous))];
};

const carriedBy = ({ orderId, meters }: UsagePeriod): readonly UsageEvent[] => {
  const events: CarriedMeter[][] = [];
  let cost = Infinity;
  for (const [meterId, meter] of meters) {
    for (const piece of piecesOf(meterId, meter)) {
      const own = meterCost + count(piece.seen) + count(piece.corrected);
      cost += own;
      if (cost > eventCostMax) {
        events.push([]);
        cost = own;
      }
      events.at(-1)?.push(piece);
    }
  }
  return events.map((carried) => ({
    type: 'UsageMetersCarried',
    data: { orderId, meters: carried },
  }));
};

const piecesOf = (meterId: string, { seen, corrected }: Meter): readonly CarriedMeter[] => {
  const [all, undone] = [seen.pieces(pieceRangesMax), corrected.pieces(pieceRangesMax)];
  return Array.from({ length: Math.max(all.length, undone.length) }, (_, at) => ({
    meterId,
    seen: all[at] ?? '',
    corrected: undone[at] ?? '',
  }));
};

const count = (ranges: string): number => (ranges === '' ? 0 : ranges.split(',').length);
