import { addDays, isDate, shanghaiDate } from '../calendar.js';
import { labelOf } from '../classification/label.js';
import { schemeAt, schemeInForce, type RuleBook, type SchemeVersion } from '../policy/rule-book.js';
import { refuse } from '../refusal.js';
import { sameJson } from '../same-json.js';
import { filedUnder } from './application.rules.js';
import type { AssetEvent } from './asset.events.js';
import { checkRegistrar, checkStep } from './asset.guards.js';
import type { ApplicationTerms, AssetState } from './asset.state.js';
import { checkDescription } from './description.rule.js';
import { checkGradeRegistrable } from './eligibility.rules.js';
import { validUntilOf } from './filing.rules.js';
import type {
  ChangeRegistration,
  RenewRegistration,
  RestoreRegistration,
  SuspendRegistration,
} from './life.commands.js';
import { renewalWindow } from './possible-steps.js';
import { checkSameSource, redescribed } from './redescription.rules.js';

/** Does the change: never of the subject, nor of where the data comes from (guide art. 35). */
export const changeRegistration = (
  { data, meta }: ChangeRegistration,
  state: AssetState,
): readonly AssetEvent[] => {
  const { assetId, reason, evidenceDigest, rules } = data;
  const terms = checkRegistrar(meta, state);
  checkStep('change', state, meta);
  checkSameSource(terms.description, data.description);
  const description = redescribed(state, terms, data.description);
  if (sameJson(terms.description, description)) return [];
  const warnings = checkDescription(description, filedUnder(rules, state, terms).scheme);
  const evidence = evidenceDigest !== undefined && { evidenceDigest };
  const said = { description, reason, ...evidence, warnings };
  return [{ type: 'RegistrationChanged', data: { assetId, ...sidesOf(terms), ...said } }];
};

/**
 * The new term follows the old one, by the scheme as it is when the renewal is decided, and outlasts
 * no agreement that the data came by where the scheme ends with it: a longer one is stated. What was
 * asked for in its window is decided as long as the registration is valid: a request on the window's
 * last day is in time.
 */
export const renewRegistration = (
  { data: { assetId, rules, sourceAgreementUntil }, meta }: RenewRegistration,
  state: AssetState,
): readonly AssetEvent[] => {
  const terms = checkRegistrar(meta, state);
  checkStep('renewal', state, meta);
  const today = shanghaiDate(meta.now);
  const previousUntil =
    state.requests?.['renewal'] !== undefined && state.validUntil !== undefined
      ? state.validUntil
      : checkRenewalWindow(rules, state, today);
  const { reference, scheme } = renewableUnder(rules, state, terms, today);
  if (sourceAgreementUntil !== undefined && !isDate(sourceAgreementUntil)) {
    return refuse('date_invalid', { field: 'sourceAgreementUntil' });
  }
  const agreed = sourceAgreementUntil && { sourceAgreementUntil };
  const circumstances = { ...terms.circumstances, ...agreed };
  const validUntil = validUntilOf(scheme, addDays(previousUntil, 1), circumstances);
  if (validUntil === undefined || validUntil <= previousUntil) {
    return refuse('source_agreement_over', { until: validUntil ?? previousUntil });
  }
  const data = { assetId, previousUntil, validUntil, ...agreed, scheme: reference };
  return [{ type: 'RegistrationRenewed', data }];
};

/**
 * The scheme that a renewal of a day follows, which takes no data that was found to be core meanwhile
 * (guide art. 15, 22). Where registrations are valid until ended by now, it is the one filed under.
 */
export const renewableUnder = (
  rules: RuleBook,
  state: AssetState,
  terms: ApplicationTerms,
  today: string,
): SchemeVersion => {
  const inForce = schemeInForce(rules, terms.scheme, today);
  const found = inForce.scheme.validity.monthsMax > 0 ? inForce : filedUnder(rules, state, terms);
  checkGradeRegistrable(found.scheme.eligibility, labelOf(state).grade);
  return found;
};

/** Answers the last day of the term that a renewal would follow. */
export const checkRenewalWindow = (rules: RuleBook, state: AssetState, today: string): string => {
  const { application, schemeVersion = 1, validUntil } = state;
  if (application === undefined || validUntil === undefined) {
    return refuse('renewal_not_in_window', {});
  }
  const { scheme } = schemeAt(rules, { name: application.scheme, version: schemeVersion });
  const window = renewalWindow(validUntil, scheme.renewal.windowMonths);
  return today < window.from || today > window.until
    ? refuse('renewal_not_in_window', window)
    : validUntil;
};

/** The bar was raised on the title before (pattern 1): whatever limits disposal stands there. */
export const suspendRegistration = (
  { data, meta }: SuspendRegistration,
  state: AssetState,
): readonly AssetEvent[] => {
  checkRegistrar(meta, state);
  if (state.suspension?.barId === data.barId) return [];
  checkStep('suspension', state, meta);
  return [{ type: 'RegistrationSuspended', data: { ...data, on: shanghaiDate(meta.now) } }];
};

/** A process lifts the bar that the suspension stood on. */
export const restoreRegistration = (
  { data: { assetId, reason }, meta }: RestoreRegistration,
  state: AssetState,
): readonly AssetEvent[] => {
  checkRegistrar(meta, state);
  if (state.status === 'registered') return [];
  checkStep('restoration', state, meta);
  const barId = state.suspension?.barId ?? '';
  const on = shanghaiDate(meta.now);
  return [{ type: 'RegistrationRestored', data: { assetId, barId, reason, on } }];
};

/** Whose asset it is and who registers it, for the feed. */
export const sidesOf = ({ applicantPartyId, registrarPartyId }: ApplicationTerms) => ({
  applicantPartyId,
  registrarPartyId,
});
