import { assetDecider } from '../asset/asset.decider.js';
import type { AssetEvent, Grade } from '../asset/asset.events.js';
import { addDays } from '../calendar.js';
import {
  assetId,
  bank,
  managerMeta,
  partner,
  registrarMeta,
  submitted,
} from '../asset/testing/application.js';
import { inForce } from '../policy/in-force.js';
import { specOf } from '../testing/decider-spec.js';
import type { Label, SourceGrade } from './classification.events.js';
import { classificationPolicy } from './classification.policy.js';
import type { Reclassify } from './classification.rules.js';
import { gradeItems } from './grading.js';
import { gradingPolicy } from './grading.policy.js';
import { labelOf } from './label.js';

const given = specOf(assetDecider);
const policy = inForce(classificationPolicy, '2026-11-21');
const table = inForce(gradingPolicy, '2026-11-21');
const sensitive: Label = { category: 'business', grade: 'sensitive', origin: 'enterprise' };

const grade = (
  label: Label = sensitive,
  more: Partial<Reclassify['data']> = {},
  meta = managerMeta,
): Reclassify => ({
  type: 'Reclassify',
  data: { assetId, label, reason: '年度复评', sources: [], policy, table, ...more },
  meta,
});

const graded = (
  to: Label = sensitive,
  more: Partial<Extract<AssetEvent, { type: 'AssetReclassified' }>['data']> = {},
): AssetEvent => ({
  type: 'AssetReclassified',
  data: {
    assetId,
    applicantPartyId: bank,
    from: {},
    to,
    reason: '年度复评',
    validUntil: '2027-11-21',
    regradeFrom: addDays(more.validUntil ?? '2027-11-21', -30),
    policyVersion: 1,
    sources: [],
    ...more,
  },
});

const source = (grade: Grade): SourceGrade => ({ assetId: `source-${grade}`, version: 3, grade });

describe('grading an asset anew', () => {
  it('is for its holder and its registrar, for a year unless stated otherwise', () => {
    given(submitted()).when(grade()).then(graded());
    given(submitted())
      .when(grade(sensitive, {}, registrarMeta))
      .then(graded());
    const stranger = { ...managerMeta, actor: { ...managerMeta.actor, partyId: partner } };
    given(submitted())
      .when(grade(sensitive, {}, stranger))
      .thenRefused('asset_not_found');
    given().when(grade()).thenRefused('asset_not_found');
  });

  it('names what stood before', () => {
    const important: Label = { ...sensitive, grade: 'important' };
    given(submitted(), graded())
      .when(grade(important))
      .then(graded(important, { from: sensitive }));
  });

  it('says nothing to the same day, and confirms to another', () => {
    given(submitted(), graded()).when(grade()).thenNothing();
    const validUntil = '2028-01-31';
    given(submitted(), graded())
      .when(grade(sensitive, { validUntil }))
      .then(graded(sensitive, { from: sensitive, validUntil }));
  });

  it('stands from today to 36 months at most', () => {
    for (const validUntil of ['2026-11-21', '2029-11-21']) {
      given(submitted())
        .when(grade(sensitive, { validUntil }))
        .then(graded(sensitive, { validUntil }));
    }
    for (const validUntil of ['2026-11-20', '2029-11-22', '2026-02-30']) {
      given(submitted())
        .when(grade(sensitive, { validUntil }))
        .thenRefused('classification_validity_out_of_range');
    }
  });

  it('asks for a basis of personal data, and for none of other data', () => {
    const personal: Label = { grade: 'sensitive', origin: 'personal' };
    given(submitted()).when(grade(personal)).thenRefused('personal_basis_missing');
    const based: Label = { ...personal, personalBasis: 'consent' };
    given(submitted()).when(grade(based)).then(graded(based));
    given(submitted())
      .when(grade({ ...sensitive, personalBasis: 'consent' }))
      .thenRefused('personal_basis_contradicted');
  });

  it('ends with the asset', () =>
    given(submitted(), {
      type: 'ApplicationWithdrawn',
      data: { assetId, reason: 'applicant', on: '2026-11-22' },
    })
      .when(grade())
      .thenRefused('classification_not_possible'));
});

