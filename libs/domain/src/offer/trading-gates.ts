import type { AssetState } from '../asset/asset.state.js';
import { shanghaiDate } from '../calendar.js';
import type { Label } from '../classification/classification.events.js';
import { labelOf } from '../classification/label.js';
import { refuse, Refused } from '../refusal.js';
import type { GatesPassed, OfferContent } from './offer.events.js';
import { opinionOn, type Assessments } from './opinion.js';
import { modesOf } from './product.js';
import type { TradingGates } from './trading-gates.policy.js';

/**
 * What the gates read beside the offer: the asset and the policy as they were met (evidence: rule
 * pattern 2). The same gates stand at listing, ordering and delivery, for a grade can be raised and
 * an opinion run out in between.
 */
export interface GateEvidence {
  readonly assetVersion: number;
  /** Absent: nothing is known of the asset beside its title. */
  readonly status?: AssetState['status'];
  /** Inclusive last day of the registration; absent: until ended. */
  readonly validUntil?: string;
  readonly label: Partial<Label>;
  readonly gates: TradingGates;
  readonly policyVersion: number;
}

/** The part of an asset's state that the gates read. */
export const gateEvidence = (
  { state, version }: { readonly state: AssetState; readonly version: number },
  policy: { readonly version: number; readonly content: TradingGates },
): GateEvidence => ({
  assetVersion: version,
  ...(version > 0 && { status: state.status }),
  ...(state.validUntil === undefined ? {} : { validUntil: state.validUntil }),
  label: labelOf(state),
  gates: policy.content,
  policyVersion: policy.version,
});

/** An offer, or an order's copy of it, with the opinions on it. */
export type Offered = {
  readonly offerId: string;
  readonly content: OfferContent;
  readonly assessments?: Assessments;
};

/** Lets an offer pass or throws the refusal that names the first closed gate. `now`: RFC 3339 UTC. */
export const passGates = (
  { offerId, content, assessments = [] }: Offered,
  evidence: GateEvidence,
  now: string,
): GatesPassed => {
  const today = shanghaiDate(now);
  const { label, gates, assetVersion, policyVersion } = evidence;
  checkInForce(content.assetId, evidence, today);
  const { grade = 'general', origin, personalBasis } = label;
  if (grade === 'core') refuse('core_data_not_tradable', { assetId: content.assetId });
  const barred = modesOf(content).find((mode) => !gates.publicDataModes.includes(mode));
  if (origin === 'public' && barred !== undefined) {
    refuse('public_data_mode_barred', { delivery: barred, allowed: [...gates.publicDataModes] });
  }
  const isPersonal = origin === 'personal';
  // Without a basis of its own it rests on what an assessor found, as long as that stands.
  const restsOnFinding = isPersonal && personalBasis === undefined;
  const [last, found] = [assessments.at(-1), opinionOn(assessments, content)];
  if (restsOnFinding && (found ?? last)?.isAnonymised !== true) {
    refuse('personal_basis_required', { assetId: content.assetId });
  }
  const passed = { assetVersion, policyVersion };
  // Whether it needed one or not: what was found not to conform is not traded until it is looked at
  // again, in whichever edition.
  const negative = [last, found].find((one) => one?.opinion === 'negative');
  if (negative !== undefined) {
    refuse('opinion_negative', { offerId, assessmentId: negative.assessmentId });
  }
  const needsOpinion =
    gates.opinionFor.includes(grade) || restsOnFinding || (isPersonal && gates.opinionForPersonal);
  if (!needsOpinion) return passed;
  if (found === undefined && last !== undefined) {
    const { assessmentId, edition: assessed = '' } = last;
    refuse('opinion_of_another_edition', { offerId, assessmentId, assessed });
  }
  const opinion = found ?? refuse('opinion_required', { offerId, grade });
  const { assessmentId, validUntil } = opinion;
  if (today > validUntil) refuse('opinion_expired', { offerId, assessmentId, validUntil });
  if (gates.riskAssessmentFor.includes(grade) && opinion.riskAssessmentDigest === undefined) {
    refuse('risk_assessment_required', { offerId, grade });
  }
  return { ...passed, assessmentId };
};

/** The gate that is closed, by its refusal's code; `undefined`: all are open. */
export const closedGate = (
  offered: Offered,
  evidence: GateEvidence,
  now: string,
): string | undefined => {
  try {
    passGates(offered, evidence, now);
    return undefined;
  } catch (error) {
    if (error instanceof Refused) return error.code;
    throw error;
  }
};

const checkInForce = (
  assetId: string,
  { status, validUntil }: GateEvidence,
  today: string,
): void => {
  const hasLapsed = validUntil !== undefined && today > validUntil;
  if (status === undefined || (status === 'registered' && !hasLapsed)) return;
  refuse('asset_not_in_force_for_trade', { assetId, state: hasLapsed ? 'expired' : status });
};
