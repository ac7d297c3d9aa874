import { scaleTo, yuanText } from '../chart-scale.js';
import type { MarketMonth } from './market-month.js';

const [width, height] = [720, 360];
const frame = { left: 96, right: 72, top: 56, bottom: 48 } as const;
const ticks = 4;

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
  const room = width - frame.left - frame.right;
  const step = room / Math.max(months.length, 1);
  const middle = (index: number): number => round(frame.left + step * (index + 0.5));
  const y = (share: number): number =>
    round(height - frame.bottom - share * (height - frame.top - frame.bottom));
  const priceY = (fen: bigint): number => y(Number((fen * 10_000n) / prices.top) / 10_000);
  const bars = months.map(({ deals }, index) => {
    const top = y(deals / Number(counts.top));
    return (
      `<rect x="${round(middle(index) - step * 0.3)}" y="${top}" width="${round(step * 0.6)}"` +
      ` height="${round(height - frame.bottom - top)}" fill="#cbd5e1"/>`
    );
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img"` +
      ` font-family="sans-serif" font-size="12">`,
    '<title>成交笔数与中位价 · Deals and median price</title>',
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    ...prices.levels.map((level) => {
      const at = priceY(level);
      return (
        `<path d="M${frame.left} ${at}H${width - frame.right}" stroke="#e5e7eb"/>` +
        `<text x="${frame.left - 8}" y="${at + 4}" text-anchor="end" fill="#0f766e">` +
        `${yuanText(level)}</text>`
      );
    }),
    ...counts.levels.map(
      (level) =>
        `<text x="${width - frame.right + 8}" y="${y(Number(level) / Number(counts.top)) + 4}"` +
        ` fill="#374151">${level}</text>`,
    ),
    ...bars,
    `<path d="${lineOf(months, middle, priceY)}" fill="none" stroke="#0f766e" stroke-width="2"/>`,
    ...months.flatMap(({ prices: told }, index) =>
      told === undefined
        ? []
        : [`<circle cx="${middle(index)}" cy="${priceY(told.median)}" r="3" fill="#0f766e"/>`],
    ),
    `<text x="${frame.left}" y="24" fill="#0f766e">中位价 · median net price (CNY)</text>`,
    `<text x="${width - frame.right}" y="24" text-anchor="end" fill="#374151">` +
      '成交笔数 · deals</text>',
    `<text x="${frame.left}" y="${height - 16}" fill="#374151">${months[0]?.month ?? ''}</text>`,
    `<text x="${width - frame.right}" y="${height - 16}" text-anchor="end" fill="#374151">` +
      `${months.at(-1)?.month ?? ''}</text>`,
    '</svg>',
    '',
  ].join('\n');
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
