import { isWhole, times } from '../fraction.js';
import { refuse } from '../refusal.js';
import { checkMeasuring, checkPast } from './book.checks.js';
import type { CommandOf } from './book.commands.js';
import type { BookEvent, TakenAs } from './book.events.js';
import { removedOf } from './book.figures.js';
import type { BookState } from './book.state.js';

/**
 * Books follow a merger or a division: the successor takes each over at the amounts at which it was
 * carried, in a book of its own. What the predecessor's books show stays theirs.
 */

type Events = readonly BookEvent[];

/** The whole claim is in the book handed over (pattern 3): nobody takes more than is there. */
export const handOver = ({ data, meta }: CommandOf<'HandOver'>, state: BookState): Events => {
  const { standsFor, stoodFor, ...told } = data;
  const { partyId: toPartyId } = meta.actor;
  const from = state.opened?.entityPartyId;
  // The entity's own books stay where they are; another's are not there.
  if (from === undefined || from === toPartyId || !standsFor.includes(from)) {
    return refuse('book_not_found');
  }
  if (!stoodFor.includes(from)) return refuse('book_succeeded_later', { on: data.on });
  const share = times(data.share, '1/1');
  const carriedAs = takeable(state, isWhole(share));
  checkMeasuring(state, data.on, meta);
  const removed = removedOf(state, data.on, share);
  return [{ type: 'BookHandedOver', data: { ...told, carriedAs, share, removed, toPartyId } }];
};

/** Work in progress is handed over whole, and without costs that wait for a decision. */
const takeable = (
  { status, development, production, awaiting }: BookState,
  isAll: boolean,
): TakenAs => {
  if (status === 'intangible' || status === 'inventory') return status;
  const isWork =
    status === 'none' && development > 0n && production + BigInt(awaiting.length) === 0n;
  return isWork && isAll
    ? 'development'
    : refuse('book_state_forbids', { status, allowed: ['intangible', 'inventory'] });
};

/** Handed over in the other book; a book that is there was opened by the same fact. */
export const takeOver = ({ data, meta }: CommandOf<'TakeOver'>, state: BookState): Events => {
  if (state.opened !== undefined) return [];
  checkPast(data.on, meta);
  const { entityPartyId, name, lot, ...taken } = data;
  const { bookId, carriedAs } = taken;
  // What is still being made goes on as own work; anything else was obtained otherwise.
  const source = carriedAs === 'development' ? 'selfMade' : 'other';
  const opened = {
    bookId,
    entityPartyId,
    name,
    source,
    ...(lot === undefined ? {} : { lot }),
  } as const;
  return [
    { type: 'BookOpened', data: opened },
    { type: 'BookTakenOver', data: taken },
  ];
};
