import { addDays, addMonths, addWorkingDays, isDate, shanghaiDate } from '../calendar.js';
import type { Meta } from '../decider.js';
import { minorUnits, normalMoney } from '../money.js';
import { refuse } from '../refusal.js';
import { consentsOfJuniors } from './agreement.js';
import { areKin, holdersOf } from './entry-line.js';
import { rightChannels } from './pledge-channels.js';
import { compareRanks, movedByMore } from './pledge-order.js';
import {
  checkPledgee,
  claimsFixedAt,
  coveringAuthorisation,
  pledgeFor,
  standingFor,
} from './pledge.conditions.js';
import type { SecurityEvidence } from './pledged-object.js';
import { checkMoreSecurity, reliedOn } from './security.rules.js';
import type { CommandOf } from './title.commands.js';
import { checkPositive, checkRegistrar, checkRoom, checkSight } from './title.conditions.js';
import type { ExternalRegistration, PledgeTerms, TitleEvent } from './title.events.js';
import { pledgeStanding, rankingPledges } from './title.standing.js';
import type { Title } from './title.state.js';

/** The register named must be one that takes such pledges, with a date that there is. */
export const checkExternal = (
  object: PledgeTerms['object'],
  externalRegistration: ExternalRegistration,
): void => {
  const { registered } = externalRegistration;
  if (registered && !isDate(externalRegistration.registeredAt.slice(0, 10))) {
    refuse('term_invalid', { field: 'externalRegistration.registeredAt' });
  }
  const channels = rightChannels(object ?? 'dataRight', externalRegistration);
  if (channels !== undefined) {
    refuse('registration_channel_wrong', { object: object ?? 'dataRight', channels });
  }
};

/**
 * Other terms. More security is a tranche of its own at the end of the order; it ranks with what
 * there was only where every pledgee after it has consented (Civil Code art. 409, 422).
 */
export const amendPledge = (
  { data, meta }: CommandOf<'AmendPledge'>,
  title: Title,
): TitleEvent[] => {
  const pledge = pledgeFor(title, data.pledgeId, meta);
  checkPledgee(pledge, meta);
  standingFor(pledge, meta.now);
  const { increase, ranksAsExisting, contractDigest, externalRegistration } = data;
  const { assetId, pledgeId, licensingStaysOpen, reason, evidence = nobodySeen } = data;
  const changes = [increase, contractDigest, externalRegistration, licensingStaysOpen];
  if (changes.every((change) => change === undefined)) return refuse('amendment_empty');
  if (externalRegistration !== undefined) {
    checkExternal(pledge.terms.object, externalRegistration);
  }
  const on = shanghaiDate(meta.now);
  const particulars = {
    ...(contractDigest !== undefined && { contractDigest }),
    ...(externalRegistration !== undefined && { externalRegistration }),
    ...(licensingStaysOpen !== undefined && { licensingStaysOpen }),
  };
  const fact = { assetId, pledgeId, ...particulars, reason, on };
  if (increase === undefined) return [{ type: 'PledgeAmended', data: fact }];
  checkPositive(increase);
  checkRoom(title);
  if (claimsFixedAt(pledge, meta.now) !== undefined) refuse('claims_fixed', { pledgeId });
  const { authorisationId } = coveringAuthorisation(title, pledge, increase, meta.now);
  checkMoreSecurity(title, pledge, evidence, meta.now);
  const relied = reliedOn(evidence);
  const more = { ...fact, increase: normalMoney(increase), authorisationId, ...relied };
  if (ranksAsExisting !== true) return [{ type: 'PledgeAmended', data: more }];
  const moved = movedByMore(title, pledge, increase, meta.now);
  const juniors = rankingPledges(title, pledge.holdingId, meta.now).filter(
    (other) =>
      other !== pledge &&
      (moved.includes(other) ||
        other.tranches.some(({ rankKey }) => compareRanks(pledge.rankKey, rankKey) < 0)),
  );
  const agreement = { amount: increase, ...(contractDigest !== undefined && { contractDigest }) };
  const { consentIds, missing } = consentsOfJuniors(title, pledge, juniors, agreement, meta.now);
  if (missing.length > 0) return refuse('juniors_must_consent', { pledgeIds: missing });
  const ranked = { ...more, ranksAsExisting: true as const };
  const agreed = consentIds.length > 0 ? { consentIds } : {};
  return [{ type: 'PledgeAmended', data: { ...ranked, ...agreed } }];
};

