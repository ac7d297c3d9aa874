import type { BookDataOf, Removed } from '../book/book.events.js';
import type { BookState } from '../book/book.state.js';
import { carryingOf } from '../book/book.steps.js';
import { minorUnits } from '../money.js';
import { bookOfLines, type DraftEntry, Lines } from './entry-lines.js';
import type { MovementRow } from './entry.js';

/** Entries of facts that take something off the balance (fact sheet 4 and 8). */

/** Cost, amortisation and impairment of an intangible asset leave it together. */
const intangibleOff = (lines: Lines, removed: Removed, row: MovementRow): Lines =>
  lines
    .debit('accumulatedAmortisation', minorUnits(removed.amortised), [
      'intangible',
      'amortisation',
      row,
    ])
    .debit('intangibleImpairment', minorUnits(removed.impaired), ['intangible', 'impairment', row])
    .credit('intangible', minorUnits(removed.cost), ['intangible', 'cost', row]);

/** Difference between proceeds and carrying amount (CAS 6 art. 22): a loss stands on the debit. */
const gain = (lines: Lines, amount: bigint): Lines =>
  amount < 0n ? lines.debit('disposalGain', -amount) : lines.credit('disposalGain', amount);

export const saleEntries = (
  before: BookState,
  data: BookDataOf<'DataSold'>,
): readonly DraftEntry[] => {
  const { on, removed, settlement, carriedAs } = data;
  const [price, tax] = [minorUnits(data.price), minorUnits(data.outputTax)];
  const book = bookOfLines(before);
  const summary = data.note ?? `出售数据资源：${book.name}`;
  const proceeds = new Lines(book).settled('debit', settlement);
  switch (carriedAs) {
    case 'intangible': {
      const lines = intangibleOff(proceeds, removed, 'disposal').credit('outputTax', tax);
      return gain(lines, price - carryingOf(removed)).entry(on, summary);
    }
    case 'heldForSale': {
      const lines = proceeds
        .debit('heldForSaleImpairment', minorUnits(removed.impaired))
        .credit('heldForSale', minorUnits(removed.cost))
        .credit('outputTax', tax);
      return gain(lines, price - carryingOf(removed)).entry(on, summary);
    }
    case 'inventory':
      return [
        ...proceeds.credit('revenue', price).credit('outputTax', tax).entry(on, summary),
        ...new Lines(book)
          .debit('costOfSales', minorUnits(removed.cost))
          .credit('inventory', minorUnits(removed.cost), ['inventory', 'cost', 'disposal'])
          .entry(on, data.note ?? `结转数据资源销售成本：${book.name}`),
        ...new Lines(book)
          .debit('inventoryProvision', minorUnits(removed.impaired), [
            'inventory',
            'provision',
            'writeOff',
          ])
          .credit('costOfSales', minorUnits(removed.impaired))
          .entry(on, data.note ?? `转销存货跌价准备：${book.name}`),
      ];
    // Never recognised: revenue, and no cost to carry over (fact sheet 2, row 7).
    case 'contractCost':
    case 'unrecognised':
      return proceeds.credit('revenue', price).credit('outputTax', tax).entry(on, summary);
  }
};

/** The share of inventory that leaves, through 待处理财产损溢 (fact sheet 8). */
const inventoryLost = (
  before: BookState,
  data: BookDataOf<'DataLapsed'> | BookDataOf<'DataPartlyLapsed'>,
  summary: string,
): readonly DraftEntry[] => {
  const { on, removed, isOrdinary } = data;
  const net = carryingOf(removed);
  const book = bookOfLines(before);
  return [
    ...new Lines(book)
      .debit('pendingLoss', net)
      .debit('inventoryProvision', minorUnits(removed.impaired), [
        'inventory',
        'provision',
        'writeOff',
      ])
      .credit('inventory', minorUnits(removed.cost), ['inventory', 'cost', 'lapse'])
      .entry(on, summary),
    ...new Lines(book)
      .debit(isOrdinary ? 'administrationExpense' : 'nonOperatingLoss', net)
      .credit('pendingLoss', net)
      .entry(on, summary),
  ];
};

/** Work in progress that comes to nothing: what was spent is expensed. */
const workLost = (before: BookState, on: string, summary: string): readonly DraftEntry[] => {
  const { production, development, developmentImpaired, awaiting } = before;
  const book = bookOfLines(before);
  return [
    ...awaiting.flatMap((cost) =>
      new Lines(book)
        .debit('administrationExpense', cost.amount)
        .debit('inputTax', cost.inputTax)
        .settled('credit', cost.settlement)
        .entry(cost.on, summary),
    ),
    ...new Lines(book)
      .debit('administrationExpense', development - developmentImpaired)
      .debit('developmentImpairment', developmentImpaired, ['development', 'impairment', 'lapse'])
      .credit('developmentExpenditure', development, ['development', 'cost', 'lapse'])
      .entry(on, summary),
    ...new Lines(book)
      .debit('administrationExpense', production)
      .credit('productionCost', production)
      .entry(on, summary),
  ];
};

