import fc from 'fast-check';
import {
  addDays,
  addMilliseconds,
  addMonths,
  addWorkingDays,
  endOfShanghaiDay,
  isDate,
  isWorkingDay,
  orNextWorkingDay,
  shanghaiDate,
} from './calendar.js';

describe('calendar dates in Shanghai', () => {
  it('knows which dates exist', () => {
    expect(isDate('2028-02-29')).toBe(true);
    expect(isDate('2026-02-29')).toBe(false);
    expect(isDate('2026-13-01')).toBe(false);
    expect(isDate('2026-1-1')).toBe(false);
  });

  it('knows them as the engine does', () => {
    const number = (max: number, digits: number) =>
      fc.nat(max).map((value) => String(value).padStart(digits, '0'));
    fc.assert(
      fc.property(number(9_999, 4), number(14, 2), number(33, 2), (year, month, day) => {
        const text = `${year}-${month}-${day}`;
        const ms = Date.parse(`${text}T00:00:00.000Z`);
        const isThere = !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
        expect(isDate(text)).toBe(isThere);
      }),
      { numRuns: 2_000 },
    );
  });

  it('changes day at 16:00 UTC', () => {
    expect(shanghaiDate('2026-11-21T15:59:59.999Z')).toBe('2026-11-21');
    expect(shanghaiDate('2026-11-21T16:00:00.000Z')).toBe('2026-11-22');
    expect(endOfShanghaiDay('2026-11-21')).toBe('2026-11-21T15:59:59.999Z');
  });

  it('adds days and months, keeping to the end of a short month', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(addMonths('2026-11-21', 60)).toBe('2031-11-21');
    expect(addMilliseconds('2026-11-21T00:00:00.000Z', 86_400_000)).toBe(
      '2026-11-22T00:00:00.000Z',
    );
  });
});

describe('working days', () => {
  it('leaves out the Spring Festival of 2026 and counts make-up days', () => {
    expect(isWorkingDay('2026-02-17')).toBe(false);
    expect(isWorkingDay('2026-02-28')).toBe(true);
    expect(addWorkingDays('2026-02-13', 1)).toBe('2026-02-14');
    expect(addWorkingDays('2026-02-14', 1)).toBe('2026-02-24');
  });

  it('starts the day after the event and ends on a working day', () => {
    expect(addWorkingDays('2026-11-20', 1)).toBe('2026-11-23');
    expect(addWorkingDays('2026-11-20', 0)).toBe('2026-11-20');
    expect(orNextWorkingDay('2026-11-21')).toBe('2026-11-23');
    expect(orNextWorkingDay('2026-11-23')).toBe('2026-11-23');
  });
});