const nobodySeen: SecurityEvidence = { pledgorEvidence: [] };

/** While it lasts, the last day can be put off; after it, only a new registration helps. */
export const extendPledge = (
  { data, meta }: CommandOf<'ExtendPledge'>,
  title: Title,
): TitleEvent[] => {
  const pledge = pledgeFor(title, data.pledgeId, meta);
  checkPledgee(pledge, meta);
  standingFor(pledge, meta.now);
  const { assetId, pledgeId, until, contractDigest } = data;
  const { until: previousUntil } = pledge.terms;
  if (!isDate(until)) return refuse('term_invalid', { field: 'until' });
  if (until <= previousUntil) return refuse('extension_not_later', { previousUntil });
  const agreement = contractDigest === undefined ? {} : { contractDigest };
  const on = shanghaiDate(meta.now);
  const extended = { assetId, pledgeId, until, previousUntil, ...agreement, on };
  return [{ type: 'PledgeExtended', data: extended }];
};

/** The claim goes to another lender, and the pledge with it, at the place that it has. */
export const assignPledge = (
  { data, meta }: CommandOf<'AssignPledge'>,
  title: Title,
): TitleEvent[] => {
  const pledge = pledgeFor(title, data.pledgeId, meta);
  checkPledgee(pledge, meta);
  standingFor(pledge, meta.now);
  const { assetId, pledgeId, toPartyId, contractDigest, assigneeVersion } = data;
  const on = shanghaiDate(meta.now);
  if (toPartyId === pledge.pledgeePartyId) return refuse('amendment_empty');
  if (holdersOf(title, pledge.holdingId, on).includes(toPartyId)) {
    return refuse('counterparty_is_the_holder');
  }
  if (assigneeVersion < 1) return refuse('assignee_not_registered', { partyId: toPartyId });
  const fromPartyId = pledge.pledgeePartyId;
  const sides = { fromPartyId, toPartyId, contractDigest, assigneeVersion };
  return [{ type: 'PledgeAssigned', data: { assetId, pledgeId, ...sides, on } }];
};

/** Who steps back says so; who goes first only gains, and nobody else is touched. */
export const subordinatePledge = (
  { data, meta }: CommandOf<'SubordinatePledge'>,
  title: Title,
): TitleEvent[] => {
  const pledge = pledgeFor(title, data.pledgeId, meta);
  checkPledgee(pledge, meta);
  const { assetId, pledgeId, subordinationId, toPledgeId, contractDigest } = data;
  if (title.subordinations.has(subordinationId)) return [];
  standingFor(pledge, meta.now);
  checkRoom(title);
  const other = title.pledges.get(toPledgeId) ?? refuse('pledge_not_found', { toPledgeId });
  const isBefore = compareRanks(pledge.rankKey, other.rankKey) < 0;
  const stands = pledgeStanding(other, meta.now) === 'registered';
  if (!isBefore || !stands || !areKin(title, pledge.holdingId, other.holdingId)) {
    return refuse('subordination_not_possible', { pledgeId, toPledgeId });
  }
  const on = shanghaiDate(meta.now);
  const agreed = { assetId, pledgeId, subordinationId, toPledgeId, contractDigest, on };
  return [{ type: 'PledgeSubordinated', data: agreed }];
};

/** Months after which either side may have the claims fixed where no period was agreed. */
const fixingMonths = 24;

