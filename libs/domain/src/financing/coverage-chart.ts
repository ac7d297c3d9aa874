import { addDays, shanghaiDate } from '../calendar.js';
import { fromMinorUnits, minorUnits } from '../money.js';
import { isValidAt, latestValidAt, type ValuationState } from '../valuation/valuation.state.js';
import { lendable } from './coverage.js';
import type { FinancingEvent } from './financing.events.js';

/** What is owed and what secures it from one date on, in fen. */
export interface CoveragePoint {
  readonly date: string;
  readonly balance: bigint;
  readonly value: bigint;
}

/** A facility's events with the dates on which they count, and what appraisers said of its assets. */
export interface CoverageHistory {
  readonly events: readonly FinancingEvent[];
  readonly valuations: readonly ValuationState[];
  /** RFC 3339 instant at which it is drawn. */
  readonly at: string;
}

/** Points drawn, at most: the latest are kept. */
const pointsMax = 400;

/** One point per date on which either figure may have changed, from acceptance to today. */
export const coverageSeries = ({
  events,
  valuations,
  at,
}: CoverageHistory): readonly CoveragePoint[] => {
  const today = shanghaiDate(at);
  const accepted = events.find(({ type }) => type === 'OfferAccepted');
  const offer = events.findLast((event) => event.type === 'OfferMade');
  if (accepted?.type !== 'OfferAccepted' || offer?.type !== 'OfferMade') return [];
  const moves = events.flatMap((event) => {
    if (event.type === 'DrawdownRecorded')
      return [{ on: event.data.on, amount: minorUnits(event.data.amount) }];
    if (event.type === 'RepaymentRecorded')
      return [{ on: event.data.on, amount: -minorUnits(event.data.amount) }];
    return [];
  });
  const start = accepted.data.on;
  const turns = valuations.flatMap(({ valuations: all }) =>
    all.flatMap(({ issuedOn, validUntil, ended }) => [
      issuedOn,
      addDays(validUntil, 1),
      ...(ended === undefined ? [] : [shanghaiDate(ended.at)]),
    ]),
  );
  const dates = [start, today, ...moves.map(({ on }) => on), ...turns]
    .filter((date) => date >= start && date <= today)
    .toSorted();
  return [...new Set(dates)].slice(-pointsMax).map((date) => ({
    date,
    balance: moves.reduce((sum, { on, amount }) => (on <= date ? sum + amount : sum), 0n),
    value: valuations.reduce((sum, state) => sum + valueOn(state, date, offer.data.haircut), 0n),
  }));
};

const valueOn = (state: ValuationState, date: string, haircut: string): bigint => {
  const latest = latestValidAt(state, date);
  return latest === undefined || !isValidAt(latest, date) ? 0n : lendable(latest.value, haircut);
};

const [width, height] = [720, 320];
const frame = { left: 96, right: 24, top: 48, bottom: 48 } as const;
const ticks = 4;

/**
 * Coverage over time as SVG: value after the haircut and what is owed, as steps. Pure: the same
 * history gives the same picture, byte for byte.
 */
export const coverageChart = (points: readonly CoveragePoint[]): string => {
  const days = points.map(({ date }) => Date.parse(`${date}T00:00:00Z`));
  const [first = 0, last = 0] = [days[0], days.at(-1)];
  const span = Math.max(last - first, 1);
  const top = points.reduce(
    (most, { balance, value }) => [balance, value].reduce((a, b) => (a > b ? a : b), most),
    1n,
  );
  const x = (day: number): number =>
    round(frame.left + ((day - first) / span) * (width - frame.left - frame.right));
  const y = (fen: bigint): number => {
    const share = Number((fen * 10_000n) / top) / 10_000;
    return round(height - frame.bottom - share * (height - frame.top - frame.bottom));
  };
  const steps = (of: (point: CoveragePoint) => bigint): string =>
    points
      .map((point, n) => {
        const before = points[n - 1];
        const at = x(days[n] ?? first);
        return before === undefined
          ? `M${at} ${y(of(point))}`
          : `L${at} ${y(of(before))}L${at} ${y(of(point))}`;
      })
      .join('');
  const lines = Array.from({ length: ticks + 1 }, (_, n) => (top * BigInt(n)) / BigInt(ticks));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img"` +
      ` font-family="sans-serif" font-size="12">`,
    '<title>担保覆盖 · Coverage over time</title>',
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    ...lines.map(
      (fen) =>
        `<path d="M${frame.left} ${y(fen)}H${width - frame.right}" stroke="#e5e7eb"/>` +
        `<text x="${frame.left - 8}" y="${y(fen) + 4}" text-anchor="end" fill="#374151">` +
        `${fromMinorUnits(fen).amount}</text>`,
    ),
    `<path d="${steps(({ value }) => value)}" fill="none" stroke="#0f766e" stroke-width="2"/>`,
    `<path d="${steps(({ balance }) => balance)}" fill="none" stroke="#b91c1c" stroke-width="2"` +
      ' stroke-dasharray="6 3"/>',
    `<text x="${frame.left}" y="24" fill="#0f766e">折后价值 · value after haircut (CNY)</text>`,
    `<text x="${frame.left + 260}" y="24" fill="#b91c1c">本金余额 · balance (CNY)</text>`,
    `<text x="${frame.left}" y="${height - 16}" fill="#374151">${points[0]?.date ?? ''}</text>`,
    `<text x="${width - frame.right}" y="${height - 16}" text-anchor="end" fill="#374151">` +
      `${points.at(-1)?.date ?? ''}</text>`,
    '</svg>',
    '',
  ].join('\n');
};

const round = (value: number): number => Math.round(value * 100) / 100;
