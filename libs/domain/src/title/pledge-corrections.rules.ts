import { shanghaiDate } from '../calendar.js';
import type { Meta } from '../decider.js';
import { fromMinorUnits, minorUnits, normalMoney, sumMoney } from '../money.js';
import { refuse } from '../refusal.js';
import { consentsOfJuniors } from './agreement.js';
import { holdersOf } from './entry-line.js';
import type { FourEyes, PledgeAction } from './pledge-action.js';
import { checkEnforcement } from './pledge-enforcement.rules.js';
import { checkEndedByOrder, endedByOrder } from './pledge-order-corrections.rules.js';
import { rankingSince } from './pledge-order.js';
import { checkAssignment, checkTerms, subordinationAt } from './pledge-restatements.rules.js';
import { checkPledgee, coveringAuthorisation, standingFor } from './pledge.conditions.js';
import type { SecurityEvidence } from './pledged-object.js';
import { checkMoreSecurity, reliedOn } from './security.rules.js';
import type { CommandOf } from './title.commands.js';
import { checkRoom } from './title.conditions.js';
import type { TitleEvent } from './title.events.js';
import { pledgeStanding } from './title.standing.js';
import type { Pledge, Title } from './title.state.js';

/**
 * What was recorded of a pledge by mistake, by two persons of whoever recorded it. Whoever was
 * registered since relied on what the register said: without his consent nothing comes before him.
 */

type Did<T extends PledgeAction['is']> = Extract<PledgeAction, { is: T }>;
interface Deciding {
  readonly meta: Meta;
  readonly eyes: FourEyes;
}

type Wrong = CommandOf<'CorrectPledge'>['data'];

/** What the event named is, and whose persons set it right. */
export const correctionOf = (
  title: Title,
  pledge: Pledge,
  wrong: Wrong,
  meta: Meta,
): { readonly action: PledgeAction; readonly byPartyId?: string } => {
  const { correctedEvent, claims, documentDigest, reason } = wrong;
  const { partyId, role } = meta.actor;
  const isLending = partyId === pledge.pledgeePartyId && role === 'lender';
  if (pledge.fixed?.version === correctedEvent) {
    checkOnly(wrong, 'claims');
    const amount = claims === undefined ? {} : { claims: normalMoney(claims) };
    const action = { is: 'fixingCorrection', correctedEvent, ...amount, reason } as const;
    checkFixing(title, pledge, action, meta);
    return isLending ? { action } : { action, byPartyId: partyId };
  }
  if (endedByOrder(title, pledge, correctedEvent) !== undefined) {
    checkOnly(wrong);
    checkEndedByOrder(title, pledge, correctedEvent, meta);
    const document = documentDigest === undefined ? {} : { documentDigest };
    const action = { is: 'cancellationCorrection', correctedEvent, reason, ...document } as const;
    return { action, byPartyId: partyId };
  }
  checkPledgee(pledge, meta);
  if (!isLending) refuse('not_the_pledgee', { pledgeId: pledge.pledgeId });
  return { action: ofPledgee(title, pledge, wrong, meta) };
};

/** What only the pledgee recorded, and only his persons set right. */
const ofPledgee = (title: Title, pledge: Pledge, wrong: Wrong, meta: Meta): PledgeAction => {
  const { correctedEvent, terms, toPartyId, assigneeVersion = 0, enforcement, reason } = wrong;
  const said = { correctedEvent, reason };
  const names = ({ version }: { readonly version: number }) => version === correctedEvent;
  if (pledge.changes?.some(names) === true) {
    checkOnly(wrong, 'terms');
    const right = terms === undefined ? {} : { terms };
    const action = { is: 'termsCorrection', ...said, ...right } as const;
    checkTerms(pledge, action, meta.now);
    return action;
  }
  if (pledge.assignments?.some(names) === true) {
    checkOnly(wrong, 'toPartyId');
    const right = toPartyId === undefined ? {} : { toPartyId, assigneeVersion };
    const action = { is: 'assignmentCorrection', ...said, ...right } as const;
    checkAssignment(title, pledge, action, meta.now);
    return action;
  }
  const enforced = title.enforcements.get(pledge.pledgeId);
  if (enforced !== undefined && names(enforced)) {
    checkOnly(wrong, 'enforcement');
    const right = enforcement === undefined ? {} : { enforcement };
    const action = { is: 'enforcementCorrection', ...said, ...right } as const;
    checkEnforcement(title, pledge, action, meta.now);
    return action;
  }
  checkOnly(wrong);
  if (subordinationAt(title, pledge, correctedEvent) !== undefined) {
    return { is: 'subordinationCorrection', ...said };
  }
  releaseOf(pledge, correctedEvent);
  return { is: 'correction', ...said };
};

