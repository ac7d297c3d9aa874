import type { WorkingDays } from '../calendar.js';
import { type InForce, inForce } from '../policy/in-force.js';
import { type PolicyDefinition, shippedFrom } from '../policy/policy.definition.js';
import { workingDaysPolicy } from '../policy/working-days.policy.js';

/** How long what waits for somebody waits on a title. */
export type TitleClocks = {
  readonly licenceReservationHours: number;
  readonly claimWorkingDays: number;
  readonly registrationReservationHours: number;
  readonly registrationRenewalsMax: number;
  readonly registrationRestHours: number;
};

/** An event whose content follows from one of these names the version. */
export const titleClocksPolicy: PolicyDefinition<TitleClocks> = {
  name: 'title-clocks',
  title: { zh: '产权登记簿期限', en: 'Clocks of titles' },
  of: 'ledger',
  partyMayAdopt: false,
  isConfidential: false,
  shape: {
    is: 'object',
    members: {
      licenceReservationHours: {
        is: 'integer',
        min: 1,
        max: 168,
        about: '独占许可预留：hours within which a reserved licence is contracted, or it lapses.',
      },
      claimWorkingDays: {
        is: 'integer',
        min: 1,
        max: 250,
        about: '质押主张确认期：working days in which a pledgor may confirm a claim.',
      },
      registrationReservationHours: {
        is: 'integer',
        min: 1,
        max: 24,
        about: '登记预留：hours at most for which a lender keeps an entry free.',
      },
      registrationRenewalsMax: {
        is: 'integer',
        min: 0,
        max: 1,
        about: '预留续展次数：how often one lender may renew it.',
      },
      registrationRestHours: {
        is: 'integer',
        min: 0,
        max: 8_760,
        about: '预留间隔：a reservation that begins within so many hours after the last renews it.',
      },
    },
  },
  shipped: () => ({
    licenceReservationHours: 24,
    claimWorkingDays: 20,
    registrationReservationHours: 24,
    registrationRenewalsMax: 1,
    registrationRestHours: 24,
  }),
};

/** The clocks of titles and the calendar that working days are counted by, as read (pattern 2). */
export type TitleClockEvidence = {
  readonly clocks: InForce<TitleClocks>;
  readonly calendar: InForce<WorkingDays>;
};

let shipped: TitleClockEvidence | undefined;

/** Of a ledger that changed nothing: what stands where nothing was read. */
export const shippedTitleClocks = (): TitleClockEvidence =>
  (shipped ??= {
    clocks: inForce(titleClocksPolicy, shippedFrom),
    calendar: inForce(workingDaysPolicy, shippedFrom),
  });

/** Hours in milliseconds. */
export const hourMilliseconds = 60 * 60 * 1000;

/**
 * A title's length. What opens something new (a grant, a pledge, a bar …) is refused from
 * `openingsMax` on, so that what is open can always be ended, released and confirmed.
 */
export const titleEventsMax = 5_000;
export const titleOpeningsMax = 4_000;
