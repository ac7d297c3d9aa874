import type { AssetEvent } from './asset.events.js';
import { renewalWindow } from './possible-steps.js';
import {
  accepted,
  given,
  publicised,
  registered,
  submitted,
  terms,
} from './testing/national-case.js';
import * as national from './testing/national.js';

const { bank, outsider, rules, filed, describing, command, fact } = national;
const { applicantOn, registrarOn, systemOn, by } = national;

const after = (...events: AssetEvent[]) => given(submitted, ...events);
const publicise = (day: string) => command('PubliciseApplication', { rules }, registrarOn(day));
const register = (day: string) => command('RegisterAsset', { rules }, registrarOn(day));

const { registrarPartyId, applicantPartyId } = terms;
const alive = [accepted, publicised, registered] as const;

describe('the clocks of an application filed before the Spring Festival', () => {
  it('count working days: make-up days in, holidays out', () => {
    expect(submitted.data).toMatchObject({
      scheme: { name: 'national-2026', version: 1 },
      procedure: {
        // 13 February, 14 (a Saturday that is worked), then 24: the holidays are 15 to 23.
        acceptBy: '2026-02-24',
        ifSilent: { acceptedOn: '2026-02-25', reviewBy: '2026-03-10' },
        calendarVersion: 1,
      },
    });
  });

  it('take silence for acceptance on the first working day after the limit', () => {
    const settle = (day: string) => command('SettleDue', {}, systemOn(day));
    after().when(settle('2026-02-24')).thenNothing();
    const silent = fact('ApplicationAccepted', {
      ...{ by: 'silence', on: '2026-02-25', reviewBy: '2026-03-10', calendarVersion: 1 },
    });
    after().when(settle('2026-02-25')).then(silent);
    after().when(settle('2026-06-30')).then(silent);
    after(accepted).when(settle('2026-06-30')).thenNothing();
  });

  it('count silence before whatever is done next, written down or not', () => {
    const [first, second] = after().when(publicise('2026-02-26')).events();
    expect([first?.type, second?.type]).toEqual(['ApplicationAccepted', 'ApplicationPublicised']);
    after()
      .when(command('ReturnApplication', { missing: ['证明'], rules }, registrarOn('2026-02-25')))
      .thenRefused('asset_step_not_possible', {
        step: 'return',
        status: 'accepted',
        possible: [
          ...['publication', 'supplement-request', 'review-extension'],
          ...['rejection', 'withdrawal'],
        ],
      });
  });
});

describe('an acceptance', () => {
  it('begins the review of ten working days', () =>
    after()
      .when(command('AcceptApplication', { rules }, registrarOn('2026-02-24')))
      .then(fact('ApplicationAccepted', { reviewBy: '2026-03-09', calendarVersion: 1 })));
});

describe('what is missing', () => {
  const back = (day: string, missing = ['合同']) =>
    command('ReturnApplication', { missing, rules }, registrarOn(day));
  const returned = fact('ApplicationReturned', {
    ...{ missing: ['合同'], supplementBy: '2026-03-05', calendarVersion: 1 },
  });
  const bring = (day: string, more: Partial<ReturnType<typeof filed>> = {}) => {
    const { description, rights: lines, parties } = filed(more);
    const data = { description, rights: lines, parties, rules };
    return command('SupplementApplication', data, applicantOn(day));
  };

  it('is told once, with ten working days to bring it', () => {
    after().when(back('2026-02-13')).then(returned);
    after(returned).when(back('2026-02-13')).thenNothing();
    const again = after(returned).when(bring('2026-03-05')).events()[0]!;
    after(returned, again)
      .when(back('2026-03-09', ['另一项']))
      .thenRefused('application_returned_before', { missing: ['合同'] });
  });

  it('is brought up to the last day; after it the application was never made', () => {
    const [brought] = after(returned).when(bring('2026-03-05')).events();
    expect(brought).toMatchObject({
      type: 'ApplicationSupplemented',
      data: { procedure: { acceptBy: '2026-03-10' } },
    });
    after(returned)
      .when(bring('2026-03-06'))
      .thenRefused('asset_step_not_possible', {
        ...{ step: 'supplement', status: 'withdrawn', possible: ['draft', 'submission'] },
      });
    after(returned)
      .when(command('SettleDue', {}, systemOn('2026-03-06')))
      .then(fact('ApplicationWithdrawn', { reason: 'notSupplemented', on: '2026-03-06' }));
  });

  it('is the applicant’s to bring', () =>
    after(returned)
      .when({ ...bring('2026-03-02'), meta: by('manager', outsider, '2026-03-02') })
      .thenRefused('asset_not_found'));
});

