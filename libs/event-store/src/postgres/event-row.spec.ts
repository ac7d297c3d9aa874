import { instantOfColumn } from './event-row.js';

describe('an instant as Postgres writes it', () => {
  it.each([
    ['2026-11-21 09:00:00+00', '2026-11-21T09:00:00.000000Z'],
    ['2026-11-21 09:00:00.5+00', '2026-11-21T09:00:00.500000Z'],
    ['2026-11-21 09:00:00.00002+00', '2026-11-21T09:00:00.000020Z'],
    ['2026-11-21 09:00:00.123456+00', '2026-11-21T09:00:00.123456Z'],
  ])('%s is %s', (column, instant) => {
    expect(instantOfColumn(column)).toBe(instant);
  });
});
