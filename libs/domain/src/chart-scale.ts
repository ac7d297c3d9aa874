import { fromMinorUnits, groupedAmount } from './money.js';

/** Fonts of a chart's texts, as an SVG attribute holds them. */
export const chartFonts =
  "'Noto Sans SC','Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif";

/** Steps of an axis: round numbers from zero on, the last at or above what is drawn. */
export interface Scale {
  readonly top: bigint;
  /** From zero up, `top` included. */
  readonly levels: readonly bigint[];
}

/**
 * The fewest round steps (1, 2 or 5 times a power of ten) that reach a height, at most so many.
 * Whole units only: of deals there is no half, and of money no part of a fen.
 */
export const scaleTo = (highest: bigint, stepsMax: number): Scale => {
  const wanted = highest > 0n ? highest : 1n;
  const most = BigInt(stepsMax);
  for (let power = 1n; ; power *= 10n) {
    const step = [power, 2n * power, 5n * power].find((each) => each * most >= wanted);
    if (step === undefined) continue;
    const count = Number((wanted + step - 1n) / step);
    const levels = Array.from({ length: count + 1 }, (_, n) => step * BigInt(n));
    return { top: step * BigInt(count), levels };
  }
};

/** An amount in fen as an axis shows it: yuan in groups, fen only where there are some. */
export const yuanText = (fen: bigint): string =>
  groupedAmount(fromMinorUnits(fen).amount).replace(/\.00$/, '');
