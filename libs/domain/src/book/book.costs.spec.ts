import { nil, paid, yuan } from '../accounting/testing/entity-books.js';
import { capitalisationConditions } from './book.terms.js';
import {
  fact,
  recognise,
  buy,
  live,
  spend,
  develop,
  met,
  sell,
  impair,
  lapse,
  opening,
  book,
  asset,
  stock,
} from './testing/book-facts.js';

/** What may be spent on a book and how its life is estimated, both sides of each boundary. */

describe('costs', () => {
  it('have happened', () => {
    asset().refuses(spend({ on: '2026-11-22' }), 'book_date_in_future', {
      on: '2026-11-22',
      today: '2026-11-21',
    });
    expect(stock().takes(spend({ on: '2026-11-21' }))).toHaveLength(1);
  });

  it('are above zero', () =>
    stock().refuses(spend({ amount: nil }), 'book_amount_not_positive', { amount: '0.00' }));

  it('are settled to the fen, by an account that fits', () => {
    const tax = { inputTax: yuan(6) };
    stock().refuses(
      spend({ ...tax, settlement: paid(['bank', 100]) }),
      'book_settlement_not_balanced',
      { expected: '106.00', found: '100.00' },
    );
    stock().refuses(
      spend({ settlement: paid(['paidInCapital', 100]) }),
      'book_settlement_not_of_fact',
    );
    expect(
      stock().takes(spend({ ...tax, settlement: paid(['bank', 56], ['payroll', 50]) })),
    ).toEqual([['D inventory 100.00', 'D inputTax 6.00', 'C bank 56.00', 'C payroll 50.00']]);
  });

  it('come from the source that the book is of', () => {
    book('purchased').refuses(buy({ mode: 'grant' }), 'book_source_contradicts', {
      source: 'purchased',
      mode: 'grant',
    });
    book('other').refuses(buy(), 'book_source_contradicts');
    book('purchased').refuses(develop(true, '2026-02-10'), 'book_source_contradicts');
    book('purchased').refuses(met('2026-02-10'), 'book_source_contradicts');
    for (const [mode, account] of [
      ['contribution', 'paidInCapital'],
      ['debt-settlement', 'receivables'],
      ['exchange', 'receivables'],
      ['grant', 'deferredIncome'],
    ] as const) {
      const { takes } = book('other', recognise());
      expect(takes(buy({ mode }))).toEqual([['D intangible 3600.00', `C ${account} 3600.00`]]);
    }
  });

  it('do not hold training, overhead or an appraisal for a loan', () => {
    stock().refuses(
      buy({ components: [{ component: 'training', amount: yuan(1) }] }),
      'book_component_not_cost',
      { component: 'training' },
    );
    expect(stock().takes(spend({ component: 'loanAppraisal' }))).toEqual([
      ['D administrationExpense 100.00', 'C bank 100.00'],
    ]);
  });

  it('end with the use of an intangible asset', () => {
    expect(asset().takes(spend({ on: '2026-02-10' }))).toHaveLength(1);
    const late = spend({ on: '2026-02-11' });
    asset().refuses(late, 'book_cost_after_use', { on: '2026-02-11', availableOn: '2026-02-10' });
    asset().refuses(buy({ on: '2026-02-11' }), 'book_cost_after_use');
    expect(asset().takes(spend({ on: '2026-02-11', component: 'maintenance' }))).toHaveLength(1);
  });

  it('of what was never recognised are expensed', () => {
    const { takes } = book('purchased', buy());
    expect(takes(recognise({ controlled: false }))).toEqual([
      ['D administrationExpense 3600.00', 'C bank 3600.00'],
    ]);
    expect(takes(sell())).toEqual([['D receivables 5000.00', 'C revenue 5000.00']]);
  });
});

describe('own development', () => {
  it('wants all five conditions at once, from the day of the last', () => {
    const [first, ...rest] = capitalisationConditions;
    book('selfMade').refuses(met('2026-04-01', rest), 'book_conditions_incomplete', {
      missing: [first],
    });
    const { refuses, takes } = book('selfMade', met('2026-04-01'));
    refuses(met('2026-05-01'), 'book_conditions_recorded', { metOn: '2026-04-01' });
    refuses(develop(true, '2026-03-31'), 'book_conditions_not_met', {
      on: '2026-03-31',
      metOn: '2026-04-01',
    });
    expect(takes(develop(true, '2026-04-01'))).toEqual([
      ['D developmentExpenditure 100.00', 'C bank 100.00'],
    ]);
    book('selfMade').refuses(develop(true, '2026-04-01'), 'book_conditions_not_met');
  });

  it('is not backdated over spending that was expensed', () => {
    const research = fact('RecordResearch', { on: '2026-04-02', amount: yuan(1) });
    const { refuses, takes } = book('selfMade', research);
    refuses(met('2026-04-01'), 'book_conditions_backdated', {
      metOn: '2026-04-01',
      researchOn: '2026-04-02',
    });
    expect(takes(met('2026-04-02'))).toEqual([]);
  });

  it('is in the research phase until then: nothing is carried (row 3)', () => {
    const { entity } = book('selfMade', recognise());
    expect(entity.state('book')).toMatchObject({
      status: 'unrecognised',
      recognition: { result: { rule: 3 } },
    });
  });

  it('is not what was being processed for sale', () => {
    const { refuses, takes } = book('selfMade', spend(), met('2026-02-10'));
    refuses(recognise(), 'book_production_in_progress');
    expect(takes(recognise({ purpose: 'sale' }))).toEqual([
      ['D inventory 100.00', 'C productionCost 100.00'],
    ]);
  });

  it('that comes to nothing is expensed', () => {
    const { takes } = book('selfMade', met('2026-02-10'), develop(true, '2026-03-01'));
    expect(takes(impair({ presentValue: yuan(40) }))).toEqual([
      ['D impairmentLoss 60.00', 'C developmentImpairment 60.00'],
    ]);
    expect(takes(lapse())).toEqual([
      [
        'D administrationExpense 40.00',
        'D developmentImpairment 60.00',
        'C developmentExpenditure 100.00',
      ],
    ]);
  });
});