describe('the policies', () => {
  it('set how long a grading stands and when it is due again', () => {
    const content = { validityMonths: 6, validityMonthsMax: 6, dueDaysBefore: 0 };
    const second = { version: 2, content };
    given(submitted())
      .when(grade(sensitive, { policy: second }))
      .then(
        graded(sensitive, {
          ...{ validUntil: '2027-05-21', regradeFrom: '2027-05-21', policyVersion: 2 },
        }),
      );
    given(submitted())
      .when(grade(sensitive, { policy: second, validUntil: '2027-05-22' }))
      .thenRefused('classification_validity_out_of_range');
  });

  it('let nobody state a validity beyond the longest', () => {
    const content = { validityMonths: 13, validityMonthsMax: 12, dueDaysBefore: 0 };
    expect(classificationPolicy.moreFaults?.(content)).toMatchObject([
      { pointer: '/validityMonths' },
    ]);
  });
});

describe('a grade that follows from items', () => {
  const items = [
    { item: '企业名称', object: 'organisationRights', harm: 'ordinary' },
    { item: '区域负荷', object: 'economicOperation', harm: 'serious' },
  ] as const;
  const important: Label = { ...sensitive, grade: 'important' };
  const grading = gradeItems(items, table);

  it('is kept with them and the version of the table, once', () => {
    const kept = graded(important, { grading });
    given(submitted()).when(grade(important, { items })).then(kept);
    given(submitted(), kept).when(grade(important, { items })).thenNothing();
    given(submitted(), kept).when(grade(important)).thenNothing();
    given(submitted(), graded(important))
      .when(grade(important, { items }))
      .then(graded(important, { from: important, grading }));
  });

  it('may be stricter than they are, not less strict', () => {
    const core: Label = { ...sensitive, grade: 'core' };
    given(submitted()).when(grade(core, { items })).then(graded(core, { grading }));
    given(submitted())
      .when(grade(sensitive, { items }))
      .thenRefused('grade_below_items', {
        grade: 'sensitive',
        highest: 'important',
        items: ['区域负荷'],
      });
  });
});

describe('taking the higher over sources', () => {
  const sources = [source('general'), source('important'), { assetId: 'none', version: 0 }];

  it('takes a grade at or above the strictest source', () => {
    for (const level of ['important', 'core'] as const) {
      const label: Label = { ...sensitive, grade: level };
      given(submitted()).when(grade(label, { sources })).then(graded(label, { sources }));
    }
  });

  it('refuses one below, unless the exception is stated and kept', () => {
    given(submitted())
      .when(grade(sensitive, { sources }))
      .thenRefused('grade_below_sources', {
        grade: 'sensitive',
        highest: 'important',
        assetIds: ['source-important'],
      });
    const exceptionReason = '已聚合至地市级，不可还原';
    given(submitted())
      .when(grade(sensitive, { sources, exceptionReason }))
      .then(graded(sensitive, { sources, exceptionReason }));
  });

  it('takes no exception where there is nothing to except', () =>
    given(submitted())
      .when(grade(sensitive, { sources: [source('general')], exceptionReason: '脱敏' }))
      .thenRefused('grade_exception_not_needed'));
});

describe('the label that stands', () => {
  it('is the last grading, else what the application says', () => {
    const description = { name: '', summary: '', source: 'agreement', form: 'table' } as const;
    const application = { description: { ...description, grade: 'general' as const } };
    expect(labelOf({ application })).toEqual({ grade: 'general' });
    expect(labelOf({ application, classification: { label: sensitive } })).toEqual(sensitive);
    expect(labelOf({})).toEqual({});
  });
});
