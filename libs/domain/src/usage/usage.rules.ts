import { addDays, addMilliseconds, shanghaiDate } from '../calendar.js';
import type { Entitlement } from '../entitlement/entitlement.js';
import { refuse } from '../refusal.js';
import type { RefusalCode } from '../refusal.js';
import { costOf, scatterMax } from './usage.carry.js';
import type { RecordUsage } from './usage.commands.js';
import type { RecordedUse, UncountedGround, UsageLine } from './usage.events.js';
import { copyOfMeter, monthOf, note } from './usage.state.js';
import type { Meter, UsagePeriod } from './usage.state.js';
import { UsageSum } from './usage.totals.js';

/** Sequence numbers named in a refusal, at most. */
const namedMax = 20;

/**
 * The uses of a batch that were not recorded before, each with the reason why it does not count,
 * where it does not. Whether one counts depends on the day it was used, not on when it was reported,
 * so the order in which batches arrive changes nothing. Refuses the batch where one use is unsound;
 * uses that were recorded before are not looked at again.
 */
export const judgedUses = (
  data: RecordUsage['data'],
  entitlement: Entitlement,
  period: UsagePeriod,
  now: string,
): readonly RecordedUse[] => {
  const meter = copyOfMeter(period.meters.get(data.meterId));
  const lines = distinct(data.lines).filter(({ sequence }) => !meter.seen.has(sequence));
  if (lines.length === 0) return [];
  checkForm(lines, period);
  checkInstants(lines, data, now);
  const uses = lines.map((line): RecordedUse => {
    const ground = groundOf(line, entitlement);
    return ground === undefined ? line : { ...line, ground };
  });
  const sum = new UsageSum(period.totals);
  const isCorrection = ({ corrects }: UsageLine): boolean => corrects !== undefined;
  // Corrections come last: what they take back may stand in the same batch.
  const [plain, corrections] = [
    uses.filter((use) => !isCorrection(use)),
    uses.filter(isCorrection),
  ];
  for (const use of plain) note(meter, sum, use);
  noteCorrections(corrections, meter, sum);
  checkScatter(period, data.meterId, meter);
  return [...plain, ...corrections];
};

/** One line for each sequence number; repeated alike it is one, repeated otherwise it is refused. */
const distinct = (lines: readonly UsageLine[]): readonly UsageLine[] => {
  const bySequence = new Map<number, UsageLine>();
  const conflicting = lines.filter((line) => {
    const known = bySequence.get(line.sequence);
    if (known === undefined) bySequence.set(line.sequence, line);
    return known !== undefined && !isSame(known, line);
  });
  refuseThose('usage_sequence_conflict', conflicting);
  return [...bySequence.values()];
};

const isSame = (a: UsageLine, b: UsageLine): boolean =>
  a.usedAt === b.usedAt &&
  a.quantity === b.quantity &&
  a.result === b.result &&
  a.corrects === b.corrects;

const checkForm = (lines: readonly UsageLine[], { unit }: UsagePeriod): void => {
  refuseThose(
    'usage_quantity_unsound',
    lines.filter(({ quantity, corrects }) => quantity < 0 !== (corrects !== undefined)),
  );
  if (unit !== 'result') return;
  refuseThose(
    'usage_result_missing',
    lines.filter(({ result }) => result === undefined),
  );
};

const checkInstants = (
  lines: readonly UsageLine[],
  { policy: { terms } }: RecordUsage['data'],
  now: string,
): void => {
  const latest = Date.parse(addMilliseconds(now, terms.futureToleranceSeconds * 1_000));
  refuseThose(
    'usage_in_the_future',
    lines.filter(({ usedAt }) => Date.parse(usedAt) > latest),
  );
  const earliest = addDays(shanghaiDate(now), -terms.lateDaysMax);
  const late = lines.filter(({ usedAt }) => shanghaiDate(usedAt) < earliest);
  refuseThose('usage_too_late', late, { earliest });
};

/** The term is judged before the result: a miss after the last day is a use after the last day. */
const groundOf = (
  { usedAt, result }: UsageLine,
  { from, until, metering }: Entitlement,
): UncountedGround | undefined => {
  const day = shanghaiDate(usedAt);
  if (day < from) return 'beforeTerm';
  if (until !== undefined && day > until) return 'afterExpiry';
  return metering.unit === 'result' && result === 'miss' ? 'noResult' : undefined;
};

/** A use is corrected once, and a month never comes to less than nothing. */
const noteCorrections = (
  corrections: readonly RecordedUse[],
  meter: Meter,
  sum: UsageSum,
): void => {
  const target = ({ corrects = 0 }: UsageLine): number => corrects;
  refuseThose(
    'corrected_usage_not_found',
    corrections.filter((use) => !meter.seen.has(target(use))),
  );
  for (const use of corrections) {
    if (meter.corrected.has(target(use))) refuseThose('usage_already_corrected', [use]);
    const month = monthOf(use.usedAt);
    const where = { month, ...(use.ground === undefined ? {} : { ground: use.ground }) };
    const recorded = sum.under(where);
    if (recorded + use.quantity < 0) {
      refuseThose('correction_exceeds_usage', [use], { month, recorded });
    }
    note(meter, sum, use);
  }
};

/** What has to be remembered of all meters must fit into the opening of the next period. */
const checkScatter = ({ meters }: UsagePeriod, meterId: string, meter: Meter): void => {
  let cost = costOf(meter);
  for (const [id, other] of meters) if (id !== meterId) cost += costOf(other);
  if (cost <= scatterMax) return;
  const gaps = meter.seen.missing(namedMax);
  refuse('usage_too_scattered', { meterId, meters: meters.size, cost, scatterMax, gaps });
};

const refuseThose = (
  code: RefusalCode,
  lines: readonly UsageLine[],
  more: Readonly<Record<string, string | number>> = {},
): void => {
  if (lines.length === 0) return;
  refuse(code, { sequences: lines.slice(0, namedMax).map(({ sequence }) => sequence), ...more });
};
