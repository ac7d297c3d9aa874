import chineseDays from 'chinese-days';
import { addDays, isWeekend, type WorkingDays } from '../calendar.js';
import type { PolicyDefinition } from './policy.definition.js';
import type { PolicyFault } from './policy.shape.js';

/** The years that the shipped calendar knows, from the State Council's yearly notices. */
const shippedYears = { first: 2004, last: 2026 } as const;

/** Dates of either kind in one version, at most: a century of them. */
const datesMax = 4_000;

/**
 * Which days of the week are worked, and on which dates that does not hold. Every period in working
 * days of this ledger is counted by it. The State Council tells a year's days in the November before:
 * an operator then adopts a version that has them.
 */
export const workingDaysPolicy: PolicyDefinition<WorkingDays> = {
  name: 'working-days',
  title: { zh: '工作日历', en: 'Calendar of working days' },
  of: 'ledger',
  partyMayAdopt: false,
  isConfidential: false,
  shape: {
    is: 'object',
    members: {
      holidays: {
        is: 'list',
        of: { is: 'date' },
        max: datesMax,
        about:
          '放假：Mondays to Fridays on which nobody works. Saturdays and Sundays are free anyway.',
      },
      makeUpDays: {
        is: 'list',
        of: { is: 'date' },
        max: datesMax,
        about: '调休上班：Saturdays and Sundays that are worked.',
      },
    },
  },
  moreFaults: (content) => calendarFaults(content),
  shipped: () => shippedCalendar(),
};

const calendarFaults = ({ holidays, makeUpDays }: WorkingDays): readonly PolicyFault[] => [
  ...holidays.flatMap((date, index) =>
    isWeekend(date)
      ? [{ pointer: `/holidays/${index}`, expected: 'a day from Monday to Friday' }]
      : [],
  ),
  ...makeUpDays.flatMap((date, index) =>
    isWeekend(date)
      ? []
      : [{ pointer: `/makeUpDays/${index}`, expected: 'a Saturday or a Sunday' }],
  ),
];

let shipped: WorkingDays | undefined;

/** What the library knows, as the exceptions to Monday to Friday. */
const shippedCalendar = (): WorkingDays => (shipped ??= exceptions());

const exceptions = (): WorkingDays => {
  const holidays: string[] = [];
  const makeUpDays: string[] = [];
  const last = `${shippedYears.last}-12-31`;
  for (let date = `${shippedYears.first}-01-01`; date <= last; date = addDays(date, 1)) {
    const isWorked = chineseDays.isWorkday(date);
    if (isWorked && isWeekend(date)) makeUpDays.push(date);
    if (!isWorked && !isWeekend(date)) holidays.push(date);
  }
  return { holidays, makeUpDays };
};
