import { addMilliseconds } from '../calendar.js';
import {
  act,
  authorised,
  bank,
  claimed,
  evidence,
  exclusive,
  given,
  licensed,
  now,
  opened,
  operation,
  pledgeTerms,
  reservation,
  theLender,
  theSystem,
} from './testing/title-samples.js';
import {
  hourMilliseconds,
  shippedTitleClocks,
  type TitleClockEvidence,
  type TitleClocks,
} from './title.policy.js';

const shipped = shippedTitleClocks();

/** The shipped clocks but for some, as their second version. */
const timing = (more: Partial<TitleClocks>): TitleClockEvidence => ({
  ...shipped,
  clocks: { version: 2, content: { ...shipped.clocks.content, ...more } },
});

describe('the clocks of titles', () => {
  it('are shipped as they were', () =>
    expect(shipped.clocks).toEqual({
      version: 1,
      content: {
        licenceReservationHours: 24,
        claimWorkingDays: 20,
        registrationReservationHours: 24,
        registrationRenewalsMax: 1,
        registrationRestHours: 24,
      },
    }));

  it('say how long a licence is reserved', () => {
    const asked = { ...reservation(), sellerPartyId: bank };
    const by = { ...asked, timing: timing({ licenceReservationHours: 48 }) };
    const [kept] = given(opened(), licensed({ terms: exclusive }))
      .when(act('ReserveLicence', by, theSystem))
      .events();
    const expiresAt = addMilliseconds(now, 48 * hourMilliseconds);
    expect(kept?.data).toMatchObject({ expiresAt, policyVersion: 2 });
    expect(kept?.data).not.toHaveProperty('timing');
  });

  it('say when a claim lapses, counted by the calendar in force', () => {
    const seen = () => given(opened(), authorised({ purpose: 'inspect' }));
    const asked = { holdingId: operation, terms: pledgeTerms(), pledgorEvidence: evidence };
    const calendar = { version: 3, content: { holidays: ['2026-11-24'], makeUpDays: [] } };
    const by = { ...asked, timing: { ...timing({ claimWorkingDays: 1 }), calendar } };
    const [claim] = seen()
      .when(act('RegisterPledge', by, theLender))
      .events();
    expect(claim?.data).toMatchObject({
      ...{ lapsesAfter: '2026-11-25', policyVersion: 2, calendarVersion: 3 },
    });
    const [asShipped] = seen()
      .when(act('RegisterPledge', asked, theLender))
      .events();
    expect(asShipped).toEqual(claimed());
  });

  it('say how long a registration is kept, and how often it is renewed', () => {
    const seen = { evidence: { pledgorEvidence: evidence } };
    const asked = { registrationReservationId: 'kept-1', holdingId: operation, ...seen };
    const reserve = (more: Partial<TitleClocks>, until?: string) =>
      act(
        'ReserveRegistration',
        { ...asked, timing: timing(more), ...(until !== undefined && { until }) },
        theLender,
      );
    const hour = addMilliseconds(now, hourMilliseconds);
    const [kept] = given(opened(), authorised())
      .when(reserve({ registrationReservationHours: 1 }))
      .events();
    expect(kept?.data).toMatchObject({ until: hour, policyVersion: 2 });
    given(opened(), authorised())
      .when(reserve({ registrationReservationHours: 1 }, addMilliseconds(hour, 1)))
      .thenRefused('reservation_time_invalid', { field: 'until', latest: hour });
  });
});
