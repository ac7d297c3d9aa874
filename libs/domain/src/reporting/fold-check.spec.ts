import { replay } from '../accounting/replay.js';
import { type EntityBooks, yuan } from '../accounting/testing/entity-books.js';
import {
  asset,
  hold,
  impair,
  lapsePart,
  reverse,
  spend,
  withdraw,
} from '../book/testing/book-facts.js';
import { type BookPosted, foldDifferences } from './fold-check.js';

/** What stands in the journal, as postings have it: version by version, and what runs charged. */
const postedOf = (entity: EntityBooks): BookPosted => {
  const called = replay(entity.placed('book'), entity.runs);
  return { facts: new Map(called.facts), charged: called.charged };
};

const played = () => {
  const { entity, takes } = asset();
  entity.run('2026-03');
  takes(spend({ on: '2026-02-10' }));
  entity.run('2026-05');
  takes(impair({ on: '2026-05-31', presentValue: yuan(2_000) }));
  takes(lapsePart());
  takes(hold(700, '2026-07-02'));
  entity.run('2026-08');
  takes(withdraw(9_999, '2026-09-10'));
  entity.run('2026-09');
  return entity;
};

const called = (entity: EntityBooks) => replay(entity.placed('book'), entity.runs);

describe('a book folded again', () => {
  it('calls for what was posted: by fact, and by the runs', () => {
    const entity = played();
    const { facts, charged } = called(entity);
    const sums = { intangible: 0n, accumulatedAmortisation: 0n, intangibleImpairment: 0n };
    for (const one of facts.values()) {
      for (const [role, net] of one.sums) if (role in sums) sums[role as keyof typeof sums] += net;
    }
    const inJournal = (role: keyof typeof sums) => BigInt(entity.balance(role).replace('.', ''));
    expect(sums.intangible).toBe(inJournal('intangible'));
    expect(sums.intangibleImpairment).toBe(inJournal('intangibleImpairment'));
    expect(sums.accumulatedAmortisation - charged).toBe(inJournal('accumulatedAmortisation'));
    expect(foldDifferences('book', called(entity), postedOf(entity))).toEqual([]);
  });

  it('names the fact whose voucher says something else', () => {
    const entity = played();
    const { facts, charged } = postedOf(entity);
    const [version, first] = [...facts].find(([, { sums }]) => sums.has('intangible'))!;
    const sums = new Map(first.sums).set('intangible', first.sums.get('intangible')! + 1n);
    const changed = { charged, facts: new Map(facts).set(version, { ...first, sums }) };
    expect(foldDifferences('book', called(entity), changed)).toEqual([
      {
        check: 'fold',
        table: 'book',
        row: `book/${version}`,
        column: 'intangible',
        expected: '3600.00',
        found: '3600.01',
      },
    ]);
  });

  it('names amortisation that runs charged beyond what the facts call for', () => {
    const entity = played();
    const { facts, charged } = postedOf(entity);
    expect(foldDifferences('book', called(entity), { facts, charged: charged + 5n })).toMatchObject(
      [{ check: 'fold', row: 'book', column: 'accumulatedAmortisation' }],
    );
  });

  it('names a voucher that no fact calls for', () => {
    const entity = played();
    const { facts, charged } = postedOf(entity);
    const strange = { vouchers: 1, sums: new Map([['inventory' as const, 7n]]) };
    const more = { charged, facts: new Map(facts).set(1, strange) };
    expect(foldDifferences('book', called(entity), more)).toMatchObject([
      { row: 'book/1', column: 'inventory', expected: '0.00', found: '0.07' },
    ]);
  });

  it('waits for a fact of which a voucher is not posted yet', () => {
    const entity = played();
    const { facts, charged } = postedOf(entity);
    const [version, { sums, vouchers }] = [...facts].find(([, one]) => one.vouchers > 1)!;
    const half = new Map(facts).set(version, { sums: new Map(), vouchers: vouchers - 1 });
    expect(foldDifferences('book', called(entity), { facts: half, charged })).toEqual([]);
    expect(sums.size).toBeGreaterThan(0);
    const none = new Map(facts);
    none.delete(version);
    expect(foldDifferences('book', called(entity), { facts: none, charged })).toEqual([]);
  });

  it('takes back what was recorded by mistake', () => {
    const { entity, takes } = asset();
    takes(spend());
    takes(reverse(5));
    expect(foldDifferences('book', called(entity), postedOf(entity))).toEqual([]);
    const sums = [...called(entity).facts.values()].map((one) => one.sums.get('intangible'));
    expect(sums).toEqual([360_000n, 10_000n, -10_000n]);
  });
});
