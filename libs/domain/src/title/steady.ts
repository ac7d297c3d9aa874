import { endOfShanghaiDay, shanghaiDate } from '../calendar.js';
import type { ValuationState } from '../valuation/valuation.state.js';
import type { Title } from './title.js';

/**
 * Up to when (exclusive, milliseconds since 1970) the clock alone changes nothing of what a title,
 * with its appraisals, says at an instant (RFC 3339 UTC): what depends on dates holds until midnight
 * in Shanghai, and what is kept free for somebody until the instants that its events name.
 */
export const steadyUntil = (title: Title, valuations: ValuationState, at: string): number => {
  const now = Date.parse(at);
  let until = Date.parse(endOfShanghaiDay(shanghaiDate(at))) + 1;
  for (const instant of instantsOf(title, valuations)) {
    const turn = Date.parse(instant);
    if (turn > now && turn < until) until = turn;
  }
  return until;
};

/** All instants that what stands is compared with; everything else goes by dates. */
function* instantsOf(title: Title, { valuations }: ValuationState): Iterable<string> {
  for (const { reservedAt, expiresAt, released } of title.reservations.values()) {
    yield reservedAt;
    yield expiresAt;
    if (released !== undefined) yield released.at;
  }
  for (const { reservedAt, until, over } of title.registrationReservations.values()) {
    yield reservedAt;
    yield until;
    if (over !== undefined) yield over.at;
  }
  for (const { ended } of valuations) if (ended !== undefined) yield ended.at;
}
