/** Where time comes from. Tests set it; everything else reads it. */
export interface Clock {
  /** RFC 3339 instant in UTC, milliseconds. */
  now(): string;
}

/** Injection token of the clock. */
export const CLOCK = Symbol('Clock');

export const systemClock: Clock = { now: () => new Date().toISOString() };