/** Fixes what a maximum-amount pledge secures, on the grounds of Civil Code art. 423. */
export const fixClaims = ({ data, meta }: CommandOf<'FixClaims'>, title: Title): TitleEvent[] => {
  const pledge = pledgeFor(title, data.pledgeId, meta);
  const { assetId, pledgeId, ground, claims, documentDigest } = data;
  const on = shanghaiDate(meta.now);
  const { partyId: byPartyId } = meta.actor;
  const isHolder = holdersOf(title, pledge.holdingId, on).includes(byPartyId);
  if (!isHolder) checkPledgee(pledge, meta);
  if (pledge.fixed !== undefined) return refuse('claims_fixed', { pledgeId });
  standingFor(pledge, meta.now);
  if (minorUnits(claims) < 0n) refuse('amount_not_positive');
  const { kind, claimsUntil } = pledge.terms;
  const twoYears = addMonths(pledge.from, fixingMonths);
  const isTooEarly =
    (ground === 'periodEnded' && (claimsUntil === undefined || on <= claimsUntil)) ||
    (ground === 'twoYears' && (claimsUntil !== undefined || on < twoYears));
  if (kind !== 'maximumAmount' || isTooEarly) {
    const from = ground === 'twoYears' ? twoYears : addDays(claimsUntil ?? on, 1);
    return refuse('claims_not_fixable', { pledgeId, ground, ...(isTooEarly && { from }) });
  }
  const document = documentDigest === undefined ? {} : { documentDigest };
  const amount = normalMoney(claims);
  const fixed = { assetId, pledgeId, ground, claims: amount, ...document, byPartyId, on };
  return [{ type: 'ClaimsFixed', data: fixed }];
};

/** Starts the clock for a release; a demand that stands already is not made again. */
export const demandRelease = (
  { data, meta }: CommandOf<'DemandRelease'>,
  title: Title,
): TitleEvent[] => {
  const { pledge, on } = pledgorsPledge(title, data.pledgeId, meta);
  if (pledge.releaseDemand !== undefined) return [];
  const { assetId, pledgeId, reason, documentDigest, clock } = data;
  const { clocks, calendar, policyVersion, calendarVersion } = clock;
  const dueOn = addWorkingDays(on, clocks.releaseWorkingDays, calendar);
  const document = documentDigest === undefined ? {} : { documentDigest };
  const { partyId: byPartyId } = meta.actor;
  const versions = { policyVersion, calendarVersion };
  const demanded = { assetId, pledgeId, byPartyId, reason, ...document, dueOn, ...versions, on };
  return [{ type: 'PledgeReleaseDemanded', data: demanded }];
};

/** What the pledgor may ask of a pledge that stands. */
export const pledgorsPledge = (title: Title, pledgeId: string, meta: Meta) => {
  const pledge = pledgeFor(title, pledgeId, meta);
  const on = shanghaiDate(meta.now);
  if (!holdersOf(title, pledge.holdingId, on).includes(meta.actor.partyId)) {
    refuse('not_the_holder');
  }
  standingFor(pledge, meta.now, 'orClaimed');
  return { pledge, on };
};

/** An authority's order ends a pledge, whatever its pledgee says and whatever stands on the entry. */
export const cancelPledgeByOrder = (
  { data, meta }: CommandOf<'CancelPledgeByOrder'>,
  title: Title,
): TitleEvent[] => {
  checkSight(title, meta);
  checkRegistrar(title, meta);
  const pledge = pledgeFor(title, data.pledgeId, meta);
  if (pledgeStanding(pledge, meta.now) === 'cancelled') return [];
  standingFor(pledge, meta.now, 'orClaimed');
  return [{ type: 'PledgeCancelledByOrder', data: { ...data, on: shanghaiDate(meta.now) } }];
};

/** Writes down that the last day has passed; the registration stopped standing by itself. */
export const lapsePledge = (
  { data, meta }: CommandOf<'LapsePledge'>,
  title: Title,
): TitleEvent[] => {
  const { assetId, pledgeId } = data;
  const pledge = title.pledges.get(pledgeId) ?? refuse('pledge_not_found', { pledgeId });
  if (pledge.ended !== undefined || pledge.registered === undefined) return [];
  const on = addDays(pledge.terms.until, 1);
  if (shanghaiDate(meta.now) < on) return refuse('not_due', { dueAt: on });
  return [{ type: 'PledgeLapsed', data: { assetId, pledgeId, on } }];
};