/** What is right is said of the kind of event that is corrected, and of no other. */
const checkOnly = (
  wrong: Wrong,
  named?: 'claims' | 'terms' | 'toPartyId' | 'enforcement',
): void => {
  for (const field of ['claims', 'terms', 'toPartyId', 'enforcement'] as const) {
    if (field !== named && wrong[field] !== undefined) refuse('correction_not_possible', { field });
  }
};

const releaseOf = ({ pledgeId, releases = [] }: Pledge, version: number) => {
  const found = releases.find((one) => one.version === version && one.corrected === undefined);
  return found ?? refuse('release_not_found', { pledgeId, correctedEvent: version });
};

/**
 * What was released comes back as a registration of now: the pledgor's authorisation covers it, and
 * it ranks from now on. Only where every pledgee registered since has consented, it has its old place.
 */
export const correctRelease = (
  title: Title,
  pledge: Pledge,
  { correctedEvent, reason }: Did<'correction'>,
  { meta, eyes, evidence }: Deciding & { readonly evidence: SecurityEvidence },
): TitleEvent[] => {
  const { parts } = releaseOf(pledge, correctedEvent);
  const { assetId } = title;
  const { pledgeId, ended, terms } = pledge;
  const on = shanghaiDate(meta.now);
  const isOverOtherwise = ended !== undefined && ended.version !== correctedEvent;
  if (isOverOtherwise || on > terms.until) {
    const standing = pledgeStanding(pledge, meta.now);
    return refuse('pledge_over', { pledgeId, standing });
  }
  checkRoom(title);
  const amount = sumMoney(parts.map((part) => part.amount));
  const { authorisationId } = coveringAuthorisation(title, pledge, amount, meta.now);
  checkMoreSecurity(title, pledge, evidence, meta.now);
  const since = rankingSince(title, pledge, correctedEvent, meta.now);
  const { consentIds, missing } = consentsOfJuniors(title, pledge, since, { amount }, meta.now);
  const keepsRank = missing.length === 0;
  const relied = keepsRank && consentIds.length > 0 ? { consentIds } : {};
  const { pledgeePartyId } = pledge;
  const fact = { assetId, pledgeId, correctedEvent, pledgeePartyId, amount };
  const rank = { keepsRank, authorisationId, ...relied, ...reliedOn(evidence) };
  return [{ type: 'PledgeReleaseCorrected', data: { ...fact, ...rank, reason, ...eyes, on } }];
};

/** The amount is the pledgee's to state; that nothing was fixed, whose persons recorded it. */
const checkFixing = (
  title: Title,
  pledge: Pledge,
  { correctedEvent, claims }: Did<'fixingCorrection'>,
  { actor: { partyId, role }, now }: Meta,
) => {
  const { pledgeId, fixed, pledgeePartyId, pledgorPartyIds } = pledge;
  if (fixed?.version !== correctedEvent) {
    return refuse('release_not_found', { pledgeId, correctedEvent });
  }
  const { byPartyId } = fixed;
  const holders = [...holdersOf(title, pledge.holdingId, shanghaiDate(now)), ...pledgorPartyIds];
  const isHolders = holders.includes(byPartyId);
  const isPledgee = pledgeePartyId === partyId && role === 'lender';
  const isTheirs =
    claims === undefined ? (isPledgee && !isHolders) || byPartyId === partyId : isPledgee;
  if (!isTheirs) refuse('fixing_of_another', { pledgeId });
  standingFor(pledge, now);
  if (claims === undefined) return fixed;
  if (minorUnits(claims) < 0n) refuse('amount_not_positive');
  if (minorUnits(claims) === minorUnits(fixed.claims)) refuse('amendment_empty');
  return fixed;
};

/** Where more is secured than was fixed, those registered since lose by it: each has to consent. */
export const correctFixing = (
  title: Title,
  pledge: Pledge,
  action: Did<'fixingCorrection'>,
  { meta, eyes, evidence }: Deciding & { readonly evidence: SecurityEvidence },
): TitleEvent[] => {
  const { is: _is, ...said } = action;
  const fixed = checkFixing(title, pledge, action, meta);
  const { claims } = said;
  // New claims would be secured again: under a bar, or of an asset that is over, none are.
  if (claims === undefined) checkMoreSecurity(title, pledge, evidence, meta.now);
  const more = minorUnits(claims ?? pledge.remaining) - minorUnits(fixed.claims);
  const isMore = claims === undefined || more > 0n;
  const since = isMore ? rankingSince(title, pledge, fixed.since ?? fixed.version, meta.now) : [];
  const amount = fromMinorUnits(more);
  const { consentIds, missing } = consentsOfJuniors(title, pledge, since, { amount }, meta.now);
  if (missing.length > 0) return refuse('juniors_must_consent', { pledgeIds: missing });
  const { assetId } = title;
  const { pledgeId } = pledge;
  const relied = consentIds.length > 0 ? { consentIds } : {};
  const on = shanghaiDate(meta.now);
  const fact = { assetId, pledgeId, ...said, ...relied, ...eyes, on };
  return [{ type: 'ClaimsFixingCorrected', data: fact }];
};
