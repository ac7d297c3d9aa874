import { chartFonts, type Scale, scaleTo, yuanText } from '../chart-scale.js';
import type { MarketMonth } from './market-month.js';

const [width, height] = [720, 360];
const frame = { left: 96, right: 72, top: 56, bottom: 48 } as const;
const ticks = 4;
/** Months named below, at most; with more, every second, third … is. */
const labelsMax = 6;
const barWidthMax = 64;

const colours = { price: '#0f766e', bar: '#cbd5e1', text: '#374151', rule: '#e5e7eb' } as const;

/**
 * Deals and their median price by month as SVG: bars and a line that is broken where no price is
 * told. Pure: the same months give the same picture, byte for byte.
 */
export const marketChart = (months: readonly MarketMonth[]): string => {
  const counts = scaleTo(
    months.reduce((top, { deals }) => (BigInt(deals) > top ? BigInt(deals) : top), 0n),
    ticks,
  );
  const prices = scaleTo(
    months.reduce((top, { prices: told }) => (told && told.median > top ? told.median : top), 0n),
    ticks,
  );
  const step = (width - frame.left - frame.right) / Math.max(months.length, 1);
  const x = (index: number): number => round(frame.left + step * (index + 0.5));
  const isTold = months.some(({ prices: told }) => told !== undefined);
  const isDealt = months.some(({ deals }) => deals > 0);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img"` +
      ` font-family="${chartFonts}" font-size="12">`,
    '<title>成交笔数与中位价 · Deals and median price</title>',
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    ...(isTold ? priceLevels(prices) : [rule(y(0))]),
    ...(isDealt ? countLevels(counts) : [nothing]),
    ...months.map(({ deals }, index) =>
      bar(x(index), Math.min(step * 0.6, barWidthMax), deals / Number(counts.top)),
    ),
    `<path d="${lineOf(months, x, priceY(prices))}" fill="none" stroke="${colours.price}" stroke-width="2"/>`,
    ...months.flatMap(({ prices: told }, index) =>
      told === undefined
        ? []
        : [
            `<circle cx="${x(index)}" cy="${priceY(prices)(told.median)}" r="3" fill="${colours.price}"/>`,
          ],
    ),
    label(frame.left, 24, 'start', '●━ 中位价 · median net price (CNY)', colours.price),
    label(width - frame.right, 24, 'end', dealsLegend, '#64748b'),
    ...monthLabels(months, x),
    '</svg>',
    '',
  ].join('\n');
};

/** Its mark is of the colour of the bars, its words are darker, to be read. */
const dealsLegend = `<tspan fill="${colours.bar}">▇</tspan> 成交笔数 · deals`;

/** Height of a share of the frame, from its foot. */
const y = (share: number): number =>
  round(height - frame.bottom - share * (height - frame.top - frame.bottom));

const priceY =
  ({ top }: Scale) =>
  (fen: bigint): number =>
    y(Number((fen * 10_000n) / top) / 10_000);

const rule = (at: number): string =>
  `<path d="M${frame.left} ${at}H${width - frame.right}" stroke="${colours.rule}"/>`;

const label = (
  x: number,
  at: number,
  anchor: 'start' | 'middle' | 'end',
  text: string,
  colour: string = colours.text,
): string => `<text x="${x}" y="${at}" text-anchor="${anchor}" fill="${colour}">${text}</text>`;

const nothing = label(
  (frame.left + width - frame.right) / 2,
  height / 2,
  'middle',
  '这些月份没有成交 · no deals in these months',
);

const priceLevels = (prices: Scale): readonly string[] =>
  prices.levels.flatMap((level) => {
    const at = priceY(prices)(level);
    return [rule(at), label(frame.left - 8, at + 4, 'end', yuanText(level), colours.price)];
  });

const countLevels = ({ levels, top }: Scale): readonly string[] =>
  levels.map((level) =>
    label(width - frame.right + 8, y(Number(level) / Number(top)) + 4, 'start', String(level)),
  );

const bar = (middle: number, wide: number, share: number): string =>
  `<rect x="${round(middle - wide / 2)}" y="${y(share)}" width="${round(wide)}"` +
  ` height="${round(y(0) - y(share))}" fill="${colours.bar}"/>`;

/** From the last month back, as far apart as their names need. */
const monthLabels = (
  months: readonly MarketMonth[],
  x: (index: number) => number,
): readonly string[] => {
  const every = Math.ceil(months.length / labelsMax);
  return months.flatMap(({ month }, index) =>
    (months.length - 1 - index) % every === 0
      ? [label(x(index), height - 24, 'middle', month)]
      : [],
  );
};

const lineOf = (
  months: readonly MarketMonth[],
  x: (index: number) => number,
  y: (fen: bigint) => number,
): string =>
  months
    .map(({ prices }, index) => {
      if (prices === undefined) return '';
      const begins = months[index - 1]?.prices === undefined;
      return `${begins ? 'M' : 'L'}${x(index)} ${y(prices.median)}`;
    })
    .join('');

const round = (value: number): number => Math.round(value * 100) / 100;
