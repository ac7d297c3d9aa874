import { EntityBooks, nil, yuan } from '../accounting/testing/entity-books.js';
import type { BookCommand } from './book.commands.js';
import { bookKind } from './book.decider.js';
import {
  fact,
  recognise,
  buy,
  live,
  spend,
  sell,
  impair,
  lapsePart,
  reverse,
  reclassify,
  down,
  back,
  book,
  asset,
  stock,
} from './testing/book-facts.js';

/** What measures a book, takes it off the balance or corrects it, both sides of each boundary. */

describe('impairment', () => {
  it('wants a recoverable amount below the carrying one', () => {
    const { refuses, takes } = asset();
    refuses(fact('TestImpairment', { on: '2026-04-30' }), 'book_recoverable_missing');
    // Three months of 100 are charged by the end of April: 3,300 are carried.
    refuses(impair({ presentValue: yuan(3_300) }), 'book_not_impaired', {
      carrying: '3300.00',
      recoverable: '3300.00',
    });
    expect(takes(impair({ presentValue: yuan(0), fairValueLessCosts: yuan('3299.99') }))).toEqual([
      ['D administrationExpense 100.00', 'C accumulatedAmortisation 100.00'],
      ['D administrationExpense 100.00', 'C accumulatedAmortisation 100.00'],
      ['D administrationExpense 100.00', 'C accumulatedAmortisation 100.00'],
      ['D impairmentLoss 0.01', 'C intangibleImpairment 0.01'],
    ]);
  });

  it('is amortised over what is left, and never taken back', () => {
    const { entity, refuses } = asset();
    entity.record('book', impair({ presentValue: yuan(1_650) }));
    expect(entity.run('2026-05')).toEqual({ book: '50.00' });
    refuses(reverse(5), 'book_impairment_final', { version: 5, on: '2026-04-30' });
    refuses(spend({ on: '2026-02-10' }), 'book_fact_before_measurement', {
      on: '2026-02-10',
      measuredOn: '2026-04-30',
    });
  });

  it('recorded by mistake can be corrected in its own period', () => {
    const { takes } = book('purchased', recognise(), buy(), live(), impair({ on: '2026-11-20' }));
    expect(takes(reverse(5))).toEqual([
      ['D impairmentLoss -1600.00', 'C intangibleImpairment -1600.00'],
    ]);
  });

  it('leaves with the asset that is sold: amortisation and impairment alike', () => {
    const { entity, takes } = asset();
    entity.record('book', impair({ presentValue: yuan(1_650) }));
    entity.run('2026-05');
    expect(takes(sell())).toEqual([
      [
        'D bank 5000.00',
        'D accumulatedAmortisation 350.00',
        'D intangibleImpairment 1650.00',
        'C intangible 3600.00',
        'C disposalGain 3400.00',
      ],
    ]);
  });
});

describe('inventory', () => {
  it('is written down to what it will bring and back up to the provision', () => {
    const { refuses, takes } = stock();
    refuses(down(3_600), 'book_not_below_cost', {
      carrying: '3600.00',
      netRealisableValue: '3600.00',
    });
    refuses(back(3_600), 'book_no_provision_to_reverse', { provision: '0.00', needed: '0.00' });
    takes(down(3_000));
    refuses(back(3_000), 'book_no_provision_to_reverse', { provision: '600.00', needed: '600.00' });
    expect(takes(back(9_999))).toEqual([
      ['D inventoryProvision 600.00', 'C impairmentLoss 600.00'],
    ]);
    asset().refuses(down(1), 'book_state_forbids', {
      status: 'intangible',
      allowed: ['inventory'],
    });
  });

  it('is not sold by a licence that leaves it with the seller', () =>
    stock().refuses(sell({ controlTransferred: false }), 'book_control_not_transferred'));

  it('loses a share of cost and provision alike', () => {
    const { takes } = stock();
    takes(down(3_200, '2026-05-31'));
    expect(takes(lapsePart())).toEqual([
      ['D pendingLoss 800.00', 'D inventoryProvision 100.00', 'C inventory 900.00'],
      ['D nonOperatingLoss 800.00', 'C pendingLoss 800.00'],
    ]);
    const ordinary = fact('Lapse', { on: '2026-06-15', reason: '正常损耗', isOrdinary: true });
    expect(takes(ordinary).at(-1)).toEqual([
      'D administrationExpense 2400.00',
      'C pendingLoss 2400.00',
    ]);
  });
});

