import { shanghaiDate } from '../calendar.js';
import type { NeedContent, NeedEvent } from './need.events.js';

export interface StatedNeed {
  readonly needId: string;
  readonly ownerPartyId: string;
  readonly content: NeedContent;
  /** From 1. */
  readonly revision: number;
  /** Offers that were told under this revision. */
  readonly told: ReadonlySet<string>;
  /** Whether each match, by its number, waits for the owner. */
  readonly matches: ReadonlyMap<number, boolean>;
  readonly isClosed: boolean;
}

/** `undefined`: there is no need of this id. */
export type NeedState = StatedNeed | undefined;

export const needStream = (needId: string): string => `need-${needId}`;

/** Whether the owner is still told: not closed, and the last day has not passed by the clock. */
export const isLooking = ({ isClosed, content }: StatedNeed, now: string): boolean =>
  !isClosed && shanghaiDate(now) <= content.until;

export const evolveNeed = (state: NeedState, { type, data }: NeedEvent): NeedState => {
  if (type === 'NeedStated') {
    const { needId, ownerPartyId, ...content } = data;
    const begun = { revision: 1, told: new Set<string>(), matches: new Map(), isClosed: false };
    return { needId, ownerPartyId, content, ...begun };
  }
  if (state === undefined) throw new Error(`${type} of a need that was never stated.`);
  switch (type) {
    case 'NeedRevised': {
      const { needId: _, revision, ...content } = data;
      return { ...state, content, revision, told: new Set() };
    }
    case 'NeedMatched': {
      const told = new Set(state.told).add(data.offerId);
      return { ...state, told, matches: new Map(state.matches).set(data.matchNo, true) };
    }
    case 'NeedMatchAcknowledged':
      return { ...state, matches: new Map(state.matches).set(data.matchNo, false) };
    case 'NeedClosed':
      return { ...state, isClosed: true };
  }
};
