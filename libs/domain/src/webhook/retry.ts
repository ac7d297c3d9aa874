/** First wait after a failed delivery, and the longest. */
const firstMs = 5_000;
const longestMs = 3_600_000;

/**
 * How long to wait before the next attempt: doubled each time up to an hour, of which a random part
 * between half and all, so that receivers that came back together are not hit together. `random` is
 * in [0, 1). A receiver that names a later time (`Retry-After`) gets it, up to an hour.
 */
export const retryDelayMs = (attempts: number, random: number, retryAfterMs = 0): number => {
  const doubled = Math.min(firstMs * 2 ** Math.min(attempts - 1, 20), longestMs);
  const own = Math.round(doubled * (0.5 + random / 2));
  return Math.min(Math.max(own, retryAfterMs), longestMs);
};
