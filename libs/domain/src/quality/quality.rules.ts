import type { AssetEvent } from '../asset/asset.events.js';
import { refuseOthers } from '../asset/asset.guards.js';
import { type AssetState, hasStopped } from '../asset/asset.state.js';
import { isDate, shanghaiDate } from '../calendar.js';
import type { Meta } from '../decider.js';
import type { InForce } from '../policy/in-force.js';
import { refuse } from '../refusal.js';
import type { AssessorRole, QualityAssessment } from './quality.events.js';
import type { QualityWeights } from './quality.policy.js';
import { type PerDimension, qualityScore } from './quality.score.js';

/** The holder, the registrar or a named appraiser records what the data's quality was found to be. */
export type AssessQuality = {
  readonly type: 'AssessQuality';
  readonly data: Omit<QualityAssessment, 'score' | 'weights'> & {
    readonly assetId: string;
    /** Absent: those of the policy. */
    readonly weights?: PerDimension;
    /**
     * Pattern 2: the last day to which the valuation stream names the caller's organisation as
     * appraiser; absent where it does not.
     */
    readonly appraiserUntil?: string;
    /** The weights that assessments of today take, where none are stated (pattern 2). */
    readonly policy: InForce<QualityWeights>;
  };
  readonly meta: Meta;
};

export const assessQuality = (
  { data, meta }: AssessQuality,
  state: AssetState,
): readonly AssetEvent[] => {
  const { assetId, assessmentId, assessedOn, method, scores, reportDigest, policy } = data;
  const weights = data.weights ?? policy.content.weights;
  const assessorRole = roleOf(data.appraiserUntil, meta, state);
  if (state.quality?.assessmentId === assessmentId) {
    return refuse('quality_assessment_id_taken', { assessmentId });
  }
  if (hasStopped(state)) return refuse('quality_not_assessable', { status: state.status });
  const today = shanghaiDate(meta.now);
  if (!isDate(assessedOn) || assessedOn > today) {
    return refuse('quality_assessed_in_future', { assessedOn, notAfter: today });
  }
  return [
    {
      type: 'QualityAssessed',
      data: {
        assetId,
        assessmentId,
        assessedOn,
        method,
        scores,
        weights,
        score: qualityScore(scores, weights),
        ...(reportDigest === undefined ? {} : { reportDigest }),
        assessorPartyId: meta.actor.partyId,
        assessorRole,
        ...(data.weights === undefined ? { weightsPolicyVersion: policy.version } : {}),
      },
    },
  ];
};

/** Whoever is none of the three is not told that the asset is there. */
const roleOf = (
  appraiserUntil: string | undefined,
  meta: Meta,
  state: AssetState,
): AssessorRole => {
  const { actor, now } = meta;
  const { application } = state;
  if (application === undefined) return refuse('asset_not_found');
  if (actor.role === 'appraiser') {
    const isNamed = appraiserUntil !== undefined && shanghaiDate(now) <= appraiserUntil;
    return isNamed ? 'appraiser' : refuse('asset_not_found');
  }
  if (actor.role === 'registrar' && actor.partyId === application.registrarPartyId) {
    return 'registrar';
  }
  return actor.partyId === application.applicantPartyId ? 'holder' : refuseOthers(meta, state);
};
