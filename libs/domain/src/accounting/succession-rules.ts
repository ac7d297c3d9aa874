import type { BookDataOf, TakenAs } from '../book/book.events.js';
import type { BookState } from '../book/book.state.js';
import { carryingOf } from '../book/book.steps.js';
import { minorUnits, type Money } from '../money.js';
import type { AccountRole, Movement } from './entry.js';
import { bookOfLines, type DraftEntry, Lines } from './entry-lines.js';

/**
 * Entries of a book that follows a succession: 其他减少 here, 其他增加 there, each amount as it was
 * carried. Against them stands the account for balances taken over; equity is the accountant's
 * matter, in vouchers by hand.
 */

type Part = readonly [AccountRole, Movement['table'], Movement['section']];

/** The accounts that a balance stands on: cost, amortisation, what is provided for. */
const partsOf: Readonly<
  Record<TakenAs, { readonly cost: Part; readonly amortised?: Part; readonly impaired: Part }>
> = {
  intangible: {
    cost: ['intangible', 'intangible', 'cost'],
    amortised: ['accumulatedAmortisation', 'intangible', 'amortisation'],
    impaired: ['intangibleImpairment', 'intangible', 'impairment'],
  },
  inventory: {
    cost: ['inventory', 'inventory', 'cost'],
    impaired: ['inventoryProvision', 'inventory', 'provision'],
  },
  development: {
    cost: ['developmentExpenditure', 'development', 'cost'],
    impaired: ['developmentImpairment', 'development', 'impairment'],
  },
};

export const handedOverEntries = (
  before: BookState,
  data: BookDataOf<'BookHandedOver'>,
): readonly DraftEntry[] => {
  const { on, carriedAs, removed } = data;
  const book = bookOfLines(before);
  const { cost, amortised, impaired } = partsOf[carriedAs];
  const lines = new Lines(book);
  for (const [part, amount] of [
    [amortised, removed.amortised],
    [impaired, removed.impaired],
  ] as const) {
    if (part === undefined) continue;
    const [role, table, section] = part;
    lines.debit(role, minorUnits(amount), [table, section, 'otherReduction']);
  }
  const [role, table, section] = cost;
  return lines
    .debit('openingBalance', carryingOf(removed))
    .credit(role, minorUnits(removed.cost), [table, section, 'otherReduction'])
    .entry(on, data.note ?? `合并、分立移交数据资源：${book.name}`);
};

export const takenOverEntries = (
  before: BookState,
  data: BookDataOf<'BookTakenOver'>,
): readonly DraftEntry[] => {
  const { on, carriedAs } = data;
  const book = bookOfLines(before);
  const { cost, amortised, impaired } = partsOf[carriedAs];
  const net = fen(data.cost) - fen(data.amortised) - fen(data.impaired);
  const [role, table, section] = cost;
  const lines = new Lines(book).debit(role, fen(data.cost), [table, section, 'otherAddition']);
  for (const [part, amount] of [
    [amortised, data.amortised],
    [impaired, data.impaired],
  ] as const) {
    if (part === undefined) continue;
    lines.credit(part[0], fen(amount), [part[1], part[2], 'otherAddition']);
  }
  return lines
    .credit('openingBalance', net)
    .entry(on, data.note ?? `合并、分立承继数据资源：${book.name}`);
};

const fen = (amount: Money): bigint => minorUnits(amount);
