import fc from 'fast-check';
import { nil, yuan } from '../accounting/testing/entity-books.js';
import { fromMinorUnits, type Money } from '../money.js';
import { addToMonth } from '../month.js';
import { figuresThrough } from './book.figures.js';
import {
  asset,
  back,
  book,
  buy,
  fact,
  hold,
  impair,
  live,
  recognise,
  reverse,
  sell,
  stock,
  withdraw,
} from './testing/book-facts.js';

/** 3,600 over 36 months from February 2026: 100 a month. */
const held = () => {
  const { entity, ...ways } = asset();
  entity.run('2026-05');
  ways.takes(hold(3_000));
  entity.run('2026-08');
  return { entity, ...ways };
};

describe('what is held for sale no more (CAS 42 art. 21)', () => {
  it('comes back as it would be if it had never been classified, where it recovers that', () => {
    const { entity, takes } = held();
    expect(takes(withdraw(9_999))).toEqual([
      // June, July and August, which the runs passed over.
      ['D administrationExpense 300.00', 'C accumulatedAmortisation 300.00'],
      ['D intangible 3600.00', 'C accumulatedAmortisation 400.00', 'C heldForSale 3200.00'],
      ['D heldForSaleImpairment 200.00', 'C impairmentLoss 200.00'],
    ]);
    expect(entity.state('book').status).toBe('intangible');
    expect(entity.run('2026-09')).toEqual({ book: '100.00' });
    expect(entity.run('2029-01')).toEqual({ book: '2800.00' });
    expect(entity.balance('accumulatedAmortisation')).toBe('-3600.00');
    expect(entity.balance('heldForSale')).toBe('0.00');
  });

  it('comes back at its recoverable amount where that is lower, spread over what is left', () => {
    const { entity, takes } = held();
    expect(takes(withdraw(2_320)).slice(-2)).toEqual([
      ['D heldForSaleImpairment 200.00', 'C impairmentLoss 200.00'],
      ['D impairmentLoss 580.00', 'C intangibleImpairment 580.00'],
    ]);
    // 29 months are left from September on.
    expect(entity.run('2026-09')).toEqual({ book: '80.00' });
    expect(figuresThrough(entity.state('book'), '2029-01').carrying).toBe(0n);
  });

  it('is measured on the boundary: the same amount is no loss, a fen less is', () => {
    const boundary = '2900.00';
    const one = held();
    one.takes(fact('WithdrawHeldForSale', withdrawal(boundary)));
    expect(one.entity.balance('intangibleImpairment')).toBe('0.00');
    const other = held();
    other.takes(fact('WithdrawHeldForSale', withdrawal('2899.99')));
    expect(other.entity.balance('intangibleImpairment')).toBe('-0.01');
  });

  it('keeps the impairment that it had before, which is never reversed', () => {
    const { entity, takes } = asset();
    takes(impair({ on: '2026-04-30', presentValue: yuan(1_650) }));
    takes(hold(1_000));
    const returned = takes(withdraw(9_999)).find(([first]) => first === 'D intangible 3600.00');
    expect(returned).toEqual([
      'D intangible 3600.00',
      'C accumulatedAmortisation 350.00',
      'C intangibleImpairment 1650.00',
      'C heldForSale 1600.00',
    ]);
    expect(entity.balance('intangibleImpairment')).toBe('-1650.00');
  });

  it('comes back less what was sold of it meanwhile', () => {
    const { entity, takes } = held();
    takes(sell({ on: '2026-08-20', share: '1/4' }));
    expect(takes(withdraw(9_999))).toEqual([
      ['D administrationExpense 225.00', 'C accumulatedAmortisation 225.00'],
      ['D intangible 2700.00', 'C accumulatedAmortisation 300.00', 'C heldForSale 2400.00'],
      ['D heldForSaleImpairment 150.00', 'C impairmentLoss 150.00'],
    ]);
    expect(entity.run('2026-09')).toEqual({ book: '75.00' });
    expect(entity.balance('heldForSale')).toBe('0.00');
    expect(entity.balance('heldForSaleImpairment')).toBe('0.00');
  });

  it('needs to be held, a recoverable amount, and a day not before its classification', () => {
    asset().refuses(withdraw(1), 'book_state_forbids', {
      status: 'intangible',
      allowed: ['heldForSale'],
    });
    const { refuses } = held();
    const reason = '转回自用';
    const bare = fact('WithdrawHeldForSale', { on: '2026-09-10', reason });
    refuses(bare, 'book_recoverable_missing');
    refuses(withdraw(1, '2026-06-11'), 'book_fact_before_measurement');
    refuses(withdraw(1, '2099-01-01'), 'book_date_in_future');
  });

  it('may be estimated and impaired again, and taken back as a mistake before that', () => {
    const { entity, takes, refuses } = held();
    takes(withdraw(9_999));
    const version = entity.events('book').length;
    takes(live({ on: '2026-10-01', changeReason: '重新评估' }));
    takes(impair({ on: '2026-10-31', presentValue: yuan(1) }));
    refuses(reverse(version), 'book_reversal_blocked');
    const again = held();
    again.takes(withdraw(9_999));
    again.takes(reverse(again.entity.events('book').length));
    expect(again.entity.state('book').status).toBe('heldForSale');
    expect(again.entity.balance('heldForSale')).toBe('3200.00');
    // The months between were charged with it, and are taken back with it.
    expect(again.entity.balance('accumulatedAmortisation')).toBe('0.00');
    expect(again.entity.run('2026-09')).toEqual({});
  });

  it('is not taken back in a later month where it recognised a loss (CAS 8 art. 17)', () => {
    const { entity, takes, refuses } = held();
    takes(withdraw(2_320));
    const version = entity.events('book').length;
    refuses(reverse(version), 'book_impairment_final', { version, on: '2026-09-10' });
    const recent = held();
    recent.takes(withdraw(2_320, '2026-11-20'));
    recent.takes(reverse(recent.entity.events('book').length));
    expect(recent.entity.state('book').status).toBe('heldForSale');
    expect(recent.entity.balance('intangibleImpairment')).toBe('0.00');
  });

  it('equals, fen by fen, a book that never was classified, for any times and shares', () => {
    fc.assert(
      fc.property(
        fc.record({
          cost: fc.integer({ min: 1, max: 9_999_999 }),
          months: fc.integer({ min: 1, max: 60 }),
          heldAt: fc.integer({ min: 0, max: 30 }),
          backAt: fc.integer({ min: 0, max: 30 }),
          runs: fc.boolean(),
        }),
        ({ cost, months, heldAt, backAt, runs }) => {
          const price = fromMinorUnits(BigInt(cost));
          const plain = bought(price, months);
          const other = bought(price, months);
          const from = addToMonth('2020-02', heldAt);
          const to = addToMonth(from, backAt);
          if (runs) other.run(addToMonth(from, -1));
          other.record('book', hold(0, `${from}-12`));
          if (runs) other.run(to);
          other.record('book', withdraw(9_999_999, `${to}-20`));
          for (const end of [to, addToMonth('2020-02', months + 40)]) {
            plain.run(end);
            other.run(end);
            expect(figuresThrough(other.state('book'), end)).toEqual(
              figuresThrough(plain.state('book'), end),
            );
            expect(other.balance('accumulatedAmortisation')).toBe(
              plain.balance('accumulatedAmortisation'),
            );
          }
          expect(other.balance('heldForSaleImpairment')).toBe('0.00');
        },
      ),
      { numRuns: 60 },
    );
  });
});

