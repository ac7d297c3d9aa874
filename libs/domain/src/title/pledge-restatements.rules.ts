import { isDate, shanghaiDate } from '../calendar.js';
import type { Meta } from '../decider.js';
import { fromMinorUnits, minorUnits, normalMoney } from '../money.js';
import { refuse } from '../refusal.js';
import { consentsOfJuniors } from './agreement.js';
import { holdersOf } from './entry-line.js';
import type { FourEyes, PledgeAction } from './pledge-action.js';
import { checkExternal } from './pledge-life.rules.js';
import { movedWithout } from './pledge-order.js';
import { termsBy } from './pledge-terms.state.js';
import { standingFor } from './pledge.conditions.js';
import { checkPositive } from './title.conditions.js';
import type { TitleEvent } from './title.events.js';
import type { Pledge, Subordination, TermsChange, Title } from './title.js';

/**
 * Terms, assignments and agreements on the order that were recorded wrongly, of a pledge that
 * stands. Nobody loses by what a pledgee takes back of his own; where others would, they consent.
 */

type Did<T extends PledgeAction['is']> = Extract<PledgeAction, { is: T }>;
interface Deciding {
  readonly meta: Meta;
  readonly eyes: FourEyes;
}

/** Refuses what the change named cannot have said. */
export const checkTerms = (
  pledge: Pledge,
  { correctedEvent, terms }: Did<'termsCorrection'>,
  now: string,
): void => {
  const { pledgeId, changes = [] } = pledge;
  standingFor(pledge, now);
  const at = changes.findIndex(({ version }) => version === correctedEvent);
  const change = changes[at];
  if (change === undefined) return refuse('release_not_found', { pledgeId, correctedEvent });
  checkIncrease(pledge, change, terms);
  if (terms === undefined) return;
  const { until, externalRegistration, increase: _, ...others } = terms;
  if (change.is === 'extension') {
    if (externalRegistration !== undefined || Object.keys(others).length > 0) {
      refuse('correction_not_possible', { field: 'terms' });
    }
    const previousUntil = termsBy(pledge, changes.slice(0, at)).until;
    return checkUntil(until, previousUntil, change);
  }
  if (until !== undefined) refuse('correction_not_possible', { field: 'terms.until' });
  if (Object.keys(terms).length === 0) refuse('amendment_empty');
  if (externalRegistration !== undefined) checkExternal(pledge.terms.object, externalRegistration);
};

const checkUntil = (
  until: string | undefined,
  previousUntil: string,
  { said }: TermsChange,
): void => {
  if (until === undefined || !isDate(until))
    return refuse('term_invalid', { field: 'terms.until' });
  if (until <= previousUntil) refuse('extension_not_later', { previousUntil });
  if (until === said.until) refuse('amendment_empty');
};

/** More than was recorded is an increase of its own; what was released since is no mistake. */
const checkIncrease = (
  { tranches }: Pledge,
  { increase }: TermsChange,
  terms: Did<'termsCorrection'>['terms'],
): void => {
  const right = terms?.increase;
  if (right !== undefined) checkPositive(right);
  const most = minorUnits(increase?.amount ?? fromMinorUnits(0n));
  const less = most - minorUnits(right ?? fromMinorUnits(0n));
  if (less < 0n) refuse('correction_not_possible', { field: 'terms.increase' });
  if (increase === undefined || less === 0n) return;
  const tranche = tranches.find(({ rankKey }) => rankKey.tranche === increase.tranche);
  const isWhole = tranche !== undefined && minorUnits(tranche.amount) === most;
  if (!isWhole || minorUnits(tranche.remaining) < less) {
    refuse('correction_not_possible', { field: 'terms.increase' });
  }
};

