import { assetDecider } from '../asset/asset.decider.js';
import type { AssetEvent } from '../asset/asset.events.js';
import {
  assetId,
  bank,
  managerMeta,
  partner,
  registrarMeta,
  submitted,
} from '../asset/testing/application.js';
import type { Meta, Role } from '../decider.js';
import { specOf } from '../testing/decider-spec.js';
import type { AssessQuality } from './quality.rules.js';
import { inForce } from '../policy/in-force.js';
import { qualityPolicy } from './quality.policy.js';

const given = specOf(assetDecider);
const policy = inForce(qualityPolicy, '2026-11-21');
const scores = {
  ...{ standardisation: '90', completeness: '90', accuracy: '90' },
  ...{ consistency: '90', timeliness: '90', accessibility: '80' },
};

const assess = (more: Partial<AssessQuality['data']> = {}, meta: Meta = managerMeta) => ({
  type: 'AssessQuality' as const,
  data: {
    assetId,
    assessmentId: 'assessment-1',
    assessedOn: '2026-11-21',
    method: '抽样规则校验',
    scores,
    policy,
    ...more,
  },
  meta,
});

const as = (role: Role, partyId: string): Meta => ({
  ...managerMeta,
  actor: { ...managerMeta.actor, role, partyId },
});

const assessed = (assessorRole: 'holder' | 'registrar' | 'appraiser', assessorPartyId = bank) => ({
  type: 'QualityAssessed' as const,
  data: {
    assetId,
    assessmentId: 'assessment-1',
    assessedOn: '2026-11-21',
    method: '抽样规则校验',
    scores,
    weights: policy.content.weights,
    score: '89.00',
    assessorPartyId,
    assessorRole,
    weightsPolicyVersion: 1,
  },
});

describe('assessing quality', () => {
  it('is for holder, registrar, and an appraiser to his last day', () => {
    given(submitted()).when(assess()).then(assessed('holder'));
    given(submitted()).when(assess({}, registrarMeta)).then(assessed('registrar'));
    const firm = as('appraiser', partner);
    given(submitted())
      .when(assess({ appraiserUntil: '2026-11-21' }, firm))
      .then(assessed('appraiser', partner));
    for (const more of [{ appraiserUntil: '2026-11-20' }, {}]) {
      given(submitted()).when(assess(more, firm)).thenRefused('asset_not_found');
    }
    given(submitted())
      .when(assess({}, as('manager', partner)))
      .thenRefused('asset_not_found');
  });

  it('keeps stated weights without a policy version', () => {
    const weights = { ...policy.content.weights };
    const { weightsPolicyVersion: _, ...data } = assessed('holder').data;
    given(submitted()).when(assess({ weights })).then({ type: 'QualityAssessed', data });
  });

  it('takes the weights of the policy in force, and names its version', () => {
    const only = { ...policy.content.weights, accuracy: '0.05', accessibility: '0.30' };
    const second = { version: 2, content: { weights: only } };
    const { data } = assessed('holder');
    const by = { weights: only, score: '87.00', weightsPolicyVersion: 2 };
    given(submitted())
      .when(assess({ policy: second }))
      .then({ type: 'QualityAssessed', data: { ...data, ...by } });
    expect(qualityPolicy.moreFaults?.({ weights: { ...only, accuracy: '0.06' } })).toHaveLength(1);
  });

  it('stands by its day: one recorded later of an earlier day does not replace it', () => {
    const found = (assessedOn: string, score: string) => ({
      ...assessed('appraiser'),
      data: { ...assessed('appraiser').data, assessmentId: score, assessedOn, score },
    });
    const standing = (...events: AssetEvent[]) =>
      [submitted(), ...events].reduce(assetDecider.evolve, assetDecider.initialState()).quality;
    const latest = found('2026-11-21', '70.00');
    expect(standing(latest, found('2026-11-20', '99.00'))?.score).toBe('70.00');
    expect(standing(latest, found('2026-11-21', '71.00'))?.score).toBe('71.00');
    expect(standing(found('2026-11-20', '99.00'), latest)?.score).toBe('70.00');
  });

  it('is not of a day to come, nor under an id that is taken, nor of what has ended', () => {
    for (const assessedOn of ['2026-11-22', '2026-02-30']) {
      given(submitted()).when(assess({ assessedOn })).thenRefused('quality_assessed_in_future');
    }
    given(submitted(), assessed('holder'))
      .when(assess())
      .thenRefused('quality_assessment_id_taken');
    given(submitted(), {
      type: 'ApplicationWithdrawn',
      data: { assetId, reason: 'applicant', on: '2026-11-22' },
    })
      .when(assess())
      .thenRefused('quality_not_assessable');
  });
});