const withdrawal = (amount: string) => ({
  on: '2026-09-10',
  presentValue: yuan(amount),
  reason: '转回自用',
});

const bought = (price: Money, months: number) => {
  const on = '2020-02-10';
  const estimate = { method: 'straightLine', months, residual: nil, use: 'sales' } as const;
  return book('purchased', recognise({}, on), buy({ on, price }), live({ on, estimate })).entity;
};

describe('a loss of what is held for sale (CAS 42 art. 16)', () => {
  it('is reversed as its fair value rises, up to the loss since it was classified', () => {
    const { entity, takes, refuses } = held();
    expect(takes(back(3_050, '2026-08-31'))).toEqual([
      ['D heldForSaleImpairment 50.00', 'C impairmentLoss 50.00'],
    ]);
    refuses(back(3_050, '2026-08-31'), 'book_no_provision_to_reverse', {
      provision: '150.00',
      needed: '150.00',
    });
    expect(takes(back(9_999, '2026-09-30'))).toEqual([
      ['D heldForSaleImpairment 150.00', 'C impairmentLoss 150.00'],
    ]);
    expect(entity.balance('heldForSaleImpairment')).toBe('0.00');
  });

  it('is told apart from a provision for inventory', () => {
    const { entity, takes } = held();
    takes(back(3_050, '2026-08-31'));
    expect(entity.events('book').at(-1)).toMatchObject({ data: { of: 'heldForSale' } });
    const inventory = stock();
    inventory.takes(fact('WriteDown', { on: '2026-06-30', netRealisableValue: yuan(3_000) }));
    inventory.takes(back(3_100));
    expect(inventory.entity.events('book').at(-1)!.data).not.toHaveProperty('of');
  });
});
