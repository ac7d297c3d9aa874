import type { Clock } from '@ledger/event-store/clock.js';

/** The day on which the stories of the tests begin: none depends on the day it is run on. */
export const storyDay = '2026-11-20';

/** Ten in the morning of it, Shanghai. */
export const storyStart = `${storyDay}T02:00:00.000Z`;

/** An instant so many milliseconds after the start. */
export const storyTime = (ahead: number): string =>
  new Date(Date.parse(storyStart) + ahead).toISOString();

/** Stands still until a test puts it forward, by milliseconds. */
export const storyClock = (ahead: () => number = () => 0): Clock => ({
  now: () => storyTime(ahead()),
});
