import { refuse } from '../refusal.js';
import type { InForce } from '../policy/in-force.js';
import type { AssessedMatter, AssessorAdmission } from './assessor.policy.js';
import type { Assessment } from './offer.events.js';

/** What the handler found of whoever is said to have assessed an offer (rule pattern 2). */
export interface AssessorFound {
  readonly isRegistered: boolean;
  /** The parties in whose place it stands, itself among them. */
  readonly standsFor: readonly string[];
  /** Its policy `assessor` of today; absent: it was never admitted. */
  readonly admission?: InForce<AssessorAdmission>;
}

type Report = Pick<Assessment, 'assessorPartyId' | 'riskAssessmentDigest' | 'isAnonymised'>;

/** What a report is about. */
const mattersOf = ({ riskAssessmentDigest, isAnonymised }: Report): readonly AssessedMatter[] => [
  'opinion',
  ...(riskAssessmentDigest === undefined ? [] : (['riskAssessment'] as const)),
  ...(isAnonymised === true ? (['anonymisation'] as const) : []),
];

/**
 * An independent organisation that the exchange has admitted for all that its report is about; the
 * version of its admission. What was recorded while it was admitted stands.
 */
export const admittedAssessor = (
  report: Report,
  { isRegistered, standsFor, admission }: AssessorFound,
  { sellerPartyId, today }: { readonly sellerPartyId: string; readonly today: string },
): number => {
  const { assessorPartyId } = report;
  if ([assessorPartyId, ...standsFor].includes(sellerPartyId)) {
    refuse('assessor_is_the_seller', { assessorPartyId });
  }
  if (!isRegistered) refuse('assessor_not_registered', { assessorPartyId });
  const { matters = [], until = today } = admission?.content ?? {};
  const admitted = today > until ? [] : matters;
  const lacks = mattersOf(report).filter((matter) => !admitted.includes(matter));
  if (admission === undefined || lacks.length > 0) {
    return refuse('assessor_not_admitted', { assessorPartyId, lacks });
  }
  return admission.version;
};
