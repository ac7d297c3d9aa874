import fc from 'fast-check';
import { specOf } from '../testing/decider-spec.js';
import { offerKind } from './offer.decider.js';
import type { OfferEvent } from './offer.events.js';
import { personalTraces } from './personal-traces.js';
import { samplePolicy } from './sample.policy.js';
import type { SampleField } from './sample.js';
import type { AttachSample } from './sample.rules.js';
import { openGates } from './testing/open-gates.js';
import { drafted, listed, meta, offerId, seller, stranger } from './testing/sample-offer.js';

const given = specOf(offerKind.decider);
const terms = samplePolicy.shipped!();
const fields: readonly SampleField[] = [
  { name: '企业名称', type: 'text' },
  { name: '注册资本（万元）', type: 'decimal' },
  { name: '成立日期', type: 'date' },
];
const records = [['示例企业', '100.50', '2020-01-31']];
const digest = 'd'.repeat(64);

const attach = (more: Partial<AttachSample['data']> = {}, by = seller) => ({
  type: 'AttachSample' as const,
  data: {
    ...{ offerId, fields, records, digest, bytes: 80, declaresNoPersonalInformation: true },
    ...{ gates: openGates, samples: { version: 3, content: terms } },
    ...more,
  },
  meta: meta(by),
});
const attached: OfferEvent = {
  type: 'OfferSampleAttached',
  data: {
    offerId,
    sample: { fields, rows: 1, digest, bytes: 80, declaresNoPersonalInformation: true },
    passed: { assetVersion: 4, policyVersion: 3 },
  },
};
const remove = (by = seller, role: 'manager' | 'operator' = 'manager') => ({
  type: 'RemoveSample' as const,
  data: { offerId, reason: '过时' },
  meta: meta(by, role),
});
const removed: OfferEvent = {
  type: 'OfferSampleRemoved',
  data: { offerId, digest, reason: '过时' },
};
const labelled = (label: (typeof openGates)['label']) => ({ gates: { ...openGates, label } });

