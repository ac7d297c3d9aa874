import type { AssetEvent } from './asset.events.js';
import { accepted, given, publicised, registered, submitted } from './testing/national-case.js';
import * as national from './testing/national.js';

const { bank, outsider, rules, command, fact } = national;
const { registrarOn, systemOn } = national;
const alive = [accepted, publicised, registered] as const;
const after = (...events: AssetEvent[]) => given(submitted, ...events);

describe('a certificate', () => {
  const issue = command(
    'IssueCertificate',
    { month: '2026-03', serial: 7, registeredOn: '2026-03-10', rules },
    systemOn('2026-03-10'),
  );
  const move = {
    ...{ transferId: 't-1', transferorPartyIds: [bank], transfereePartyIds: [outsider] },
    ...{ fromHoldingId: 'holding-1', entries: [], titleVersion: 2, on: '2026-04-01' },
  };

  it('has fifteen characters: SJ, region, registrar, month, serial', () =>
    after(...alive)
      .when(issue)
      .then(
        fact('CertificateIssued', {
          ...{ certificateNo: 'SJ4412026030007', validUntil: '2031-03-09', isPublic: true },
        }),
      ));

  it('names the registrar as on the day of registration, however late it is issued', () => {
    const content = { schemes: ['national-2026'], region: '11', digit: '2' };
    const moved = { version: 2, from: '2026-03-11', reason: '变更代码', content };
    const registrar = { versions: [...(rules.registrar?.versions ?? []), moved] };
    const issuedBy = (registeredOn: string) =>
      after(...alive)
        .when(
          command(
            'IssueCertificate',
            { month: '2026-03', serial: 7, registeredOn, rules: { ...rules, registrar } },
            systemOn('2026-03-12'),
          ),
        )
        .events()[0]?.data;
    expect(issuedBy('2026-03-10')).toMatchObject({ certificateNo: 'SJ4412026030007' });
    expect(issuedBy('2026-03-11')).toMatchObject({ certificateNo: 'SJ1122026030007' });
  });

  it('is of every registration, also of one that has ended before its number was issued', () => {
    const issued = fact('CertificateIssued', {
      ...{ certificateNo: 'SJ4412026030007', validUntil: '2031-03-09', isPublic: true },
    });
    const why = { reason: '证明材料虚假', on: '2026-03-10' };
    const cancelled = fact('RegistrationCancelled', { ground: 'law', exOfficio: true, ...why });
    const revoked = fact('RegistrationRevoked', { ground: 'falseProof', ...why });
    for (const ended of [cancelled, revoked]) {
      after(...alive, ended)
        .when(issue)
        .then(issued);
      after(...alive, ended, issued)
        .when(issue)
        .thenNothing();
    }
    const late = { ...issue, meta: systemOn('2031-03-10') };
    expect(
      after(...alive)
        .when(late)
        .events()
        .map(({ type }) => type),
    ).toEqual(['RegistrationExpired', 'CertificateIssued']);
    after(accepted, publicised).when(issue).thenRefused('asset_step_not_possible');
  });

  it('is adjusted once by each transfer', () => {
    const adjust = command('AdjustCertificate', move, systemOn('2026-04-01'));
    const adjusted = fact('CertificateAdjusted', move);
    after(...alive)
      .when(adjust)
      .then(adjusted);
    after(...alive, adjusted)
      .when(adjust)
      .thenNothing();
    after(...alive)
      .when({ ...adjust, meta: registrarOn('2026-04-01') })
      .thenRefused('asset_not_found');
  });
});
