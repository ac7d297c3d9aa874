import type {
  BookDto,
  BookFiguresDto,
  BookLifeDto,
  BookLineDto,
} from '@ledger/contracts/book/book-answer.dto.js';
import { present } from '@ledger/contracts/present.js';
import { addToMonth, lastDayOf, monthOf, monthsBetween } from '@ledger/domain/month.js';
import type { BookEvent } from '@ledger/domain/book/book.events.js';
import { bookOn, figuresOn } from '@ledger/domain/book/book.figures.js';
import type { BookState } from '@ledger/domain/book/book.state.js';
import { fromMinorUnits } from '@ledger/domain/money.js';
import type { Standing } from '@ledger/domain/party/standing-in.js';
import { refuse } from '@ledger/domain/refusal.js';
import type { Caller } from '@ledger/http/auth/caller.js';

/**
 * The entity's accountant and the auditor see a book; for others it is not there. Who succeeded the
 * entity stands in its place (`joint`), and the entity itself sees nothing from then on.
 */
export const checkSight = (
  { opened }: BookState,
  { roles }: Caller,
  { joint }: Pick<Standing, 'joint'>,
): void => {
  const isOwn = opened !== undefined && joint.includes(opened.entityPartyId);
  if (opened === undefined || (!isOwn && !roles.includes('auditor'))) refuse('book_not_found');
};

/** The last month that is over on a day: a month's charge is due at its end. */
const monthOver = (date: string): string => {
  const month = monthOf(date);
  return date === lastDayOf(month) ? month : addToMonth(month, -1);
};

const figuresOf = (book: BookState, date: string): BookFiguresDto => {
  const { cost, amortised, impaired, carrying } = figuresOn(book, date);
  return {
    cost: fromMinorUnits(cost),
    amortised: fromMinorUnits(amortised),
    impaired: fromMinorUnits(impaired),
    carrying: fromMinorUnits(carrying),
  };
};

export const listedBook = (state: BookState, date: string): BookLineDto => {
  const book = bookOn(state, date);
  const { opened, assetId, status } = book;
  if (opened === undefined) return refuse('book_not_found');
  return {
    id: opened.bookId,
    entityPartyId: opened.entityPartyId,
    name: opened.name,
    source: opened.source,
    status,
    figures: figuresOf(book, date),
    ...present({ lot: opened.lot, assetId }),
  };
};

export const bookAnswer = (state: BookState, date: string): BookDto => {
  const book = bookOn(state, date);
  const { awaiting, production, development, conditions, recognition } = book;
  const waiting = awaiting.reduce((sum, { amount }) => sum + amount, 0n);
  return {
    ...listedBook(state, date),
    awaiting: fromMinorUnits(waiting),
    production: fromMinorUnits(production),
    development: fromMinorUnits(development),
    ...present({ conditionsMetOn: conditions?.on, life: lifeOf(book, date) }),
    ...(recognition && {
      recognition: {
        rule: recognition.result.rule,
        standard: recognition.result.standard,
        on: recognition.on,
        basis: recognition.basis,
      },
    }),
    facts: state.history.map((event, index) => factLine(event, index + 1, state)),
  };
};

const lifeOf = ({ life, availableOn }: BookState, date: string): BookLifeDto | undefined => {
  if (life === undefined) return undefined;
  const { method, from, months, units, residual, use } = life.estimate;
  const left = months === undefined ? undefined : months - monthsBetween(from, monthOver(date)) - 1;
  const monthsLeft = left === undefined ? undefined : Math.min(Math.max(left, 0), months ?? 0);
  const { rightUntil } = life;
  const told = present({ months, units, monthsLeft, availableOn, rightUntil });
  return { method, from, residual, use, ...told };
};

const factLine = (event: BookEvent, version: number, { reversed }: BookState) => {
  const { on, note } = event.data as { readonly on?: string; readonly note?: string };
  return { version, type: event.type, reversed: reversed.has(version), ...present({ on, note }) };
};