describe('an opening balance', () => {
  it('comes first, at the beginning of a month, and is possible', () => {
    book('purchased', buy()).refuses(opening(), 'book_opening_not_first', { version: 2 });
    const { refuses, takes } = book('purchased');
    refuses(opening({ on: '2026-01-02' }), 'book_opening_not_first_day', { on: '2026-01-02' });
    refuses(opening({ amortised: yuan(3_601) }), 'book_opening_unbalanced');
    refuses(opening({ carriedAs: 'inventory' }), 'book_opening_unbalanced');
    expect(takes(opening())).toEqual([
      ['D intangible 3600.00', 'C accumulatedAmortisation 600.00', 'C openingBalance 3000.00'],
    ]);
  });
});

describe('useful life', () => {
  const method = (more: object) =>
    live({
      estimate: { method: 'straightLine', residual: nil, use: 'administration', ...more } as never,
    });

  it('has what its method wants and nothing else', () => {
    const { refuses, takes } = book('purchased', recognise(), buy());
    refuses(method({}), 'book_life_incomplete', {
      method: 'straightLine',
      lacks: ['months'],
      tooMuch: [],
    });
    refuses(method({ method: 'indefinite', months: 1 }), 'book_life_incomplete');
    refuses(method({ method: 'unitsOfUse' }), 'book_life_incomplete');
    expect(takes(method({ method: 'indefinite' }))).toEqual([]);
  });

  it('does not go beyond the right without evidence of renewal', () => {
    const { refuses, takes } = book('purchased', recognise(), buy());
    const stated = (rightUntil: string) => live({ rightUntil });
    // 36 months from February 2026 end with January 2029.
    refuses(stated('2028-12-31'), 'book_life_beyond_right', {
      rightUntil: '2028-12-31',
      until: '2029-01-31',
    });
    const evidence = { assetId: 'a', titleVersion: 1, isHeld: true, rightUntil: '2028-12-31' };
    refuses(live({ evidence }), 'book_life_beyond_right');
    refuses(live({ rightUntil: '2029-01-31', evidence }), 'book_life_beyond_right');
    expect(
      takes(live({ rightUntil: '2028-12-31', renewalEvidenceDigest: 'b'.repeat(64) })),
    ).toEqual([]);
    const seen = { ...evidence, rightUntil: '2029-01-31' };
    const linked = book('purchased', recognise(), buy(), live({ evidence: seen }));
    expect(linked.entity.state('book').life?.asset).toEqual({
      assetId: 'a',
      titleVersion: 1,
      rightUntil: '2029-01-31',
    });
    const other = book('purchased', recognise(), buy());
    expect(other.takes(stated('2029-01-31'))).toEqual([]);
  });

  it('has no residual value without evidence', () => {
    const { refuses, takes } = book('purchased', recognise(), buy());
    const estimate = { method: 'straightLine', months: 36, use: 'administration' } as const;
    const valued = { estimate: { ...estimate, residual: yuan(100) } };
    refuses(live(valued), 'book_residual_without_evidence', { residual: '100.00' });
    expect(takes(live({ ...valued, residualEvidenceDigest: 'b'.repeat(64) }))).toEqual([]);
  });

  it('changes for a reason, and not before the last estimate', () => {
    const { refuses, takes } = asset();
    refuses(live({ on: '2026-05-10' }), 'book_change_reason_missing');
    expect(takes(live({ on: '2026-05-10', changeReason: '迭代加快' }))).toEqual([]);
    refuses(live({ on: '2026-05-09', changeReason: '再次估计' }), 'book_later_facts');
  });

  it('counts units only where they are the method', () => {
    const units = fact('RecordUnits', { on: '2026-03-31', units: 10 });
    asset().refuses(units, 'book_life_missing');
    stock().refuses(units, 'book_state_forbids');
  });
});
