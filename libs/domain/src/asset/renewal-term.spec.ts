import { specOf } from '../testing/decider-spec.js';
import { policyNamed } from '../policy/policy.definitions.js';
import { assetDecider } from './asset.decider.js';
import type { AssetEvent } from './asset.events.js';
import * as national from './testing/national.js';

const { rules, filed, describing, command, fact, applicantOn, registrarOn } = national;
const given = specOf(assetDecider);
const { registrarPartyId, applicantPartyId, rights } = filed();

const registered = (
  scheme: 'national-2026' | 'beijing-data-ip',
  validUntil: string,
  sourceAgreementUntil?: string,
): readonly AssetEvent[] => {
  const circumstances = sourceAgreementUntil && { circumstances: { sourceAgreementUntil } };
  const { assetId: _, ...terms } = describing(
    { content: '户号；用电量' },
    { scheme, ...circumstances },
  );
  const filing = command('SubmitApplication', terms, applicantOn('2026-02-12'));
  return [
    ...given().when(filing).events(),
    fact('ApplicationAccepted', {}),
    fact('ApplicationPublicised', { from: '2026-02-24', until: '2026-02-27', calendarVersion: 1 }),
    fact('AssetRegistered', {
      ...{ registrarPartyId, applicantPartyId, rights },
      validUntil,
    }),
  ];
};

const renew = (day: string, sourceAgreementUntil?: string, by = rules) =>
  command(
    'RenewRegistration',
    { rules: by, ...(sourceAgreementUntil && { sourceAgreementUntil }) },
    registrarOn(day),
  );
const validAfter = (events: readonly AssetEvent[], ...renewing: Parameters<typeof renew>) =>
  given(...events)
    .when(renew(...renewing))
    .events()[0]?.data;

describe('the term of a renewal', () => {
  it('is whole, also where the new one ends in a leap year', () => {
    const events = registered('national-2026', '2031-02-28');
    expect(validAfter(events, '2031-01-06')).toMatchObject({ validUntil: '2036-02-29' });
    const leap = registered('national-2026', '2032-02-29');
    expect(validAfter(leap, '2032-01-06')).toMatchObject({ validUntil: '2037-02-28' });
  });

  it('outlasts no source agreement where the scheme ends with it, Beijing terms', () => {
    const agreed = registered('beijing-data-ip', '2029-02-27', '2030-06-30');
    expect(validAfter(agreed, '2029-01-05')).toMatchObject({ validUntil: '2030-06-30' });
    const ending = registered('beijing-data-ip', '2028-06-30', '2028-06-30');
    given(...ending)
      .when(renew('2028-06-01'))
      .thenRefused('source_agreement_over', { until: '2028-06-30' });
    const whole = registered('beijing-data-ip', '2029-02-27');
    expect(validAfter(whole, '2029-01-05')).toMatchObject({ validUntil: '2032-02-27' });
  });

  it('goes by the agreement that is stated with it, from then on', () => {
    const ending = registered('beijing-data-ip', '2028-06-30', '2028-06-30');
    const [renewed] = given(...ending)
      .when(renew('2028-06-01', '2030-12-31'))
      .events() as [AssetEvent];
    expect(renewed.data).toMatchObject({
      ...{ validUntil: '2030-12-31', sourceAgreementUntil: '2030-12-31' },
    });
    given(...ending, renewed)
      .when(renew('2030-12-02'))
      .thenRefused('source_agreement_over', { until: '2030-12-31' });
    given(...ending)
      .when(renew('2028-06-01', '2030-02-30'))
      .thenRefused('date_invalid', { field: 'sourceAgreementUntil' });
  });

  it('is the one that it was filed under, where the scheme of today knows no end', () => {
    const shipped = policyNamed('national-2026')?.shipped?.() ?? {};
    const endless = { ...shipped, validity: { monthsMax: 0, endsWithSourceAgreement: false } };
    const [first] = rules.schemes['national-2026'].versions;
    const second = { version: 2, from: '2030-01-01', reason: '改为长期', content: endless };
    const schemes = { ...rules.schemes, 'national-2026': { versions: [first!, second] } };
    const events = registered('national-2026', '2031-03-09');
    expect(validAfter(events, '2031-01-06', undefined, { ...rules, schemes })).toMatchObject({
      ...{ validUntil: '2036-03-09', scheme: { name: 'national-2026', version: 1 } },
    });
  });

  it('is none for data that was found to be core meanwhile, asked for or decided', () => {
    const graded = (grade: 'important' | 'core') => {
      const label = { category: 'customer', origin: 'personal' } as const;
      const raised = fact('AssetReclassified', {
        ...{ applicantPartyId, from: { ...label, grade: 'sensitive' }, to: { ...label, grade } },
        ...{
          reason: '复评',
          validUntil: '2032-01-01',
          regradeFrom: '2031-12-01',
          policyVersion: 1,
        },
        sources: [],
      });
      return given(...registered('national-2026', '2031-03-09'), raised);
    };
    const ask = command(
      'RequestRenewal',
      { requestId: 'r-1', reason: '继续使用', rules },
      applicantOn('2031-01-06'),
    );
    for (const step of [renew('2031-01-06'), ask]) {
      graded('core')
        .when(step)
        .thenRefused('core_data_not_registrable', { field: 'grade', articles: ['15', '22'] });
      expect(graded('important').when(step).events()).toHaveLength(1);
    }
  });
});
