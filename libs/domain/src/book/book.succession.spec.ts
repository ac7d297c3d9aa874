import { EntityBooks, nil, shown, yuan } from '../accounting/testing/entity-books.js';
import { figuresThrough } from './book.figures.js';
import {
  asset,
  develop,
  fact,
  impair,
  lapse,
  live,
  met,
  recognise,
  reverse,
  sell,
  stock,
} from './testing/book-facts.js';

const [heir, stranger] = ['heir', 'stranger'];
const on = '2026-06-10';

const handOver = (
  more: Partial<{
    on: string;
    share: string;
    toBookId: string;
    standsFor: readonly string[];
    stoodFor: readonly string[];
  }> = {},
) =>
  fact('HandOver', {
    on,
    share: '1/1',
    toBookId: 'new',
    standsFor: [heir, 'entity'],
    stoodFor: [heir, 'entity'],
    ...more,
  });

/** The successor's book, by what the other one handed over. */
const takenOver = (from: EntityBooks, bookId = 'book') => {
  const handed = from.events(bookId).at(-1)!;
  if (handed.type !== 'BookHandedOver') throw new Error(`${handed.type} hands nothing over.`);
  const { removed, carriedAs, toPartyId: entityPartyId } = handed.data;
  const entity = new EntityBooks();
  const entries = entity.record(
    'new',
    fact('TakeOver', {
      on,
      entityPartyId,
      name: '数据集',
      carriedAs,
      ...{ cost: removed.cost, amortised: removed.amortised, impaired: removed.impaired },
      fromPartyId: 'entity',
      fromBookId: bookId,
      fromVersion: from.events(bookId).length,
    }),
    heir,
  );
  return { entity, entries: entries.map(shown) };
};