describe('publicity', () => {
  it('lasts five working days, which the review does not count', () => {
    after(accepted).when(publicise('2026-03-02')).then(publicised);
    after(accepted, publicised).when(publicise('2026-03-03')).thenNothing();
    after()
      .when(publicise('2026-02-13'))
      .thenRefused('asset_step_not_possible', {
        ...{ step: 'publication', status: 'submitted' },
        possible: ['acceptance', 'return', 'rejection', 'withdrawal'],
      });
  });

  it('is not withheld afterwards, nor shown: whoever asks for that is not told that it is so', () => {
    const withhold = (withheldReason: string) =>
      command('PubliciseApplication', { rules, withheldReason }, registrarOn('2026-03-03'));
    const standing = {
      ...{ step: 'publication', status: 'publicised' },
      possible: ['objections', 'review-extension', 'rejection', 'withdrawal'],
    };
    after(accepted, publicised)
      .when(withhold('涉及商业秘密'))
      .thenRefused('asset_step_not_possible', standing);
    const [hidden] = after(accepted).when(withhold('涉及商业秘密')).events() as [AssetEvent];
    after(accepted, hidden).when(withhold('涉及商业秘密')).thenNothing();
    for (const other of [withhold('另有原因'), publicise('2026-03-03')]) {
      after(accepted, hidden).when(other).thenRefused('asset_step_not_possible', standing);
    }
  });

  it('comes before registration: not on its last day, but on the day after', () => {
    after(accepted).when(register('2026-03-10')).thenRefused('asset_step_not_possible');
    after(accepted, publicised)
      .when(register('2026-03-09'))
      .thenRefused('publicity_not_over', { until: '2026-03-09' });
    after(accepted, publicised).when(register('2026-03-10')).then(registered);
  });
});

