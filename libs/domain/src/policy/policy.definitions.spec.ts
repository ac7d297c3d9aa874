import chineseDays from 'chinese-days';
import fc from 'fast-check';
import { addDays, addWorkingDays, isWorkingDay } from '../calendar.js';
import { policyDefinitions } from './policy.definitions.js';
import { faultsOf, jsonSchemaOf, placesOf, type PolicyShape } from './policy.shape.js';
import { workingDaysPolicy } from './working-days.policy.js';

describe.each(policyDefinitions.map((definition) => [definition.name, definition] as const))(
  'policy %s',
  (_, { shape, shipped, moreFaults }) => {
    it('ships a content of its own shape', () => {
      const content = shipped?.();
      if (content === undefined) return;
      expect([...faultsOf(shape, content), ...(moreFaults?.(content) ?? [])]).toEqual([]);
    });

    it('says what each member means', () => {
      const places = placesOf(shape);
      expect(places.length).toBeGreaterThan(0);
      for (const { place, about } of places)
        expect([place, about]).toEqual([place, expect.any(String)]);
    });

    it('has a JSON Schema that allows nothing else', () =>
      expect(jsonSchemaOf(shape)).toMatchObject({ type: 'object', additionalProperties: false }));
  },
);

describe('the shipped calendar', () => {
  const calendar = workingDaysPolicy.shipped!();

  it('is the library’s, day by day', () => {
    const day = fc.integer({ min: 0, max: 365 * 22 }).map((days) => addDays('2004-01-01', days));
    fc.assert(
      fc.property(day, (date) => {
        expect([date, isWorkingDay(date, calendar)]).toEqual([date, chineseDays.isWorkday(date)]);
      }),
      { numRuns: 500 },
    );
  });

  it('has the Spring Festival of 2026 with its make-up days', () => {
    // 2026-02-14 (Saturday) is worked; 15 to 23 February are free; 28 February is worked.
    expect(addWorkingDays('2026-02-13', 1, calendar)).toBe('2026-02-14');
    expect(addWorkingDays('2026-02-13', 2, calendar)).toBe('2026-02-24');
    expect(addWorkingDays('2026-02-27', 1, calendar)).toBe('2026-02-28');
  });

  it('knows no holidays in a year that nobody has told it', () =>
    expect(addWorkingDays('2031-01-31', 1, calendar)).toBe('2031-02-03'));
});

describe('a shape', () => {
  const shape: PolicyShape = {
    is: 'object',
    members: {
      text: { is: 'text', max: 3, pattern: '^a', about: 'A text.' },
      one: { is: 'oneOf', values: ['x', 'y'], about: 'One.', optional: true },
      list: { is: 'list', of: { is: 'date' }, max: 1, about: 'Dates.' },
      flag: { is: 'boolean', about: 'A flag.' },
    },
  };
  const good = { text: 'abc', list: ['2026-01-01'], flag: true };

  it.each([
    [good, []],
    [{ ...good, one: 'y' }, []],
    [{ ...good, one: 'z' }, ['/one']],
    [{ ...good, text: 'abcd' }, ['/text']],
    [{ ...good, text: 'bcd' }, ['/text']],
    [{ ...good, list: ['2026-02-30'] }, ['/list/0']],
    [{ ...good, list: ['2026-01-01', '2026-01-02'] }, ['/list']],
    [{ text: 'a', list: [] }, ['/flag']],
    [[], ['']],
    ['text', ['']],
    [null, ['']],
    [{ ...good, toString: 'x' }, ['/toString']],
  ])('finds where %j departs from it', (value, pointers) =>
    expect(faultsOf(shape, value).map(({ pointer }) => pointer)).toEqual(pointers),
  );

  it('names no more faults than a reader reads', () => {
    const many = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`m${index}`, 1]));
    expect(faultsOf(shape, { ...good, ...many })).toHaveLength(20);
  });
});
