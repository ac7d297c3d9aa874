import { addWorkingDays, shanghaiDate, workingDaysBetween } from '../calendar.js';
import { calendarInForce } from '../policy/rule-book.js';
import { refuse } from '../refusal.js';
import { sameJson } from '../same-json.js';
import { filedUnder } from './application.rules.js';
import type { AssetEvent } from './asset.events.js';
import { checkApplicant, checkRegistrar, checkStep } from './asset.guards.js';
import type { ApplicationTerms, AssetState } from './asset.state.js';
import type { AnswerObjection, RaiseObjection, ResolveObjection } from './life.commands.js';
import { objectionsMax, objectionsOfOneMax } from './possible-steps.js';

/** 异议: by anybody but the applicant, during publicity or after registration (guide art. 25, 29). */
export const raiseObjection = (
  { data, meta }: RaiseObjection,
  state: AssetState,
): readonly AssetEvent[] => {
  const { assetId, reasons, evidenceDigest, rules } = data;
  const objectorPartyId = meta.actor.partyId;
  const terms = checkSeen(state, objectorPartyId);
  const { objections = [] } = state;
  const isOwn = (known: (typeof objections)[number]) =>
    known.objectorPartyId === objectorPartyId && known.outcome === undefined;
  if (objections.some((known) => isOwn(known) && known.reasons === reasons)) return [];
  checkStep('objections', state, meta);
  const today = shanghaiDate(meta.now);
  checkMayObject(state, terms, objectorPartyId, today);
  const stage = state.status === 'publicised' ? 'publicity' : 'registered';
  const { version: calendarVersion, days } = calendarInForce(rules, today);
  const { objection } = filedUnder(rules, state, terms).scheme;
  const noticeBy = stage === 'registered' && {
    noticeBy: addWorkingDays(today, objection.noticeWorkingDays, days),
  };
  const investigateBy = addWorkingDays(today, objection.investigationWorkingDays, days);
  const raised = { assetId, objectionNo: objections.length + 1, objectorPartyId, stage } as const;
  const said = { reasons, ...(evidenceDigest !== undefined && { evidenceDigest }) };
  const clocks = { on: today, ...noticeBy, investigateBy, calendarVersion };
  return [{ type: 'ObjectionRaised', data: { ...raised, ...said, ...clocks } }];
};

/** Outside publicity and registration an application is nobody's but its sides'. */
const checkSeen = (state: AssetState, partyId: string): ApplicationTerms => {
  const { application, procedure, status } = state;
  if (application === undefined) return refuse('asset_not_found');
  const isSide = [application.applicantPartyId, application.registrarPartyId].includes(partyId);
  const isOpen = ['publicised', 'registered', 'suspended'].includes(status);
  return isSide || (isOpen && procedure?.takesObjections === true)
    ? application
    : refuse('asset_not_found');
};

const checkMayObject = (
  { publicity, status, objections = [] }: AssetState,
  { applicantPartyId }: ApplicationTerms,
  objectorPartyId: string,
  today: string,
): void => {
  if (objectorPartyId === applicantPartyId) return refuse('objection_to_own');
  if (status === 'publicised' && publicity !== undefined && today > publicity.until) {
    return refuse('publicity_over', { until: publicity.until });
  }
  const own = objections.filter((known) => known.objectorPartyId === objectorPartyId);
  if (objections.length >= objectionsMax || own.length >= objectionsOfOneMax) {
    return refuse('objections_too_many', { objectionsMax, objectionsOfOneMax });
  }
};

/** 解释说明: what the applicant says to it, once, for the investigation (guide art. 25, 29). */
export const answerObjection = (
  { data, meta }: AnswerObjection,
  state: AssetState,
): readonly AssetEvent[] => {
  checkApplicant(meta, state);
  const { assetId, objectionNo, accepts, statement, evidenceDigests } = data;
  const objection = state.objections?.[objectionNo - 1];
  if (objection === undefined) return refuse('objection_not_found', { objectionNo });
  const answer = { accepts, statement, evidenceDigests };
  if (sameJson(objection.answer, answer)) return [];
  if (objection.answer !== undefined) return refuse('objection_answered_before', { objectionNo });
  if (objection.outcome !== undefined) {
    return refuse('objection_decided', { objectionNo, outcome: objection.outcome });
  }
  checkStep('objections', state, meta);
  const on = shanghaiDate(meta.now);
  return [{ type: 'ObjectionAnswered', data: { assetId, objectionNo, ...answer, on } }];
};

/**
 * During publicity: dismissed, or the application is turned down. After registration: kept, to be
 * changed, or cancelled ex officio; then arbitration or court (guide art. 29).
 */
export const resolveObjection = (
  { data, meta }: ResolveObjection,
  state: AssetState,
): readonly AssetEvent[] => {
  const { assetId, objectionNo, outcome, reason } = data;
  checkRegistrar(meta, state);
  const objection = state.objections?.[objectionNo - 1];
  if (objection === undefined) return refuse('objection_not_found', { objectionNo });
  if (objection.outcome === outcome && objection.reason === reason) return [];
  if (objection.outcome !== undefined) {
    return refuse('objection_decided', { objectionNo, outcome: objection.outcome });
  }
  checkStep('objections', state, meta);
  const possible = outcomesOf[objection.stage];
  if (!possible.includes(outcome)) {
    return refuse('objection_outcome_wrong', { stage: objection.stage, possible });
  }
  if (outcome === 'dismissed') return [dismissed(data, meta.now, state)];
  return [
    { type: 'ObjectionUpheld', data: { assetId, objectionNo, outcome, reason } },
    ...consequenceOf(outcome, assetId, reason, shanghaiDate(meta.now)),
  ];
};

const outcomesOf: Readonly<Record<'publicity' | 'registered', readonly string[]>> = {
  publicity: ['dismissed', 'rejection'],
  registered: ['dismissed', 'change', 'cancellation'],
};

/**
 * The time that an objection took is not counted (guide art. 28), and no day is left out twice: the
 * days of publicity are already, and so are those of another objection that was open meanwhile.
 */
const dismissed = (
  { assetId, objectionNo, reason, rules }: ResolveObjection['data'],
  now: string,
  { reviewBy, status, publicity, uncountedUntil = publicity?.until }: AssetState,
): AssetEvent => {
  const on = shanghaiDate(now);
  const { version: calendarVersion, days } = calendarInForce(rules, on);
  const isReviewed = reviewBy !== undefined && status === 'publicised';
  const term = isReviewed && {
    reviewBy: addWorkingDays(reviewBy, workingDaysBetween(uncountedUntil ?? on, on, days), days),
    calendarVersion,
  };
  return { type: 'ObjectionDismissed', data: { assetId, objectionNo, reason, on, ...term } };
};

const consequenceOf = (
  outcome: 'rejection' | 'change' | 'cancellation',
  assetId: string,
  reason: string,
  on: string,
): readonly AssetEvent[] => {
  switch (outcome) {
    case 'rejection': {
      const ground = 'ownershipDispute';
      return [{ type: 'ApplicationRejected', data: { assetId, ground, explanation: reason } }];
    }
    case 'cancellation': {
      const ended = { ground: 'objectionUpheld', exOfficio: true } as const;
      return [{ type: 'RegistrationCancelled', data: { assetId, ...ended, reason, on } }];
    }
    case 'change':
      return [];
  }
};