describe('an objection', () => {
  const object = (day: string, partyId = outsider) =>
    command('RaiseObjection', { rules, reasons: '数据由我方采集' }, by('manager', partyId, day));
  const resolve = (
    day: string,
    outcome: 'dismissed' | 'rejection' | 'change' | 'cancellation',
    objectionNo = 1,
  ) =>
    command(
      'ResolveObjection',
      { rules, objectionNo, outcome, reason: '调查结论' },
      registrarOn(day),
    );
  const raised = fact('ObjectionRaised', {
    ...{ objectionNo: 1, objectorPartyId: outsider, stage: 'publicity' },
    ...{ reasons: '数据由我方采集', on: '2026-03-04' },
    ...{ investigateBy: '2026-03-18', calendarVersion: 1 },
  });
  const later = fact('ObjectionRaised', {
    ...{ objectionNo: 1, objectorPartyId: outsider, stage: 'registered' },
    ...{ reasons: '数据由我方采集', on: '2026-04-01', noticeBy: '2026-04-09' },
    ...{ investigateBy: '2026-04-16', calendarVersion: 1 },
  });

  it('is taken during publicity, its last day included, once', () => {
    const during = after(accepted, publicised);
    during.when(object('2026-03-04')).then(raised);
    expect(during.when(object('2026-03-09')).events()).toHaveLength(1);
    during.when(object('2026-03-10')).thenRefused('publicity_over', { until: '2026-03-09' });
    after(accepted, publicised, raised).when(object('2026-03-05')).thenNothing();
  });

  it('is nobody’s own, and of what is not public it is told that it is not there', () => {
    after(accepted, publicised).when(object('2026-03-04', bank)).thenRefused('objection_to_own');
    after(accepted).when(object('2026-03-04')).thenRefused('asset_not_found');
    after(accepted).when(object('2026-03-04', bank)).thenRefused('asset_step_not_possible');
  });

  it('keeps registration back until it is decided, and puts the review’s last day off', () => {
    after(accepted, publicised, raised)
      .when(register('2026-03-10'))
      .thenRefused('objection_open', { objectionNos: [1] });
    const dismissed = fact('ObjectionDismissed', {
      ...{ objectionNo: 1, reason: '调查结论', on: '2026-03-10' },
      // One working day beyond publicity, which was put off before.
      ...{ reviewBy: '2026-03-20', calendarVersion: 1 },
    });
    after(accepted, publicised, raised).when(resolve('2026-03-10', 'dismissed')).then(dismissed);
    expect(
      after(accepted, publicised, raised, dismissed).when(register('2026-03-11')).events(),
    ).toHaveLength(1);
  });

  it('that is upheld during publicity turns the application down', () =>
    after(accepted, publicised, raised)
      .when(resolve('2026-03-10', 'rejection'))
      .then(
        fact('ObjectionUpheld', { objectionNo: 1, outcome: 'rejection', reason: '调查结论' }),
        fact('ApplicationRejected', { ground: 'ownershipDispute', explanation: '调查结论' }),
      ));

  it('after registration ends in keeping, change or cancellation ex officio', () => {
    after(...alive)
      .when(object('2026-04-01'))
      .then(later);
    after(...alive, later)
      .when(resolve('2026-04-02', 'rejection'))
      .thenRefused('objection_outcome_wrong', {
        stage: 'registered',
        possible: ['dismissed', 'change', 'cancellation'],
      });
    const kept = fact('ObjectionDismissed', {
      ...{ objectionNo: 1, reason: '调查结论', on: '2026-04-02' },
    });
    after(...alive, later)
      .when(resolve('2026-04-02', 'dismissed'))
      .then(kept);
    after(...alive, later)
      .when(resolve('2026-04-02', 'cancellation'))
      .then(
        fact('ObjectionUpheld', { objectionNo: 1, outcome: 'cancellation', reason: '调查结论' }),
        fact('RegistrationCancelled', {
          ...{ ground: 'objectionUpheld', exOfficio: true, reason: '调查结论', on: '2026-04-02' },
        }),
      );
  });

  it('is answered by the applicant, once and before it is decided', () => {
    const said = { accepts: false, statement: '由本机构采集', evidenceDigests: ['ab'.repeat(32)] };
    const answer = (more: object = {}, partyId = bank) =>
      command(
        'AnswerObjection',
        { objectionNo: 1, ...said, ...more },
        by('manager', partyId, '2026-04-02'),
      );
    const answered = fact('ObjectionAnswered', { objectionNo: 1, ...said, on: '2026-04-02' });
    after(...alive, later)
      .when(answer())
      .then(answered);
    after(accepted, publicised, raised).when(answer()).then(answered);
    after(...alive, later, answered)
      .when(answer())
      .thenNothing();
    after(...alive, later, answered)
      .when(answer({ accepts: true }))
      .thenRefused('objection_answered_before', { objectionNo: 1 });
    const kept = fact('ObjectionDismissed', { objectionNo: 1, reason: '调查结论' });
    after(...alive, later, kept)
      .when(answer())
      .thenRefused('objection_decided', { objectionNo: 1, outcome: 'dismissed' });
    after(...alive, later)
      .when(answer({ objectionNo: 2 }))
      .thenRefused('objection_not_found', { objectionNo: 2 });
    after(...alive, later)
      .when(answer({}, outsider))
      .thenRefused('asset_not_found');
  });

  it('is decided once, and there must be one', () => {
    const kept = fact('ObjectionDismissed', { objectionNo: 1, reason: '调查结论' });
    after(...alive, later, kept)
      .when(resolve('2026-04-03', 'dismissed'))
      .thenNothing();
    after(...alive, later, kept)
      .when(resolve('2026-04-03', 'change'))
      .thenRefused('objection_decided', { objectionNo: 1, outcome: 'dismissed' });
    after(...alive)
      .when(resolve('2026-04-03', 'change', 2))
      .thenRefused('objection_not_found', { objectionNo: 2 });
  });

  it('is one of at most a hundred', () => {
    const many = Array.from({ length: 100 }, (_, index) =>
      fact('ObjectionRaised', {
        ...later.data,
        ...{ objectionNo: index + 1, objectorPartyId: `party-${index}` },
      }),
    );
    after(...alive, ...many)
      .when(object('2026-04-01'))
      .thenRefused('objections_too_many', { objectionsMax: 100, objectionsOfOneMax: 10 });
    expect(
      after(...alive, ...many.slice(1))
        .when(object('2026-04-01'))
        .events(),
    ).toHaveLength(1);
  });
});