describe('edge cases of the fact sheet', () => {
  it('reclassifies at the net amount, as other reduction and other addition, without a result', () => {
    const { entity, takes, refuses } = asset();
    refuses(reclassify('intangible'), 'book_reclassification_same', { to: 'intangible' });
    entity.run('2026-05');
    expect(takes(reclassify('inventory'))).toEqual([
      ['D inventory 3200.00', 'D accumulatedAmortisation 400.00', 'C intangible 3600.00'],
    ]);
    expect(entity.cell('intangible', 'cost', 'otherReduction', 'purchased')).toBe('3600.00');
    expect(entity.cell('inventory', 'cost', 'otherAddition', 'purchased')).toBe('3200.00');
    takes(down(3_000));
    expect(takes(reclassify('intangible', '2026-07-20'))).toEqual([
      ['D intangible 3000.00', 'D inventoryProvision 200.00', 'C inventory 3200.00'],
    ]);
    entity.run('2026-08');
    expect(entity.state('book').life).toBeUndefined();
    expect(entity.balance('accumulatedAmortisation')).toBe('0.00');
  });

  it('derecognises a lapsed share of cost, amortisation and impairment in proportion', () => {
    const { entity, takes } = asset();
    entity.record('book', impair({ presentValue: yuan(1_650) }));
    entity.run('2026-05');
    expect(takes(lapsePart())).toEqual([
      [
        'D accumulatedAmortisation 87.50',
        'D intangibleImpairment 412.50',
        'D nonOperatingLoss 400.00',
        'C intangible 900.00',
      ],
    ]);
    // 1,200 are left for 32 months from June on.
    expect(entity.run('2026-06')).toEqual({ book: '37.50' });
  });

  it('gives the last month the remainder', () => {
    const { entity } = book('purchased', recognise(), buy({ price: yuan(100) }), live());
    for (let month = 2; month <= 10; month++) entity.run(`2026-${`${month}`.padStart(2, '0')}`);
    expect(entity.balance('accumulatedAmortisation')).toBe('-25.02');
    expect(entity.run('2029-01')).toEqual({ book: '74.98' });
    expect(entity.run('2030-01')).toEqual({});
  });

  it('changes a life from the month of the change on and leaves what was charged', () => {
    const { entity } = asset();
    entity.run('2026-06');
    const estimate = { months: 10, method: 'straightLine', residual: nil, use: 'sales' } as const;
    entity.record('book', live({ on: '2026-07-15', changeReason: '竞品出现', estimate }));
    expect(entity.balance('accumulatedAmortisation')).toBe('-500.00');
    expect(entity.run('2026-07')).toEqual({ book: '310.00' });
  });

  it('takes a late cost in at the next run, with what earlier months lacked', () => {
    const { entity } = asset();
    entity.run('2026-04');
    entity.record('book', spend({ on: '2026-02-10', amount: yuan(36) }));
    expect(entity.run('2026-05')).toEqual({ book: '104.00' });
  });

  it('takes back what was charged beyond a disposal that is told late', () => {
    const { entity, takes } = asset();
    entity.run('2026-05');
    expect(takes(sell({ on: '2026-04-10' }))).toEqual([
      ['D administrationExpense -200.00', 'C accumulatedAmortisation -200.00'],
      [
        'D bank 5000.00',
        'D accumulatedAmortisation 200.00',
        'C intangible 3600.00',
        'C disposalGain 1600.00',
      ],
    ]);
    expect(entity.run('2026-06')).toEqual({});
  });

  it('stops amortisation of what is held for sale, at the lower amount', () => {
    const { entity, takes, refuses } = asset();
    entity.run('2026-05');
    const held = fact('ClassifyHeldForSale', { on: '2026-06-12', fairValueLessCosts: yuan(3_000) });
    expect(takes(held)).toEqual([
      ['D heldForSale 3200.00', 'D accumulatedAmortisation 400.00', 'C intangible 3600.00'],
      ['D impairmentLoss 200.00', 'C heldForSaleImpairment 200.00'],
    ]);
    expect(entity.run('2026-06')).toEqual({});
    refuses(impair({ on: '2026-06-30' }), 'book_recoverable_missing');
    expect(takes(sell({ on: '2026-07-01', price: yuan(2_900) }))).toEqual([
      [
        'D bank 2900.00',
        'D heldForSaleImpairment 200.00',
        'D disposalGain 100.00',
        'C heldForSale 3200.00',
      ],
    ]);
  });
});

