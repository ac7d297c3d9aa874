/** The answer of a search is waited for at most this long; then it is 202. */
export const certificateWaitMs = 15_000;