describe('a change', () => {
  const description = describing({ limits: '仅限境内' }).description;
  const change = (more: object = {}) =>
    command(
      'ChangeRegistration',
      { description, reason: '限制', rules, ...more },
      registrarOn('2026-04-01'),
    );
  const changed = fact('RegistrationChanged', {
    ...{ applicantPartyId, registrarPartyId, description, reason: '限制', warnings: [] },
  });

  it('is done by the registrar', () => {
    after(...alive)
      .when(change())
      .then(changed);
    after(...alive, changed)
      .when(change())
      .thenNothing();
  });

  it('is none of where the data comes from', () => {
    const other = describing({ source: 'generated' }).description;
    after(...alive)
      .when(change({ description: other }))
      .thenRefused('change_of_source');
    const sources = [{ assetId: 'x', version: 1 }];
    after(...alive)
      .when(change({ description: describing({ sources }).description }))
      .thenRefused('change_of_source');
  });

  it('keeps to the limits of the form', () =>
    after(...alive)
      .when(change({ description: describing({ name: '长'.repeat(41) }).description }))
      .thenRefused('application_field_too_long'));
});

describe('a renewal', () => {
  const renew = (day: string) => command('RenewRegistration', { rules }, registrarOn(day));
  const window = { from: '2030-09-09', until: '2031-03-08' };

  it('is taken from six months before expiry to the day before', () => {
    expect(renewalWindow('2031-03-09', 6)).toEqual(window);
    const renewed = fact('RegistrationRenewed', {
      ...{ previousUntil: '2031-03-09', validUntil: '2036-03-09' },
      scheme: { name: 'national-2026', version: 1 },
    });
    for (const day of [window.from, window.until]) {
      after(...alive)
        .when(renew(day))
        .then(renewed);
    }
    for (const day of ['2030-09-08', '2031-03-09']) {
      after(...alive)
        .when(renew(day))
        .thenRefused('renewal_not_in_window', window);
    }
  });

  it('is too late after the last day: the certificate has lapsed by itself', () =>
    after(...alive)
      .when(renew('2031-03-10'))
      .thenRefused('asset_step_not_possible', {
        step: 'renewal',
        status: 'expired',
        possible: [],
      }));
});