export const correctTerms = (
  { assetId }: Title,
  pledge: Pledge,
  action: Did<'termsCorrection'>,
  { meta, eyes }: Deciding,
): TitleEvent[] => {
  checkTerms(pledge, action, meta.now);
  const { pledgeId } = pledge;
  const { correctedEvent, terms, reason } = action;
  const { increase, ...said } = terms ?? {};
  const amount = increase === undefined ? {} : { increase: normalMoney(increase) };
  const right = terms === undefined ? {} : { terms: { ...said, ...amount } };
  const on = shanghaiDate(meta.now);
  const data = { assetId, pledgeId, correctedEvent, ...right, reason, ...eyes, on };
  return [{ type: 'PledgeTermsCorrected', data }];
};

/** Who has the claim by mistake gives it up: only the last assignment is his to correct. */
export const checkAssignment = (
  title: Title,
  pledge: Pledge,
  { correctedEvent, toPartyId, assigneeVersion = 0 }: Did<'assignmentCorrection'>,
  now: string,
): string => {
  const { pledgeId, pledgeePartyId, holdingId, assignments = [] } = pledge;
  standingFor(pledge, now);
  const last = assignments.at(-1);
  if (last?.version !== correctedEvent) {
    return refuse('release_not_found', { pledgeId, correctedEvent });
  }
  const { fromPartyId } = last;
  if (toPartyId === fromPartyId) refuse('correction_not_possible', { field: 'toPartyId' });
  if (toPartyId === pledgeePartyId) refuse('amendment_empty');
  if (toPartyId !== undefined && assigneeVersion < 1) {
    refuse('assignee_not_registered', { partyId: toPartyId });
  }
  const whose = toPartyId ?? fromPartyId;
  if (holdersOf(title, holdingId, shanghaiDate(now)).includes(whose)) {
    refuse('counterparty_is_the_holder');
  }
  return whose;
};

export const correctAssignment = (
  title: Title,
  pledge: Pledge,
  action: Did<'assignmentCorrection'>,
  { meta, eyes }: Deciding,
): TitleEvent[] => {
  const toPartyId = checkAssignment(title, pledge, action, meta.now);
  const { assetId } = title;
  const { pledgeId, pledgeePartyId: fromPartyId } = pledge;
  const { correctedEvent, assigneeVersion, reason } = action;
  const relied = assigneeVersion === undefined ? {} : { assigneeVersion };
  const on = shanghaiDate(meta.now);
  const whose = { fromPartyId, toPartyId, ...relied };
  const data = { assetId, pledgeId, correctedEvent, ...whose, reason, ...eyes, on };
  return [{ type: 'PledgeAssignmentCorrected', data }];
};

/** The agreement by which a pledge stepped back, as a version of the title recorded it. */
export const subordinationAt = (
  { subordinations }: Title,
  { pledgeId }: Pledge,
  correctedEvent: number,
): Subordination | undefined =>
  [...subordinations.values()].find(
    (agreed) =>
      agreed.pledgeId === pledgeId &&
      agreed.version === correctedEvent &&
      agreed.corrected === undefined,
  );

/** Whoever stands otherwise without the agreement relied on it: he consents, or it stays. */
export const correctSubordination = (
  title: Title,
  pledge: Pledge,
  { correctedEvent, reason }: Did<'subordinationCorrection'>,
  { meta, eyes }: Deciding,
): TitleEvent[] => {
  const { pledgeId, remaining: amount } = pledge;
  const agreed = subordinationAt(title, pledge, correctedEvent);
  if (agreed === undefined) return refuse('release_not_found', { pledgeId, correctedEvent });
  standingFor(pledge, meta.now);
  const moved = movedWithout(title, agreed, meta.now);
  const { consentIds, missing } = consentsOfJuniors(title, pledge, moved, { amount }, meta.now);
  if (missing.length > 0) return refuse('juniors_must_consent', { pledgeIds: missing });
  const { assetId } = title;
  const { subordinationId } = agreed;
  const relied = consentIds.length > 0 ? { consentIds } : {};
  const on = shanghaiDate(meta.now);
  const fact = { assetId, pledgeId, correctedEvent, subordinationId, ...relied };
  return [{ type: 'PledgeSubordinationCorrected', data: { ...fact, reason, ...eyes, on } }];
};
