import type { AssetEvent } from './asset.events.js';
import { type CaseTask, tasksAfter } from './case.tasks.js';
import { accepted, given, submitted, terms } from './testing/national-case.js';
import * as national from './testing/national.js';

const { bank, outsider, rules, command, fact } = national;
const { applicantOn, registrarOn, by } = national;

const after = (...events: AssetEvent[]) => given(submitted, accepted, ...events);

const missing = ['采集系统的运行日志'];
const ask = (day: string, what = missing) =>
  command('RequestSupplement', { rules, missing: what }, registrarOn(day));
/** Asked on Monday 2 March: ten working days, to Monday 16 March. */
const asked = fact('SupplementRequested', {
  ...{ missing, on: '2026-03-02', supplementBy: '2026-03-16', reviewBy: '2026-03-26' },
  calendarVersion: 1,
});
const said = { explanation: '补充运行日志', evidenceDigests: ['ab'.repeat(32)] };
const bring = (day: string) => command('SupplementReview', { rules, ...said }, applicantOn(day));
const brought = (on: string, reviewBy: string) =>
  fact('ReviewSupplemented', { ...said, on, reviewBy, calendarVersion: 1 });
const publicise = (day: string) => command('PubliciseApplication', { rules }, registrarOn(day));
const extend = (day: string) =>
  command('ExtendReview', { rules, reason: '核实' }, registrarOn(day));

describe('supporting material that a review asks for', () => {
  it('puts the term off by the whole time that there is for it', () => {
    after().when(ask('2026-03-02')).then(asked);
    after(asked).when(ask('2026-03-03')).thenNothing();
    after(asked)
      .when(ask('2026-03-03', ['合同']))
      .thenRefused('supplement_awaited', { until: '2026-03-16' });
  });

  it('puts it off, once it is brought, by the working days that it took', () => {
    after(asked).when(bring('2026-03-02')).then(brought('2026-03-02', '2026-03-12'));
    after(asked).when(bring('2026-03-09')).then(brought('2026-03-09', '2026-03-19'));
    after(asked).when(bring('2026-03-16')).then(brought('2026-03-16', '2026-03-26'));
    after(asked).when(bring('2026-03-17')).then(brought('2026-03-17', '2026-03-26'));
    after(asked, brought('2026-03-09', '2026-03-19')).when(bring('2026-03-10')).thenNothing();
  });

  it('may be asked for again, and each time counts by itself', () => {
    after(asked, brought('2026-03-03', '2026-03-13'))
      .when(ask('2026-03-05', ['合同']))
      .then(
        fact('SupplementRequested', {
          ...{ missing: ['合同'], on: '2026-03-05', supplementBy: '2026-03-19' },
          ...{ reviewBy: '2026-03-27', calendarVersion: 1 },
        }),
      );
  });

  it('is waited for to its last day: no publicity and no extension before, both after it', () => {
    for (const step of [publicise, extend]) {
      after(asked).when(step('2026-03-16')).thenRefused('supplement_awaited', {
        until: '2026-03-16',
      });
    }
    const extended = fact('ReviewExtended', {
      ...{ reason: '核实', previousReviewBy: '2026-03-26', reviewBy: '2026-04-10' },
      ...{ workingDays: 10, on: '2026-03-17', calendarVersion: 1 },
    });
    after(asked).when(extend('2026-03-17')).then(extended);
    after(asked, extended).when(bring('2026-03-18')).thenRefused('asset_step_not_possible');
    after(asked)
      .when(publicise('2026-03-17'))
      .then(
        fact('ApplicationPublicised', {
          ...{ from: '2026-03-17', until: '2026-03-24', reviewBy: '2026-04-02' },
          calendarVersion: 1,
        }),
      );
  });

  it('that nobody brings ends nothing by itself: the registrar decides on what there is', () => {
    const turnDown = { ground: 'otherLaw', explanation: '无法核实来源' } as const;
    after(asked)
      .when(command('SettleDue', {}, national.systemOn('2026-06-01')))
      .thenNothing();
    after(asked)
      .when(command('RejectApplication', turnDown, registrarOn('2026-03-17')))
      .then(fact('ApplicationRejected', turnDown));
  });

  it('that nobody brings in time is a ground of its own (art. 18), and no other time', () => {
    const ground = 'supplementNotBrought' as const;
    const ended = { ground, explanation: '逾期未补充，来源无法核实' };
    const end = (day: string) => command('RejectApplication', ended, registrarOn(day));
    after(asked).when(end('2026-03-16')).thenRefused('supplement_awaited', { until: '2026-03-16' });
    after(asked).when(end('2026-03-17')).then(fact('ApplicationRejected', ended));
    const none = ['supplement_not_missing', { articles: ['18'] }] as const;
    after()
      .when(end('2026-03-17'))
      .thenRefused(...none);
    after(asked, brought('2026-03-09', '2026-03-19'))
      .when(end('2026-03-17'))
      .thenRefused(...none);
    const extended = fact('ReviewExtended', {
      ...{ reason: '核实', previousReviewBy: '2026-03-26', reviewBy: '2026-04-10' },
      ...{ workingDays: 10, on: '2026-03-17', calendarVersion: 1 },
    });
    after(asked, extended).when(end('2026-03-18')).then(fact('ApplicationRejected', ended));
    const askedAgain = { ...asked.data, on: '2026-03-18', supplementBy: '2026-04-01' };
    after(asked, extended, fact('SupplementRequested', askedAgain))
      .when(end('2026-04-01'))
      .thenRefused('supplement_awaited', { until: '2026-04-01' });
    after(asked, brought('2026-03-09', '2026-03-19'), extended)
      .when(end('2026-03-18'))
      .thenRefused(...none);
  });

  it('is asked for by the registrar and brought by the applicant, during the review only', () => {
    after()
      .when({ ...ask('2026-03-02'), meta: by('manager', bank, '2026-03-02') })
      .thenRefused('asset_not_found');
    after(asked)
      .when({ ...bring('2026-03-03'), meta: by('manager', outsider, '2026-03-03') })
      .thenRefused('asset_not_found');
    after().when(bring('2026-03-02')).thenRefused('asset_step_not_possible');
    given(submitted).when(ask('2026-02-13')).thenRefused('asset_step_not_possible');
    const inHouse = { ...terms, scheme: 'in-house', registrarPartyId: bank } as const;
    const [own] = given()
      .when(command('SubmitApplication', inHouse, applicantOn('2026-02-12')))
      .events() as [AssetEvent];
    given(own, fact('ApplicationAccepted', {}))
      .when({ ...ask('2026-03-02'), meta: by('registrar', bank, '2026-03-02') })
      .thenRefused('asset_step_not_possible');
  });

  it('is the applicant’s turn among what is in hand, and then the registrar’s again', () => {
    const tasksOf = (...events: AssetEvent[]) =>
      [submitted, accepted, ...events].reduce<readonly CaseTask[]>(
        (tasks, event) => tasksAfter(tasks, event, '2026-03-02'),
        [],
      );
    expect(tasksOf(asked)).toEqual([
      {
        ...{ task: 'review', by: 'registrar', since: '2026-03-02' },
        ...{ dueBy: '2026-03-26', notBefore: '2026-03-17' },
      },
      {
        ...{ task: 'supplement', by: 'applicant', since: '2026-03-02' },
        ...{ missing, dueBy: '2026-03-16' },
      },
    ]);
    expect(tasksOf(asked, brought('2026-03-09', '2026-03-19'))).toEqual([
      { task: 'review', by: 'registrar', since: '2026-03-02', dueBy: '2026-03-19' },
    ]);
  });
});
