import type { AssetEvent } from './asset.events.js';
import { accepted, given, publicised, registered, submitted } from './testing/national-case.js';
import * as national from './testing/national.js';

const { outsider, rules, filed, describing, command, fact } = national;
const { applicantOn, registrarOn, by } = national;

const { registrarPartyId, applicantPartyId } = filed();
const alive = [submitted, accepted, publicised, registered] as const;
const after = (...events: AssetEvent[]) => given(...alive, ...events);

const { description } = describing({ limits: '仅限境内' });
const change = { requestId: 'r-1', description, reason: '限制' };
const askChange = (day: string, more: object = {}) =>
  command('RequestChange', { ...change, rules, ...more }, applicantOn(day));
const askRenewal = (day: string, requestId = 'r-2') =>
  command('RequestRenewal', { requestId, reason: '仍在使用', rules }, applicantOn(day));
/** Thursday 2 April and ten working days: 6 April is the Qingming holiday. */
const asked = fact('RequestFiled', {
  ...{ ...change, request: 'change', decideBy: '2026-04-17', calendarVersion: 1 },
});
const askedOn = '2026-04-02';
const refusal = (requestId: string, day = '2026-04-09', meta = registrarOn(day)) =>
  command('RefuseRequest', { requestId, reason: '缺少证明' }, meta);
const withdrawal = (requestId: string, meta = applicantOn('2026-04-09')) =>
  command('WithdrawRequest', { requestId }, meta);
const refused = fact('RequestRefused', {
  ...{ requestId: 'r-1', request: 'change', reason: '缺少证明', on: '2026-04-09' },
});
const withdrawn = fact('RequestWithdrawn', {
  ...{ requestId: 'r-1', request: 'change', on: '2026-04-09' },
});

describe('a change that the holder asks for', () => {
  it('is to be decided in the time of a review, holidays not counted', () => {
    after().when(askChange(askedOn)).then(asked);
    after(asked).when(askChange('2026-04-03')).thenNothing();
  });

  it('is none of where the data comes from', () =>
    after()
      .when(askChange(askedOn, { description: describing({ source: 'generated' }).description }))
      .thenRefused('change_of_source'));

  it('is refused by the registrar with reasons, and may be asked for anew', () => {
    after(asked).when(refusal('r-1')).then(refused);
    expect(
      after(asked, refused)
        .when(askChange('2026-04-10', { requestId: 'r-3' }))
        .events(),
    ).toHaveLength(1);
  });

  it('is taken back by the holder', () => {
    after(asked).when(withdrawal('r-1')).then(withdrawn);
    for (const meta of [by('manager', outsider, '2026-04-09'), registrarOn('2026-04-09')]) {
      after(asked).when(withdrawal('r-1', meta)).thenRefused('asset_not_found');
    }
  });

  it('is in hand until it is done, refused or taken back, or another takes its place', () => {
    const done = fact('RegistrationChanged', {
      ...{ applicantPartyId, registrarPartyId, description, reason: '限制', warnings: [] },
    });
    const later = fact('RequestFiled', { ...change, requestId: 'r-3', request: 'change' });
    for (const end of [done, refused, withdrawn, later]) {
      const histories = after(asked, end);
      histories.when(refusal('r-1')).thenRefused('request_not_found', { requestId: 'r-1' });
      histories.when(withdrawal('r-1')).thenRefused('request_not_found', { requestId: 'r-1' });
    }
    after().when(refusal('r-1')).thenRefused('request_not_found', { requestId: 'r-1' });
  });

  it('is decided while the registration is suspended, and not once it has ended', () => {
    const suspended = fact('RegistrationSuspended', {
      ...{ barId: 'bar-1', ground: 'seizure', authority: '法院', on: '2026-04-03' },
    });
    after(asked, suspended).when(refusal('r-1')).then(refused);
    after(asked)
      .when(refusal('r-1', '2031-03-10'))
      .thenRefused('asset_step_not_possible', { status: 'expired', possible: [] });
  });

  it('is refused by nobody but the registrar', () => {
    for (const meta of [by('registrar', outsider, '2026-04-09'), applicantOn('2026-04-09')]) {
      after(asked)
        .when(refusal('r-1', '2026-04-09', meta))
        .thenRefused('asset_not_found');
    }
  });
});

describe('a renewal that the holder asks for', () => {
  const window = { from: '2030-09-09', until: '2031-03-08' };
  const filedOn = (day: string) => after().when(askRenewal(day));
  const renew = (day: string) => command('RenewRegistration', { rules }, registrarOn(day));
  const renewed = fact('RegistrationRenewed', {
    ...{ previousUntil: '2031-03-09', validUntil: '2036-03-09' },
    scheme: { name: 'national-2026', version: 1 },
  });

  it('is asked for in its window only', () => {
    for (const day of [window.from, window.until]) expect(filedOn(day).events()).toHaveLength(1);
    for (const day of ['2030-09-08', '2031-03-09']) {
      filedOn(day).thenRefused('renewal_not_in_window', window);
    }
  });

  it('that was asked for in time is decided to the last day of the registration', () => {
    const [request] = filedOn(window.until).events() as [AssetEvent];
    after(request).when(renew('2031-03-09')).then(renewed);
    after().when(renew('2031-03-09')).thenRefused('renewal_not_in_window', window);
    after(request)
      .when(renew('2031-03-10'))
      .thenRefused('asset_step_not_possible', {
        ...{ step: 'renewal', status: 'expired', possible: [] },
      });
  });

  it('does not help once it is refused or taken back', () => {
    const [request] = filedOn(window.until).events() as [AssetEvent];
    const end = { requestId: 'r-2', request: 'renewal', on: '2031-03-08' } as const;
    for (const ended of [
      fact('RequestRefused', { ...end, reason: '数据已停更' }),
      fact('RequestWithdrawn', end),
    ]) {
      after(request, ended).when(renew('2031-03-09')).thenRefused('renewal_not_in_window', window);
    }
  });
});