describe('a suspension', () => {
  const at = { barId: 'bar-1', ground: 'seizure', authority: '法院' } as const;
  const suspend = command('SuspendRegistration', at, registrarOn('2026-04-01'));
  const suspended = fact('RegistrationSuspended', { ...at, on: '2026-04-01' });
  const restore = command('RestoreRegistration', { reason: '解除' }, registrarOn('2026-05-06'));
  const restored = fact('RegistrationRestored', {
    barId: 'bar-1',
    reason: '解除',
    on: '2026-05-06',
  });

  it('names its bar, and ends by restoration', () => {
    after(...alive)
      .when(suspend)
      .then(suspended);
    after(...alive, suspended)
      .when(suspend)
      .thenNothing();
    after(...alive, suspended)
      .when(restore)
      .then(restored);
    after(...alive, suspended, restored)
      .when(restore)
      .thenNothing();
  });

  it('keeps nobody from renewing: a right that lapses is of no use to whoever seized it', () => {
    const renewed = fact('RegistrationRenewed', {
      ...{ previousUntil: '2031-03-09', validUntil: '2036-03-09' },
      scheme: { name: 'national-2026', version: 1 },
    });
    after(...alive, suspended)
      .when(command('RenewRegistration', { rules }, registrarOn('2031-01-06')))
      .then(renewed);
    const asking = { requestId: 'r-1', reason: '仍在使用', rules };
    const asked = after(...alive, suspended).when(
      command('RequestRenewal', asking, applicantOn('2031-01-06')),
    );
    expect(asked.events()).toHaveLength(1);
    after(...alive, suspended, renewed)
      .when(restore)
      .then(restored);
  });

  it('does not stop the clock', () =>
    after(...alive, suspended)
      .when(command('SettleDue', {}, systemOn('2031-03-10')))
      .then(fact('RegistrationExpired', { validUntil: '2031-03-09' })));
});

describe('an ending', () => {
  const ask = (requestId: string) =>
    command(
      'RequestCancellation',
      { requestId, ground: 'dataDestroyed', reason: '销毁' },
      applicantOn('2026-04-01'),
    );
  const asked = fact('CancellationRequested', {
    ...{ requestId: 'c-1', ground: 'dataDestroyed', reason: '销毁' },
  });
  const decide = (more: object = {}, requestId = 'c-1') =>
    command('DecideCancellation', { requestId, ...more }, systemOn('2026-04-01'));
  const cancelled = fact('RegistrationCancelled', {
    ...{ ground: 'dataDestroyed', reason: '销毁', exOfficio: false, on: '2026-04-01' },
  });

  it('that a holder asks for waits for the title', () => {
    after(...alive)
      .when(ask('c-1'))
      .then(asked);
    after(...alive, asked)
      .when(ask('c-1'))
      .thenNothing();
    after(...alive, asked)
      .when(ask('c-2'))
      .thenRefused('cancellation_pending', { requestId: 'c-1' });
    after(...alive, asked)
      .when(decide())
      .then(cancelled);
    after(...alive, asked)
      .when(decide({}, 'c-2'))
      .thenNothing();
    after(...alive, asked, cancelled)
      .when(decide())
      .thenNothing();
  });

  it('that the title refuses may be asked for again', () => {
    const refused = { code: 'entry_in_use', obstacles: ['pledge-1'] };
    const no = fact('CancellationRefused', { requestId: 'c-1', ...refused });
    after(...alive, asked)
      .when(decide({ refused }))
      .then(no);
    expect(
      after(...alive, asked, no)
        .when(ask('c-2'))
        .events(),
    ).toHaveLength(1);
  });

  it('is a process’s to decide', () =>
    after(...alive, asked)
      .when({ ...decide(), meta: registrarOn('2026-04-01') })
      .thenRefused('asset_not_found'));

  it('ex officio or by revocation goes through', () => {
    const law = { ground: 'law', reason: '依法' } as const;
    after(...alive)
      .when(command('CancelExOfficio', law, registrarOn('2026-04-01')))
      .then(fact('RegistrationCancelled', { ...law, exOfficio: true, on: '2026-04-01' }));
    const false_ = { ground: 'falseProof', reason: '伪造' } as const;
    after(...alive)
      .when(command('RevokeRegistration', false_, registrarOn('2026-04-01')))
      .then(fact('RegistrationRevoked', { ...false_, on: '2026-04-01' }));
  });
});
