import { addDays, shanghaiDate } from '../calendar.js';
import { chartFonts, scaleTo, yuanText } from '../chart-scale.js';
import { countingOn, type CountingFor } from '../valuation/valuation.counting.js';
import type { ValuationState } from '../valuation/valuation.state.js';
import { type SecuredSpan, valueAt } from './collateral.js';
import { millionths } from './coverage.js';
import type { FinancingState } from './facility.js';
import { movedBy } from './payments.js';

/** What is owed and what secures it from one date on, in fen. */
export interface CoveragePoint {
  readonly date: string;
  readonly balance: bigint;
  readonly value: bigint;
}

/** One asset: what appraisers said of it, and when and where pledges of the facility stood. */
export interface DrawnCollateral extends Pick<ValuationState, 'valuations' | 'choices'> {
  readonly secured: readonly SecuredSpan[];
}

/** A facility as it is known now, and what secured it. */
export interface CoverageHistory extends Pick<CountingFor, 'lenderPartyIds'> {
  readonly facility: Pick<FinancingState, 'acceptedOn' | 'offer' | 'payments'>;
  readonly collateral: readonly DrawnCollateral[];
  /** RFC 3339 instant at which it is drawn. */
  readonly at: string;
}

/** Points drawn, at most: the latest are kept. */
const pointsMax = 400;

/** One point per date on which either figure may have changed, from acceptance to today. */
export const coverageSeries = ({
  facility: { acceptedOn: start, offer, payments },
  collateral,
  at,
  lenderPartyIds = [],
}: CoverageHistory): readonly CoveragePoint[] => {
  const today = shanghaiDate(at);
  if (start === undefined || offer === undefined) return [];
  const moves = [...payments.values()].map((one) => ({ on: one.on, amount: movedBy(one) }));
  const turns = collateral.flatMap(({ valuations, choices, secured }) => [
    ...choices
      .filter((one) => lenderPartyIds.includes(one.lenderPartyId))
      .map((choice) => shanghaiDate(choice.at)),
    ...secured.flatMap(({ from, until }) => [from, ...(until ? [addDays(until, 1)] : [])]),
    ...valuations.flatMap(({ issuedOn, validUntil, ended }) => [
      issuedOn,
      addDays(validUntil, 1),
      ...(ended === undefined ? [] : [shanghaiDate(ended.at)]),
    ]),
  ]);
  const dates = [start, today, ...moves.map(({ on }) => on), ...turns]
    .filter((date) => date >= start && date <= today)
    .toSorted();
  return [...new Set(dates)].slice(-pointsMax).map((date) => ({
    date,
    balance: moves.reduce((sum, { on, amount }) => (on <= date ? sum + amount : sum), 0n),
    value: collateral.reduce((sum, one) => {
      const { report } = countingOn(one, date, { lenderPartyIds }) ?? {};
      return report === undefined
        ? sum
        : sum + valueAt(report.value, one.secured, date, offer.haircut);
    }, 0n),
  }));
};

/** What a facility's picture shows. */
export interface CoverageDrawing {
  readonly points: readonly CoveragePoint[];
  /** Value over balance that was agreed at least, a decimal; absent: nothing is agreed yet. */
  readonly coverageMin?: string | undefined;
}

const width = 720;
const [left, right] = [96, 24];
const ratioPanel = { top: 48, bottom: 178 } as const;
const moneyPanel = { top: 232, bottom: 392 } as const;
const height = 432;
const ticks = 4;
const datesMax = 5;
/** Coverage is drawn up to so many times what was agreed: far above it, more says nothing more. */
const ratioTimesMax = 4;
const dayMs = 86_400_000;

const colours = {
  value: '#0f766e',
  balance: '#b91c1c',
  ratio: '#1d4ed8',
  text: '#374151',
} as const;

/**
 * Coverage over time as SVG: above, value over balance against what was agreed at least, reddened
 * where it is short; below, both figures. Steps, as they change on days. Pure: the same history gives
 * the same picture, byte for byte.
 */
export const coverageChart = ({ points, coverageMin }: CoverageDrawing): string => {
  const days = daysOf(points);
  const least = coverageMin === undefined ? undefined : millionths(coverageMin);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img"` +
      ` font-family="${chartFonts}"` +
      ' font-size="12">',
    '<title>担保覆盖 · Coverage over time</title>',
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    ...ratioParts(points, days, least),
    ...moneyParts(points, days),
    ...dateParts(days),
    '</svg>',
    '',
  ].join('\n');
};

interface Days {
  /** Where a day is drawn. */
  readonly x: (day: number) => number;
  /** Of each point, in milliseconds; one more for the day after the last. */
  readonly each: readonly number[];
  readonly first: number;
  readonly last: number;
}

/** The last day is drawn to its end, so that a single day is a line, too. */
const daysOf = (points: readonly CoveragePoint[]): Days => {
  const starts = points.map(({ date }) => Date.parse(`${date}T00:00:00Z`));
  const [first = 0, last = 0] = [starts[0], starts.at(-1)];
  const span = last + dayMs - first;
  return {
    x: (day) => round(left + ((day - first) / span) * (width - left - right)),
    each: [...starts, last + dayMs],
    first,
    last,
  };
};

type Panel = { readonly top: number; readonly bottom: number };

const heightIn =
  ({ top, bottom }: Panel, highest: bigint) =>
  (figure: bigint): number =>
    round(bottom - (Number((figure * 10_000n) / highest) / 10_000) * (bottom - top));