describe('service revenue', () => {
  const earn = (contractCost: number) =>
    fact('EarnRevenue', {
      on: '2026-03-31',
      revenue: 'main',
      amount: yuan(500),
      outputTax: yuan(30),
      contractCost: yuan(contractCost),
    });

  it('carries contract cost over, no more than there is', () => {
    const { refuses, takes } = book(
      'purchased',
      buy(),
      recognise({ purpose: 'service', identifiable: false, fulfilsContract: true }),
    );
    refuses(earn(3_601), 'book_contract_cost_exceeded', { contractCost: '3600.00' });
    expect(takes(earn(3_600))).toEqual([
      ['D receivables 530.00', 'C revenue 500.00', 'C outputTax 30.00'],
      ['D costOfSales 3600.00', 'C contractCost 3600.00'],
    ]);
  });
});

describe('a reversal', () => {
  it('takes back a fact that is there, once, as if it had not been', () => {
    const { entity, refuses, takes } = book('purchased', recognise(), buy(), live(), spend());
    refuses(reverse(9), 'book_fact_not_found', { version: 9 });
    refuses(reverse(1), 'book_fact_not_reversible', { version: 1, type: 'BookOpened' });
    expect(takes(reverse(5))).toEqual([['D intangible -100.00', 'C bank -100.00']]);
    expect(takes(reverse(5))).toEqual([]);
    expect(entity.state('book').cost).toBe(360_000n);
    refuses(reverse(6), 'book_fact_not_reversible');
  });

  it('comes after that of the facts that rest on it', () => {
    const { refuses, takes } = book('purchased', recognise(), buy(), live());
    refuses(reverse(2), 'book_reversal_blocked', { version: 2, versions: [3, 4] });
    takes(sell());
    refuses(reverse(3), 'book_reversal_blocked', { version: 3, versions: [5] });
    takes(reverse(5));
    expect(takes(reverse(3))).toEqual([['D intangible -3600.00', 'C bank -3600.00']]);
  });
});

describe('whose book it is', () => {
  it('is decided first: another entity’s is not there', () => {
    const entity = new EntityBooks();
    const of = (partyId: string) => ({ ...entity.meta(partyId) });
    expect(of('entity').actor.partyId).toBe('entity');
    expect(() => entity.record('nothing', buy())).toThrow('book_not_found');
  });

  it('links assets of the entity alone', () => {
    const { refuses, takes, entity } = asset();
    const evidence = { assetId: 'asset-1', titleVersion: 3, isHeld: true };
    refuses(fact('LinkAsset', { evidence: { ...evidence, isHeld: false } }), 'asset_not_found');
    expect(takes(fact('LinkAsset', { evidence }))).toEqual([]);
    expect(entity.state('book').assetId).toBe('asset-1');
    const length = entity.events('book').length;
    takes(fact('LinkAsset', { evidence }));
    expect(entity.events('book')).toHaveLength(length);
  });
});

describe('a full book', () => {
  const full = () => {
    const { state } = asset().entity.inJournal('book');
    return { ...state, version: bookKind.eventsMax - 100 };
  };
  const decided = (one: ReturnType<typeof sell>, version: number) => {
    const meta = new EntityBooks().meta();
    const command = { ...one, data: { ...one.data, bookId: 'book' }, meta } as BookCommand;
    return () => bookKind.decider.decide(command, { ...full(), version });
  };

  it('takes what ends it and nothing else', () => {
    expect(bookKind.eventsMax).toBe(2_000);
    const repair = spend({ component: 'maintenance' });
    expect(decided(repair, 1_900)).toThrow('book_full');
    expect(decided(repair, 1_899)()).toHaveLength(1);
    expect(decided(sell(), 1_999)()).toHaveLength(1);
  });
});
