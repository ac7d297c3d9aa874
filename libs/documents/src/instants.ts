/** An instant (RFC 3339 UTC) as it is read in China: `2026-11-22 10:30:00 (UTC+8)`. */
export const shanghaiTime = (instant: string): string => {
  const there = new Date(Date.parse(instant) + 8 * 3_600_000).toISOString();
  return `${there.slice(0, 10)} ${there.slice(11, 19)} (UTC+8)`;
};

const instants = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z/g;

/** A text in which every instant is as it is read in China. */
export const withShanghaiTimes = (text: string): string => text.replace(instants, shanghaiTime);
