import fc from 'fast-check';
import { addDays, addWorkingDays, workingDaysBetween } from '../calendar.js';
import { calendarInForce } from '../policy/rule-book.js';
import { assetDecider } from './asset.decider.js';
import type { AssetEvent } from './asset.events.js';
import { accepted, given, publicised, submitted } from './testing/national-case.js';
import * as national from './testing/national.js';
import { tasksAfter } from './case.tasks.js';

const { rules, command, registrarOn, by } = national;

const before = [submitted, accepted, publicised] as const;
const { days } = calendarInForce(rules, '2026-03-02');

const raise = (day: string, objector: number) =>
  command(
    'RaiseObjection',
    { rules, reasons: '数据由我方采集' },
    by('manager', `party-${objector}`, day),
  );
const dismiss = (day: string, objectionNo: number) =>
  command(
    'ResolveObjection',
    { rules, objectionNo, outcome: 'dismissed', reason: '查无实据' },
    registrarOn(day),
  );

type Step = { readonly day: string; readonly no: number; readonly is: 'raised' | 'dismissed' };

/** What became of an application to which objections were raised and decided on given days. */
const told = (steps: readonly Step[]): readonly AssetEvent[] =>
  steps.reduce<readonly AssetEvent[]>((events, { day, no, is }) => {
    const next = is === 'raised' ? raise(day, no) : dismiss(day, no);
    return [
      ...events,
      ...given(...events)
        .when(next)
        .events(),
    ];
  }, before);

const reviewByOf = (events: readonly AssetEvent[]): string | undefined =>
  events.reduce(assetDecider.evolve, assetDecider.initialState()).reviewBy;

describe('the term of a review', () => {
  it('is not put off by an objection that is over before publicity is', () => {
    const events = told([
      { day: '2026-03-03', no: 1, is: 'raised' },
      { day: '2026-03-09', no: 1, is: 'dismissed' },
    ]);
    expect(reviewByOf(events)).toBe('2026-03-19');
  });

  it('leaves out a day once, however many objections were open on it', () => {
    const events = told([
      { day: '2026-03-03', no: 1, is: 'raised' },
      { day: '2026-03-04', no: 2, is: 'raised' },
      { day: '2026-03-11', no: 2, is: 'dismissed' },
      { day: '2026-03-16', no: 1, is: 'dismissed' },
    ]);
    // 10 to 13 and 16 March: five working days beyond publicity.
    expect(reviewByOf(events)).toBe('2026-03-26');
  });

  it('is longer by what objections took beyond publicity, in whatever order they came', () => {
    const span = fc.record({ raised: fc.integer({ min: 0, max: 7 }), took: fc.nat({ max: 40 }) });
    fc.assert(
      fc.property(fc.array(span, { minLength: 1, maxLength: 6 }), (spans) => {
        const order = spans.toSorted((one, other) => one.raised - other.raised);
        const steps = order.flatMap(({ raised, took }, index): Step[] => [
          { day: addDays('2026-03-02', raised), no: index + 1, is: 'raised' },
          { day: addDays('2026-03-02', raised + took), no: index + 1, is: 'dismissed' },
        ]);
        const inTime = steps.toSorted((one, other) => (one.day < other.day ? -1 : 1));
        // On one day what is raised comes first, so that no objection is decided before it is there.
        const whole = inTime.toSorted((one, other) =>
          one.day === other.day && one.is !== other.is ? (one.is === 'raised' ? -1 : 1) : 0,
        );
        const last = whole.at(-1)!.day;
        const beyond = workingDaysBetween('2026-03-09', last, days);
        expect(reviewByOf(told(whole))).toBe(addWorkingDays('2026-03-19', beyond, days));
      }),
      { numRuns: 100 },
    );
  });

  it('does not run while an objection is open: nothing falls due, until it is decided', () => {
    const steps: readonly Step[] = [
      { day: '2026-03-03', no: 1, is: 'raised' },
      { day: '2026-03-16', no: 1, is: 'dismissed' },
    ];
    const tasksOf = (events: readonly AssetEvent[]) =>
      events
        .reduce<ReturnType<typeof tasksAfter>>(
          (tasks, event) => tasksAfter(tasks, event, '2026-03-03'),
          [],
        )
        .find(({ task }) => task === 'review');
    expect(tasksOf(told([]))).toMatchObject({ dueBy: '2026-03-19', notBefore: '2026-03-10' });
    expect(tasksOf(told(steps.slice(0, 1)))).not.toHaveProperty('dueBy');
    expect(tasksOf(told(steps))).toMatchObject({ dueBy: '2026-03-26', notBefore: '2026-03-10' });
  });
});
