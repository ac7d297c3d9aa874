import { addWorkingDays, shanghaiDate } from '../calendar.js';
import type { Meta } from '../decider.js';
import { calendarInForce, type RuleBook } from '../policy/rule-book.js';
import { refuse } from '../refusal.js';
import { filedUnder } from './application.rules.js';
import type { AssetEvent } from './asset.events.js';
import { checkApplicant, checkRegistrar, checkStep } from './asset.guards.js';
import type { ApplicationTerms, AssetState } from './asset.state.js';
import type {
  RefuseRequest,
  RequestChange,
  RequestRenewal,
  WithdrawRequest,
} from './life.commands.js';
import { checkRenewalWindow, renewableUnder } from './life.rules.js';
import { standing } from './possible-steps.js';
import { checkSameSource, redescribed } from './redescription.rules.js';

/** 变更登记, asked for by the holder (guide art. 35). */
export const requestChange = (
  { data, meta }: RequestChange,
  state: AssetState,
): readonly AssetEvent[] => {
  const { assetId, requestId, reason, evidenceDigest, rules } = data;
  const terms = checkApplicant(meta, state);
  if (state.requests?.['change'] === requestId) return [];
  checkStep('change', state, meta);
  checkSameSource(terms.description, data.description);
  const description = redescribed(state, terms, data.description);
  const said = { description, reason, ...(evidenceDigest !== undefined && { evidenceDigest }) };
  const term = decisionTerm(rules, state, terms, shanghaiDate(meta.now));
  return [
    { type: 'RequestFiled', data: { assetId, requestId, request: 'change', ...said, ...term } },
  ];
};

/** 续期登记, asked for by the holder, in its window only (guide art. 36). */
export const requestRenewal = (
  { data: { assetId, requestId, reason, rules, sourceAgreementUntil }, meta }: RequestRenewal,
  state: AssetState,
): readonly AssetEvent[] => {
  const terms = checkApplicant(meta, state);
  if (state.requests?.['renewal'] === requestId) return [];
  checkStep('renewal', state, meta);
  const today = shanghaiDate(meta.now);
  checkRenewalWindow(rules, state, today);
  renewableUnder(rules, state, terms, today);
  const term = decisionTerm(rules, state, terms, today);
  const agreed = sourceAgreementUntil !== undefined && { sourceAgreementUntil };
  const said = { requestId, request: 'renewal', reason, ...agreed, ...term } as const;
  return [{ type: 'RequestFiled', data: { assetId, ...said } }];
};

/** A request is reviewed as an application is, and in the same time. */
const decisionTerm = (
  rules: RuleBook,
  state: AssetState,
  terms: ApplicationTerms,
  today: string,
) => {
  const { workingDays } = filedUnder(rules, state, terms).scheme.review;
  if (workingDays === 0) return {};
  const { version: calendarVersion, days } = calendarInForce(rules, today);
  return { decideBy: addWorkingDays(today, workingDays, days), calendarVersion };
};

/** The registrar does not do what was asked for; the holder is told why and may ask anew. */
export const refuseRequest = (
  { data: { assetId, requestId, reason }, meta }: RefuseRequest,
  state: AssetState,
): readonly AssetEvent[] => {
  checkRegistrar(meta, state);
  const request = requestInHand(state, requestId, meta);
  const on = shanghaiDate(meta.now);
  return [{ type: 'RequestRefused', data: { assetId, requestId, request, reason, on } }];
};

/** The holder no longer wants what he asked for. */
export const withdrawRequest = (
  { data: { assetId, requestId }, meta }: WithdrawRequest,
  state: AssetState,
): readonly AssetEvent[] => {
  checkApplicant(meta, state);
  const request = requestInHand(state, requestId, meta);
  const on = shanghaiDate(meta.now);
  return [{ type: 'RequestWithdrawn', data: { assetId, requestId, request, on } }];
};

const requestInHand = (state: AssetState, requestId: string, meta: Meta): 'change' | 'renewal' => {
  if (state.status !== 'registered' && state.status !== 'suspended') {
    return refuse('asset_step_not_possible', standing(state, meta));
  }
  const { change, renewal } = state.requests ?? {};
  if (change === requestId) return 'change';
  return renewal === requestId ? 'renewal' : refuse('request_not_found', { requestId });
};
