import { specOf } from '../testing/decider-spec.js';
import { assetDecider } from './asset.decider.js';
import type { AssetEvent } from './asset.events.js';
import * as national from './testing/national.js';

const { bank, outsider, rules, filed, command, fact } = national;
const { applicantOn, registrarOn, systemOn } = national;
const given = specOf(assetDecider);
const { assetId: _, ...terms } = filed();
const submit = command('SubmitApplication', terms, applicantOn('2026-02-12'));
const [submitted] = given().when(submit).events() as [AssetEvent];
const { registrarPartyId, applicantPartyId, rights } = filed();
const alive = [
  fact('ApplicationAccepted', { reviewBy: '2026-03-12', calendarVersion: 1 }),
  fact('ApplicationPublicised', { from: '2026-03-02', until: '2026-03-09', calendarVersion: 1 }),
  fact('AssetRegistered', {
    ...{ registrarPartyId, applicantPartyId, rights },
    validUntil: '2031-03-09',
  }),
] as const;
const after = (...events: AssetEvent[]) => given(submitted, ...events);

describe('a certificate', () => {
  const issue = command(
    'IssueCertificate',
    { month: '2026-03', serial: 7, rules },
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