describe('a sample', () => {
  it('is kept by its digest and what its fields are, not by its records', () => {
    given(drafted()).when(attach()).then(attached);
    given(drafted(), attached).when(attach()).thenNothing();
  });

  it('needs the seller’s declaration', () =>
    given(drafted())
      .when(attach({ declaresNoPersonalInformation: false }))
      .thenRefused('sample_not_declared'));

  it('is no larger than the policy says', () => {
    const many = (rows: number) => ({
      records: Array.from({ length: rows }, () => records[0] ?? []),
    });
    expect(
      given(drafted())
        .when(attach(many(terms.rowsMax)))
        .events(),
    ).toHaveLength(1);
    given(drafted())
      .when(attach(many(terms.rowsMax + 1)))
      .thenRefused('sample_too_large');
    expect(
      given(drafted())
        .when(attach({ bytes: terms.bytesMax }))
        .events(),
    ).toHaveLength(1);
    given(drafted())
      .when(attach({ bytes: terms.bytesMax + 1 }))
      .thenRefused('sample_too_large');
  });

  it('has a value of the right type for each field', () => {
    given(drafted())
      .when(attach({ records: [['甲', '1']] }))
      .thenRefused('sample_records_uneven', { row: 1, fields: 3 });
    const twice = [fields[0], fields[0]].flatMap((field) => field ?? []);
    given(drafted())
      .when(attach({ fields: twice, records: [['甲', '乙']] }))
      .thenRefused('sample_records_uneven');
    given(drafted())
      .when(attach({ records: [['甲', '一百', '2020-02-30']] }))
      .thenRefused('sample_value_of_other_type', { fields: ['注册资本（万元）', '成立日期'] });
    expect(
      given(drafted())
        .when(attach({ records: [['', '', '']] }))
        .events(),
    ).toHaveLength(1);
  });

  it('is not made of grades that the policy leaves out, and never of core data', () => {
    given(drafted())
      .when(attach(labelled({ grade: 'sensitive' })))
      .thenRefused('sample_grade_barred', { offerId, grade: 'sensitive' });
    const all = { version: 4, content: { ...terms, grades: ['sensitive', 'core'] as const } };
    expect(
      given(drafted())
        .when(attach({ ...labelled({ grade: 'sensitive' }), samples: all }))
        .events(),
    ).toHaveLength(1);
    given(drafted())
      .when(attach({ ...labelled({ grade: 'core' }), samples: all }))
      .thenRefused('sample_grade_barred');
  });

  it('is not made of personal data, unless an assessor found it anonymised', () => {
    const personal = labelled({ grade: 'general', origin: 'personal', personalBasis: 'consent' });
    given(drafted()).when(attach(personal)).thenRefused('sample_of_personal_data');
    const assessed = (validUntil: string): OfferEvent => ({
      type: 'OfferAssessed',
      data: {
        ...{ offerId, assessmentId: offerId, assessorPartyId: stranger, scope: '匿名化' },
        heads: {
          ...{ basicInformation: 'conforming', lawfulness: 'conforming' },
          tradability: 'conforming',
        },
        ...{ opinion: 'positive', reportDigest: digest, isAnonymised: true },
        ...{ issuedOn: '2026-03-01', validUntil },
      },
    });
    const standing = given(drafted(), assessed('2026-12-31'));
    expect(standing.when(attach(personal)).events()).toHaveLength(1);
    const lapsed = given(drafted(), assessed('2026-03-01'));
    lapsed.when(attach(personal)).thenRefused('sample_of_personal_data');
  });

  it('is not made of public data that is not handed over as a file', () => {
    const open = labelled({ grade: 'general', origin: 'public' });
    given(drafted()).when(attach(open)).thenRefused('sample_of_public_data');
    const gates = {
      ...open.gates,
      gates: { ...openGates.gates, publicDataModes: ['file'] as const },
    };
    expect(given(drafted()).when(attach({ gates })).events()).toHaveLength(1);
  });

  it('shows nothing that is personal by its form, and the refusal repeats none of it', () => {
    const one = (value: string) => attach({ records: [[value, '', '']] });
    given(drafted())
      .when(one('联系 13812345678'))
      .thenRefused('sample_shows_personal_information', {
        fields: ['企业名称'],
        traces: [{ name: '企业名称', kinds: ['mobileNumber'] }],
      });
    given(drafted())
      .when(one('11010519491231002X'))
      .thenRefused('sample_shows_personal_information');
  });

  it('is the seller’s; the operator takes one away that is in the open', () => {
    given(drafted()).when(attach({}, stranger)).thenRefused('offer_not_found');
    given(drafted(), listed()).when(attach({}, stranger)).thenRefused('not_the_seller');
    given(drafted(), attached).when(remove()).then(removed);
    given(drafted(), attached, removed).when(remove()).thenNothing();
    given(drafted(), attached).when(remove(stranger, 'operator')).thenRefused('offer_not_found');
    given(drafted(), listed(), attached).when(remove(stranger, 'operator')).then(removed);
    const delisted: OfferEvent = { type: 'OfferDelisted', data: { offerId, reason: '改版' } };
    given(drafted(), listed(), delisted).when(attach()).thenRefused('offer_delisted');
  });
});

describe('traces of personal information', () => {
  it.each([
    ['11010519491231002X', ['identityNumber']],
    ['证件 11010519491231002x。', ['identityNumber']],
    // Another check character, another month.
    ['110105194912310021', []],
    ['11010519491331002X', []],
    ['+8613812345678', ['mobileNumber']],
    ['138 1234 5678', ['mobileNumber']],
    ['１３８１２３４５６７８', ['mobileNumber']],
    ['12812345678', []],
    ['138123456789', []],
    ['6222021234567890128', ['bankCard']],
    ['6222021234567890127', []],
    ['a.b@example.com', ['mailAddress']],
    ['@example', []],
    ['91440300MADX00019R', []],
    ['2026-11-20 100.50', []],
  ])('in %s: %j', (text, kinds) => expect(personalTraces(text)).toEqual(kinds));

  it('are none in short numbers and plain words', () =>
    fc.assert(
      fc.property(fc.nat(999_999_999), fc.constantFrom('企业', '万元', '-', ''), (number, word) => {
        expect(personalTraces(`${number}${word}`)).toEqual([]);
      }),
    ));
});