describe('a book whose entity was succeeded', () => {
  it('is handed over at the amounts carried and taken over at the same, with no result', () => {
    const { entity, takes } = asset();
    takes(impair({ on: '2026-04-30', presentValue: yuan(1_650) }));
    entity.run('2026-04');
    expect(entity.record('book', handOver(), heir).map(shown)).toEqual([
      // May, which no run has covered; none in the month of derecognition.
      ['D administrationExpense 50.00', 'C accumulatedAmortisation 50.00'],
      [
        'D accumulatedAmortisation 350.00',
        'D intangibleImpairment 1650.00',
        'D openingBalance 1600.00',
        'C intangible 3600.00',
      ],
    ]);
    expect(entity.state('book').status).toBe('derecognised');
    const taken = takenOver(entity);
    expect(taken.entries).toEqual([
      [
        'D intangible 3600.00',
        'C accumulatedAmortisation 350.00',
        'C intangibleImpairment 1650.00',
        'C openingBalance 1600.00',
      ],
    ]);
    const { state } = { state: taken.entity.state('new') };
    expect(state).toMatchObject({ status: 'intangible', opened: { entityPartyId: heir } });
    expect(state.opened?.source).toBe('other');
    expect(taken.entity.cell('intangible', 'cost', 'otherAddition', 'other')).toBe('3600.00');
    expect(entity.cell('intangible', 'cost', 'otherReduction', 'purchased')).toBe('3600.00');
  });

  it('is amortised on over the life that the successor estimates', () => {
    const { entity } = asset();
    entity.run('2026-05');
    entity.record('book', handOver(), heir);
    expect(entity.run('2026-06')).toEqual({});
    const { entity: taken } = takenOver(entity);
    const estimate = { method: 'straightLine', months: 32, residual: nil, use: 'sales' } as const;
    taken.record('new', live({ on, estimate }), heir);
    expect(taken.run('2026-06')).toEqual({ new: '100.00' });
    expect(figuresThrough(taken.state('new'), '2029-01').carrying).toBe(0n);
  });

  it('of inventory keeps its provision', () => {
    const { entity, takes } = stock();
    takes(fact('WriteDown', { on: '2026-05-31', netRealisableValue: yuan(3_000) }));
    entity.record('book', handOver(), heir);
    expect(takenOver(entity).entries).toEqual([
      ['D inventory 3600.00', 'C inventoryProvision 600.00', 'C openingBalance 3000.00'],
    ]);
  });

  it('in a division goes share by share, and never more than there is', () => {
    const { entity } = stock();
    entity.record('book', handOver({ share: '1/3' }), heir);
    expect(entity.state('book')).toMatchObject({ status: 'inventory', cost: 240_000n });
    entity.record('book', handOver({ toBookId: 'rest' }), heir);
    expect(entity.state('book').status).toBe('derecognised');
    expect(() => entity.record('book', handOver({ toBookId: 'more' }), heir)).toThrow(
      expect.objectContaining({ code: 'book_state_forbids' }),
    );
  });

  it('goes on with development that is not completed, as a whole', () => {
    const entity = new EntityBooks();
    entity.open('book', 'selfMade');
    entity.record('book', met('2026-02-01'));
    entity.record('book', develop(true, '2026-03-10'));
    expect(() => entity.record('book', handOver({ share: '1/2' }), heir)).toThrow(
      expect.objectContaining({ code: 'book_state_forbids' }),
    );
    expect(entity.record('book', handOver(), heir).map(shown)).toEqual([
      ['D openingBalance 100.00', 'C developmentExpenditure 100.00'],
    ]);
    const { entity: taken, entries } = takenOver(entity);
    expect(entries).toEqual([['D developmentExpenditure 100.00', 'C openingBalance 100.00']]);
    expect(taken.state('new')).toMatchObject({ status: 'none', development: 10_000n });
    expect(taken.state('new').opened?.source).toBe('selfMade');
  });

  it('is handed to nobody but who stands in its entity’s place, and not by the entity itself', () => {
    const { entity } = asset();
    const refused = (party: string, standsFor: readonly string[]) =>
      expect(() => entity.record('book', handOver({ standsFor }), party)).toThrow(
        expect.objectContaining({ code: 'book_not_found' }),
      );
    refused(stranger, [stranger]);
    refused('entity', ['entity']);
    refused(heir, [heir]);
    expect(() => entity.record('none', handOver(), heir)).toThrow('book_not_found');
  });

  it('is not handed over as of a day before the succession', () => {
    const { entity } = asset();
    expect(() => entity.record('book', handOver({ stoodFor: [heir] }), heir)).toThrow(
      expect.objectContaining({ code: 'book_succeeded_later', obstacles: { on } }),
    );
  });

  it('is not dated before what was measured, nor in the future', () => {
    const { entity, takes } = asset();
    takes(impair({ on: '2026-06-30', presentValue: yuan(10) }));
    const of = (day: string) => () => entity.record('book', handOver({ on: day }), heir);
    expect(of('2026-06-29')).toThrow('book_fact_before_measurement');
    expect(of('2099-01-01')).toThrow('book_date_in_future');
    // June's charge was part of the test; in the month of derecognition there is none.
    expect(of('2026-06-30')()).toHaveLength(2);
  });

  it('is not what was recognised as nothing, held for sale or gone', () => {
    const gone = asset();
    gone.takes(lapse());
    const unrecognised = asset().entity;
    unrecognised.open('other');
    unrecognised.record('other', recognise({ controlled: false }));
    const held = asset();
    held.takes(fact('ClassifyHeldForSale', { on, fairValueLessCosts: yuan(1) }));
    for (const [entity, bookId] of [
      [gone.entity, 'book'],
      [unrecognised, 'other'],
      [held.entity, 'book'],
    ] as const) {
      expect(() => entity.record(bookId, handOver({ on: '2026-07-01' }), heir)).toThrow(
        expect.objectContaining({ code: 'book_state_forbids' }),
      );
    }
  });

  it('is taken over once, and neither side takes it back alone', () => {
    const { entity, refuses } = asset();
    entity.record('book', handOver(), heir);
    refuses(reverse(entity.events('book').length), 'book_fact_not_reversible');
    const { entity: taken } = takenOver(entity);
    expect(takenOver(entity).entity.events('new')).toHaveLength(2);
    const again = taken.record(
      'new',
      fact('TakeOver', {
        ...{ on, entityPartyId: heir, name: '数据集', carriedAs: 'inventory' },
        ...{ cost: yuan(1), amortised: nil, impaired: nil },
        ...{ fromPartyId: 'entity', fromBookId: 'book', fromVersion: 9 },
      }),
      heir,
    );
    expect(again).toEqual([]);
    expect(taken.events('new')).toHaveLength(2);
    expect(() => taken.record('new', reverse(2), heir)).toThrow('book_fact_not_reversible');
    expect(() => taken.record('new', sell())).toThrow('book_not_found');
  });
});