const levelPart = (y: number, label: string): string =>
  `<path d="M${left} ${y}H${width - right}" stroke="#e5e7eb"/>` +
  `<text x="${left - 8}" y="${y + 4}" text-anchor="end" fill="${colours.text}">${label}</text>`;

const head = (x: number, y: number, colour: string, text: string): string =>
  `<text x="${x}" y="${y}" fill="${colour}">${text}</text>`;

/** A stretch of days with one figure after the other; where there is none, the line is broken. */
const steps = (figures: readonly (number | undefined)[], { x, each }: Days): string =>
  figures
    .map((y, n) => {
      if (y === undefined) return '';
      const [from, to] = [x(each[n] ?? 0), x(each[n + 1] ?? 0)];
      const joint = figures[n - 1] === undefined ? `M${from} ${y}` : `V${y}`;
      return `${joint}H${to}`;
    })
    .join('');

/** Value over balance in millionths; nothing where nothing is owed. */
const ratioOf = ({ value, balance }: CoveragePoint): bigint | undefined =>
  balance > 0n ? (value * millionths('1')) / balance : undefined;

const ratioParts = (
  points: readonly CoveragePoint[],
  days: Days,
  least: bigint | undefined,
): readonly string[] => {
  const ratios = points.map(ratioOf);
  const ceiling = (least ?? millionths('1')) * BigInt(ratioTimesMax);
  const highest = ratios.reduce<bigint>(
    (most, ratio) => (ratio !== undefined && ratio > most ? ratio : most),
    least ?? millionths('1'),
  );
  const { top, levels } = scaleTo(highest > ceiling ? ceiling : highest, ticks);
  const y = heightIn(ratioPanel, top);
  const lower = (ratio: bigint): bigint => (ratio > top ? top : ratio);
  const line = ratios.map((ratio) => (ratio === undefined ? undefined : y(lower(ratio))));
  const short = points.flatMap(({ value, balance }, n) => {
    const isShort = least !== undefined && value * millionths('1') < balance * least;
    if (!isShort) return [];
    const [from, to] = [days.x(days.each[n] ?? 0), days.x(days.each[n + 1] ?? 0)];
    return [
      `<rect x="${from}" y="${ratioPanel.top}" width="${round(to - from)}"` +
        ` height="${ratioPanel.bottom - ratioPanel.top}" fill="#fee2e2"/>`,
    ];
  });
  const agreed =
    least === undefined
      ? []
      : [
          `<path d="M${left} ${y(least)}H${width - right}" stroke="${colours.balance}" stroke-dasharray="2 3"/>`,
          head(
            left + 200,
            28,
            colours.balance,
            `⋯ 约定最低 · agreed minimum ${percentText(least)}`,
          ),
        ];
  return [
    ...short,
    ...levels.map((level) => levelPart(y(level), percentText(level))),
    ...agreed,
    `<path d="${steps(line, days)}" fill="none" stroke="${colours.ratio}" stroke-width="2"/>`,
    head(left, 28, colours.ratio, '━ 担保覆盖率 · coverage'),
  ];
};

/** Millionths as a percentage. */
const percentText = (ratio: bigint): string => `${String(Number(ratio) / 10_000)}%`;

const moneyParts = (points: readonly CoveragePoint[], days: Days): readonly string[] => {
  const highest = points.reduce(
    (most, { balance, value }) => [balance, value].reduce((a, b) => (a > b ? a : b), most),
    1n,
  );
  const { top, levels } = scaleTo(highest, ticks);
  const y = heightIn(moneyPanel, top);
  const line = (of: (point: CoveragePoint) => bigint): string =>
    steps(
      points.map((point) => y(of(point))),
      days,
    );
  const baseline = moneyPanel.top - 20;
  return [
    ...levels.map((level) => levelPart(y(level), yuanText(level))),
    `<path d="${line(({ value }) => value)}" fill="none" stroke="${colours.value}" stroke-width="2"/>`,
    `<path d="${line(({ balance }) => balance)}" fill="none" stroke="${colours.balance}"` +
      ' stroke-width="2" stroke-dasharray="6 3"/>',
    head(left, baseline, colours.value, '━ 折后价值 · value after haircut (CNY)'),
    head(left + 290, baseline, colours.balance, '┅ 本金余额 · balance (CNY)'),
  ];
};

/** First and last day and some between, as far apart as days are whole. */
const dateParts = ({ x, each, first, last }: Days): readonly string[] => {
  if (each.length < 2) return [];
  const count = Math.min(datesMax, (last - first) / dayMs + 1);
  return Array.from({ length: count }, (_, n) => {
    const share = count === 1 ? 0 : n / (count - 1);
    const day = first + Math.round(((last - first) * share) / dayMs) * dayMs;
    const anchor = n === 0 ? 'start' : n === count - 1 ? 'end' : 'middle';
    const at = anchor === 'end' ? x(day + dayMs) : x(day);
    const date = new Date(day).toISOString().slice(0, 10);
    return (
      `<path d="M${at} ${moneyPanel.bottom}v5" stroke="#9ca3af"/>` +
      `<text x="${at}" y="${height - 18}" text-anchor="${anchor}" fill="${colours.text}">${date}</text>`
    );
  });
};

const round = (value: number): number => Math.round(value * 100) / 100;
