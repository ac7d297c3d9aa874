import fc from 'fast-check';
import { Refused } from '../refusal.js';
import { figuresInJournal } from '../book/book.figures.js';
import { fromMinorUnits, minorUnits } from '../money.js';
import { addToMonth, firstDayOf, lastDayOf } from '../month.js';
import { amortise } from './amortisation.js';
import { amortisedThrough } from './book-amortisation.js';
import { differenceOf, EntityBooks, nil, yuan } from './testing/entity-books.js';

const fen = (max: number) => fc.integer({ min: 1, max }).map((n) => fromMinorUnits(BigInt(n)));

const recognised = (purpose: 'ownUse' | 'sale', on: string) =>
  ({
    type: 'DecideRecognition',
    data: {
      on,
      basis: '符合',
      inputs: {
        purpose,
        identifiable: true,
        controlled: true,
        benefitsProbable: true,
        costReliable: true,
        fulfilsContract: false,
      },
    },
  }) as const;

const start = '2020-01';

/** An intangible asset bought in January 2020. */
const asset = (cost = yuan(1_000), months = 36, residual = nil): EntityBooks => {
  const entity = new EntityBooks();
  entity.open('book');
  entity.record('book', recognised('ownUse', firstDayOf(start)));
  entity.record('book', {
    type: 'RecordAcquisition',
    data: { on: firstDayOf(start), mode: 'purchase', price: cost, inputTax: nil, components: [] },
  });
  entity.record('book', {
    type: 'EstimateLife',
    data: {
      on: firstDayOf(start),
      factors: [],
      residualEvidenceDigest: 'a'.repeat(64),
      estimate: { method: 'straightLine', months, residual, use: 'administration' },
    },
  });
  return entity;
};

type Step = (entity: EntityBooks, month: string) => void;

/** What may happen to the book in a month; what the rules refuse does not happen. */
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.constant<Step>((entity, month) => void entity.run(month)),
  fen(90_000).map(
    (presentValue): Step =>
      (entity, month) =>
        void entity.record('book', {
          type: 'TestImpairment',
          data: { on: lastDayOf(month), presentValue },
        }),
  ),
  fc.integer({ min: 1, max: 60 }).map(
    (months): Step =>
      (entity, month) =>
        void entity.record('book', {
          type: 'EstimateLife',
          data: {
            on: firstDayOf(month),
            factors: [],
            changeReason: '技术迭代',
            estimate: { method: 'straightLine', months, residual: nil, use: 'sales' },
          },
        }),
  ),
  fc.integer({ min: 2, max: 9 }).map(
    (parts): Step =>
      (entity, month) =>
        void entity.record('book', {
          type: 'LapsePart',
          data: { on: `${month}-15`, share: `1/${parts}`, reason: '部分失效', isOrdinary: false },
        }),
  ),
  fc.constantFrom<'intangible' | 'inventory'>('intangible', 'inventory').map(
    (to): Step =>
      (entity, month) =>
        void entity.record('book', {
          type: 'Reclassify',
          data: { on: `${month}-20`, to, reason: '目的改变' },
        }),
  ),
  fen(90_000).map(
    (netRealisableValue): Step =>
      (entity, month) =>
        void entity.record('book', {
          type: 'WriteDown',
          data: { on: lastDayOf(month), netRealisableValue },
        }),
  ),
  fen(90_000).map(
    (netRealisableValue): Step =>
      (entity, month) =>
        void entity.record('book', {
          type: 'ReverseWriteDown',
          data: { on: lastDayOf(month), netRealisableValue, reason: '价格回升' },
        }),
  ),
  fc.tuple(fen(200_000), fc.constantFrom('1/1', '1/3')).map(
    ([price, share]): Step =>
      (entity, month) =>
        void entity.record('book', {
          type: 'Sell',
          data: { on: `${month}-10`, share, price, outputTax: nil, controlTransferred: true },
        }),
  ),
  fen(90_000).map(
    (fairValueLessCosts): Step =>
      (entity, month) =>
        void entity.record('book', {
          type: 'ClassifyHeldForSale',
          data: { on: `${month}-12`, fairValueLessCosts },
        }),
  ),
  fen(90_000).map(
    (presentValue): Step =>
      (entity, month) =>
        void entity.record('book', {
          type: 'WithdrawHeldForSale',
          data: { on: `${month}-18`, presentValue, reason: '转回自用' },
        }),
  ),
  fc.integer({ min: 2, max: 20 }).map(
    (version): Step =>
      (entity, month) =>
        void entity.record('book', {
          type: 'ReverseFact',
          data: { on: lastDayOf(month), version, reason: '录入错误' },
        }),
  ),
  fc.constant<Step>(
    (entity, month) =>
      void entity.record('book', {
        type: 'Lapse',
        data: { on: `${month}-25`, reason: '授权被撤销', isOrdinary: false },
      }),
  ),
);

