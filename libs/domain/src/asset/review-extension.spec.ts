import { policyNamed } from '../policy/policy.definitions.js';
import type { AssetEvent } from './asset.events.js';
import { accepted, given, publicised, submitted, terms } from './testing/national-case.js';
import * as national from './testing/national.js';

const { bank, outsider, rules, command, fact } = national;
const { applicantOn, registrarOn, by } = national;

const after = (...events: AssetEvent[]) => given(submitted, ...events);
const extend = (day: string, reason = '向第三方核实来源') =>
  command('ExtendReview', { rules, reason }, registrarOn(day));
/** Ten working days after Thursday 12 March. */
const extended = (on: string, reviewBy = '2026-03-26', previousReviewBy = '2026-03-12') =>
  fact('ReviewExtended', {
    ...{ reason: '向第三方核实来源', previousReviewBy, reviewBy, workingDays: 10, on },
    calendarVersion: 1,
  });

describe('the extension of a review', () => {
  it('adds ten working days, up to the last day of the term, and not on the day after', () => {
    after(accepted).when(extend('2026-03-12')).then(extended('2026-03-12'));
    after(accepted)
      .when(extend('2026-03-13'))
      .thenRefused('review_term_over', { reviewBy: '2026-03-12' });
  });

  it('is had once: the same again is so already, another one is refused', () => {
    const before = [accepted, extended('2026-03-05')];
    after(...before)
      .when(extend('2026-03-06'))
      .thenNothing();
    after(...before)
      .when(extend('2026-03-06', '仍需核实'))
      .thenRefused('review_extended_before', {
        reviewBy: '2026-03-26',
        reason: '向第三方核实来源',
      });
    after(...before)
      .when(command('RegisterAsset', { rules }, registrarOn('2026-03-06')))
      .thenRefused('asset_step_not_possible', {
        possible: ['publication', 'supplement-request', 'rejection', 'withdrawal'],
        ...{ step: 'registration', status: 'accepted' },
      });
  });

  it('comes on top of what publicity put off, and while an objection is open no term runs', () => {
    after(accepted, publicised)
      .when(extend('2026-03-13'))
      .then(extended('2026-03-13', '2026-04-02', '2026-03-19'));
    const objection = fact('ObjectionRaised', {
      ...{ objectionNo: 1, objectorPartyId: outsider, stage: 'publicity', reasons: '异议' },
      ...{ on: '2026-03-05', investigateBy: '2026-03-19', calendarVersion: 1 },
    });
    after(accepted, publicised, objection)
      .when(extend('2026-03-20'))
      .then(extended('2026-03-20', '2026-04-02', '2026-03-19'));
  });

  it('is the registrar’s, of an application that is accepted', () => {
    after(accepted)
      .when({ ...extend('2026-03-05'), meta: by('manager', bank, '2026-03-05') })
      .thenRefused('asset_not_found');
    after().when(extend('2026-02-13')).thenRefused('asset_step_not_possible');
  });

  it('is none where the scheme knows none', () => {
    const inHouse = { ...terms, scheme: 'in-house', registrarPartyId: bank } as const;
    const [own] = given()
      .when(command('SubmitApplication', inHouse, applicantOn('2026-02-12')))
      .events() as [AssetEvent];
    given(own, fact('ApplicationAccepted', {}))
      .when({ ...extend('2026-03-05'), meta: by('registrar', bank, '2026-03-05') })
      .thenRefused('asset_step_not_possible');
    for (const name of ['national-2026', 'shenzhen', 'beijing-data-ip']) {
      const review = policyNamed(name)?.shipped?.()['review'];
      expect([name, review]).toMatchObject([name, { extensionWorkingDays: 10 }]);
    }
  });
});