/** No more benefit is expected: rights expired or revoked, data destroyed (CAS 6 art. 23). */
export const lapseEntries = (
  before: BookState,
  data: BookDataOf<'DataLapsed'> | BookDataOf<'DataPartlyLapsed'>,
): readonly DraftEntry[] => {
  const { on, removed, carriedAs } = data;
  const book = bookOfLines(before);
  const summary = data.note ?? `数据资源失效终止确认：${book.name}`;
  switch (carriedAs) {
    case 'intangible':
      return intangibleOff(new Lines(book), removed, 'lapse')
        .debit('nonOperatingLoss', carryingOf(removed))
        .entry(on, summary);
    case 'inventory':
      return inventoryLost(before, data, summary);
    case 'heldForSale':
      return new Lines(book)
        .debit('nonOperatingLoss', carryingOf(removed))
        .debit('heldForSaleImpairment', minorUnits(removed.impaired))
        .credit('heldForSale', minorUnits(removed.cost))
        .entry(on, summary);
    case 'contractCost':
      return new Lines(book)
        .debit('costOfSales', minorUnits(removed.cost))
        .credit('contractCost', minorUnits(removed.cost))
        .entry(on, summary);
    case 'none':
      return workLost(before, on, summary);
    case 'unrecognised':
      return [];
  }
};

/** At the net carrying amount, with no profit or loss: 其他减少 here, 其他增加 there. */
export const reclassificationEntries = (
  before: BookState,
  data: BookDataOf<'BookReclassified'>,
): readonly DraftEntry[] => {
  const { on, from, removed } = data;
  const net = carryingOf(removed);
  const book = bookOfLines(before);
  const lines = new Lines(book);
  const summary = data.note ?? `数据资源重分类：${book.name}`;
  if (from === 'intangible') {
    lines.debit('inventory', net, ['inventory', 'cost', 'otherAddition']);
    return intangibleOff(lines, removed, 'otherReduction').entry(on, summary);
  }
  return lines
    .debit('intangible', net, ['intangible', 'cost', 'otherAddition'])
    .debit('inventoryProvision', minorUnits(removed.impaired), [
      'inventory',
      'provision',
      'writeOff',
    ])
    .credit('inventory', minorUnits(removed.cost), ['inventory', 'cost', 'otherReduction'])
    .entry(on, summary);
};

/** CAS 42: at the lower of carrying amount and fair value less costs to sell. */
export const heldForSaleEntries = (
  before: BookState,
  data: BookDataOf<'HeldForSaleClassified'>,
): readonly DraftEntry[] => {
  const { on, removed } = data;
  const loss = minorUnits(data.loss);
  const book = bookOfLines(before);
  const summary = data.note ?? `数据资源划分为持有待售：${book.name}`;
  const lines = new Lines(book).debit('heldForSale', carryingOf(removed));
  return [
    ...intangibleOff(lines, removed, 'otherReduction').entry(on, summary),
    ...new Lines(book)
      .debit('impairmentLoss', loss)
      .credit('heldForSaleImpairment', loss)
      .entry(on, summary),
  ];
};

/** CAS 42 art. 21: back as it was, what it would have been charged is in the catch-up before. */
export const withdrawalEntries = (
  before: BookState,
  data: BookDataOf<'HeldForSaleWithdrawn'>,
): readonly DraftEntry[] => {
  const { on, restored } = data;
  const [released, loss] = [minorUnits(data.released), minorUnits(data.loss)];
  const book = bookOfLines(before);
  const summary = data.note ?? `不再划分为持有待售：${book.name}`;
  return [
    ...new Lines(book)
      .debit('intangible', minorUnits(restored.cost), ['intangible', 'cost', 'otherAddition'])
      .credit('accumulatedAmortisation', minorUnits(restored.amortised), [
        'intangible',
        'amortisation',
        'otherAddition',
      ])
      .credit('intangibleImpairment', minorUnits(restored.impaired), [
        'intangible',
        'impairment',
        'otherAddition',
      ])
      .credit('heldForSale', carryingOf(restored))
      .entry(on, summary),
    ...new Lines(book)
      .debit('heldForSaleImpairment', released)
      .credit('impairmentLoss', released)
      .entry(on, summary),
    ...new Lines(book)
      .debit('impairmentLoss', loss)
      .credit('intangibleImpairment', loss, ['intangible', 'impairment', 'charge'])
      .entry(on, summary),
  ];
};