const history = fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), step), { maxLength: 14 });

/** Plays a history; answers the month that it ends in. */
const play = (entity: EntityBooks, steps: readonly (readonly [number, Step])[]): string => {
  let month = start;
  for (const [later, act] of steps) {
    month = addToMonth(month, later);
    try {
      act(entity, month);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
    }
  }
  return month;
};

describe('any history of a book', () => {
  it('makes entries that balance, and a ledger that its facts account for', () => {
    fc.assert(
      fc.property(history, (steps) => {
        const entity = asset();
        const month = play(entity, steps);
        for (const late of [false, true]) {
          if (late) entity.run(month);
          for (const entry of entity.entries) expect(differenceOf(entry)).toBe(0n);
          const { state, posted } = entity.inJournal('book');
          const { cost, amortised, impaired } = figuresInJournal({ state, posted });
          const told = (amount: bigint) => fromMinorUnits(amount).amount;
          const isIntangible = state.status === 'intangible';
          const isInventory = state.status === 'inventory';
          const isHeld = state.status === 'heldForSale';
          expect([
            entity.balance('intangible'),
            entity.balance('accumulatedAmortisation'),
            entity.balance('intangibleImpairment'),
            entity.balance('inventory'),
            entity.balance('inventoryProvision'),
            entity.balance('heldForSale'),
            entity.balance('heldForSaleImpairment'),
          ]).toEqual([
            told(isIntangible ? cost : 0n),
            told(isIntangible ? -amortised : 0n),
            told(isIntangible ? -impaired : 0n),
            told(isInventory ? cost : 0n),
            told(isInventory ? -impaired : 0n),
            told(isHeld ? cost : 0n),
            told(isHeld ? -impaired : 0n),
          ]);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('moves its tables as its accounts', () => {
    fc.assert(
      fc.property(history, (steps) => {
        const entity = asset();
        play(entity, steps);
        const lines = entity.entries.flatMap((entry) => entry.lines);
        for (const role of [
          'intangible',
          'accumulatedAmortisation',
          'intangibleImpairment',
          'inventory',
          'inventoryProvision',
        ]) {
          const ofRole = lines.filter((line) => line.role === role);
          expect(ofRole.every(({ movement }) => movement !== undefined)).toBe(true);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('is not changed by a month that is run again', () => {
    fc.assert(
      fc.property(history, fc.integer({ min: 0, max: 40 }), (steps, earlier) => {
        const entity = asset();
        const month = play(entity, steps);
        entity.run(month);
        expect(entity.run(month)).toEqual({});
        expect(entity.run(addToMonth(month, -earlier))).toEqual({});
      }),
      { numRuns: 200 },
    );
  });
});

describe('amortisation', () => {
  const life = fc.record({
    cost: fen(99_999_999),
    months: fc.integer({ min: 1, max: 240 }),
    part: fc.integer({ min: 0, max: 100 }),
  });

  it('comes to exactly the depreciable amount, and the last month takes the remainder', () => {
    fc.assert(
      fc.property(life, ({ cost, months, part }) => {
        const residual = fromMinorUnits((minorUnits(cost) * BigInt(part)) / 100n);
        const state = asset(cost, months, residual).state('book');
        const end = addToMonth(start, months - 1);
        expect(amortisedThrough(state, end)).toBe(minorUnits(cost) - minorUnits(residual));
        expect(amortisedThrough(state, addToMonth(end, 240))).toBe(amortisedThrough(state, end));
        expect(amortisedThrough(state, addToMonth(start, -1))).toBe(0n);
      }),
    );
  });

  it('never goes back and never differs by more than the rounding from month to month', () => {
    fc.assert(
      fc.property(life, ({ cost, months }) => {
        const charges: bigint[] = [];
        const { schedule } = asset(cost, months).state('book');
        amortise(schedule, addToMonth(start, months), (_, charge) => charges.push(charge));
        const [first = 0n] = charges;
        for (const charge of charges) {
          expect(charge >= 0n).toBe(true);
          const off = charge - first;
          expect(off <= 1n && off >= -1n).toBe(true);
        }
      }),
    );
  });

  it('comes to the depreciable amount whatever happens to the life on the way', () => {
    const changes = fc.array(
      fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 60 })),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(life, changes, ({ cost, months }, estimates) => {
        const entity = asset(cost, months);
        let [month, end] = [start, addToMonth(start, months - 1)];
        for (const [later, left] of estimates) {
          month = addToMonth(month, later);
          const before = amortisedThrough(entity.state('book'), addToMonth(month, -1));
          entity.record('book', {
            type: 'EstimateLife',
            data: {
              on: firstDayOf(month),
              factors: [],
              changeReason: '重新估计',
              estimate: {
                method: 'straightLine',
                months: left,
                residual: nil,
                use: 'administration',
              },
            },
          });
          // Prospective: what was charged by then is untouched.
          expect(amortisedThrough(entity.state('book'), addToMonth(month, -1))).toBe(before);
          end = addToMonth(month, left - 1);
        }
        expect(amortisedThrough(entity.state('book'), end)).toBe(minorUnits(cost));
      }),
    );
  });

  it('by units comes to the depreciable amount with the last unit', () => {
    fc.assert(
      fc.property(
        fen(9_999_999),
        fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 24 }),
        (cost, used) => {
          const total = used.reduce((sum, units) => sum + units, 0);
          const entity = new EntityBooks();
          entity.open('book');
          entity.record('book', recognised('ownUse', '2020-01-01'));
          entity.record('book', {
            type: 'RecordAcquisition',
            data: {
              on: '2020-01-01',
              mode: 'purchase',
              price: cost,
              inputTax: nil,
              components: [],
            },
          });
          entity.record('book', {
            type: 'EstimateLife',
            data: {
              on: '2020-01-01',
              factors: [],
              estimate: { method: 'unitsOfUse', units: total, residual: nil, use: 'sales' },
            },
          });
          used.forEach((units, index) =>
            entity.record('book', {
              type: 'RecordUnits',
              data: { on: lastDayOf(addToMonth(start, index)), units },
            }),
          );
          const end = addToMonth(start, used.length - 1);
          const charged = amortisedThrough(entity.state('book'), end);
          expect(charged).toBe(minorUnits(cost));
          if (used.length > 1) {
            const before = amortisedThrough(entity.state('book'), addToMonth(end, -1));
            expect(before <= charged).toBe(true);
          }
        },
      ),
    );
  });
});

describe('losses', () => {
  it('of an intangible asset are never taken back', () => {
    fc.assert(
      fc.property(history, (steps) => {
        const entity = asset();
        play(entity, steps);
        const lines = entity.entries
          .flatMap((entry) => entry.lines)
          .filter(({ role }) => role === 'intangibleImpairment');
        for (const { side, movement, amount } of lines) {
          const isCharge = movement?.row === 'charge';
          // What was held for sale comes back with the impairment that it left with.
          const isBack = movement?.row === 'otherAddition';
          expect(side).toBe(isCharge || isBack ? 'credit' : 'debit');
          if (isCharge || isBack) expect(minorUnits(amount) > 0n).toBe(true);
          // It only leaves with the asset, and comes back only where that was a mistake.
          else expect(['disposal', 'lapse', 'otherReduction']).toContain(movement?.row);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('of inventory are reversed up to the provision and not further', () => {
    fc.assert(
      fc.property(fc.array(fen(150_000), { maxLength: 8 }), (values) => {
        const entity = new EntityBooks();
        entity.open('book');
        entity.record('book', recognised('sale', '2020-01-01'));
        entity.record('book', {
          type: 'RecordAcquisition',
          data: {
            on: '2020-01-01',
            mode: 'purchase',
            price: yuan(1_000),
            inputTax: nil,
            components: [],
          },
        });
        values.forEach((netRealisableValue, index) => {
          const on = lastDayOf(addToMonth(start, index));
          for (const type of ['WriteDown', 'ReverseWriteDown'] as const) {
            try {
              const data = { on, netRealisableValue, reason: '价格变动' };
              entity.record('book', { type, data } as Parameters<EntityBooks['record']>[1]);
            } catch (error) {
              if (!(error instanceof Refused)) throw error;
            }
          }
          const { cost, impaired } = entity.state('book');
          expect(impaired >= 0n && impaired <= cost).toBe(true);
          const lower =
            minorUnits(netRealisableValue) < cost ? minorUnits(netRealisableValue) : cost;
          expect(cost - impaired).toBe(lower);
        });
      }),
    );
  });
});
