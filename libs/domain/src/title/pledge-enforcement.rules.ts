import { shanghaiDate } from '../calendar.js';
import type { Meta } from '../decider.js';
import { minorUnits, normalMoney, sumMoney } from '../money.js';
import { refuse } from '../refusal.js';
import { consentsOfJuniors } from './agreement.js';
import { areKin } from './entry-line.js';
import type {
  ClaimDue,
  Enforced,
  EnforcementSaid,
  FourEyes,
  PledgeAction,
} from './pledge-action.js';
import { distribute } from './pledge-distribution.js';
import { agreementsOf, compareRanks, rankingSince } from './pledge-order.js';
import { coveringAuthorisation, standingFor } from './pledge.conditions.js';
import type { SecurityEvidence } from './pledged-object.js';
import { checkMoreSecurity, reliedOn } from './security.rules.js';
import { checkPositive, checkRoom, checkUnbarred } from './title.conditions.js';
import type { TitleEvent } from './title.events.js';
import { byPlace, rankingPledges } from './title.standing.js';
import type { Enforcement, Pledge, Subordination, Title } from './title.js';

/** The object turned into money, who gets what of it, and what of that was recorded wrongly. */

type Did<T extends PledgeAction['is']> = Extract<PledgeAction, { is: T }>;

export const enforce = (
  title: Title,
  pledge: Pledge,
  { is: _is, order, ...said }: Did<'enforcement'>,
  meta: Meta,
  eyes: Partial<FourEyes> = {},
): TitleEvent[] => {
  standingFor(pledge, meta.now);
  const { assetId } = title;
  const { pledgeId, holdingId } = pledge;
  // A freeze stops what a pledgee does by himself, not what an authority orders.
  if (order === undefined) checkUnbarred(title, holdingId, meta.now);
  const ranking = rankingPledges(title, holdingId, meta.now);
  const result = distributed(pledgeId, said, { ranking, agreements: agreementsOf(title) });
  const juniors = ranking.filter((other) => compareRanks(pledge.rankKey, other.rankKey) < 0);
  const clearedPledgeIds = order === undefined ? [] : juniors.map((other) => other.pledgeId);
  const on = shanghaiDate(meta.now);
  const by = order === undefined ? {} : { order };
  const fact = { assetId, pledgeId, ...by, ...result, clearedPledgeIds, ...eyes, on };
  return [{ type: 'PledgeEnforced', data: fact }];
};

/** Who gets what by the order in which those pledges stood. */
const distributed = (
  pledgeId: string,
  { claims, proceeds, ground, method, documentDigest }: EnforcementSaid,
  order: { readonly ranking: readonly Pledge[]; readonly agreements: readonly Subordination[] },
): Enforced => {
  const { ranking, agreements } = order;
  checkPositive(proceeds);
  checkClaims(pledgeId, claims, ranking);
  const { shares, surplus } = distribute(proceeds, ranking, claims, agreements);
  return { ground, method, documentDigest, proceeds: normalMoney(proceeds), shares, surplus };
};

const checkClaims = (
  pledgeId: string,
  claims: readonly ClaimDue[],
  ranking: readonly Pledge[],
): void => {
  const ids = claims.map((claim) => claim.pledgeId);
  if (!ids.includes(pledgeId)) refuse('claim_not_stated', { pledgeId });
  const nobodys = ids.filter(
    (id, index) => ids.indexOf(id) !== index || !ranking.some((other) => other.pledgeId === id),
  );
  if (nobodys.length > 0) refuse('claim_of_nobody', { pledgeIds: nobodys });
  for (const { costs, interest, principal } of claims) {
    const isNegative = [costs, interest, principal].some((part) => minorUnits(part) < 0n);
    if (isNegative) refuse('amount_not_positive');
  }
};

/**
 * Figures are put right by the order of then. That there was no enforcement at all, only while the
 * term runs, and where nobody acquired the right as free of the pledge.
 */
export const checkEnforcement = (
  title: Title,
  pledge: Pledge,
  { correctedEvent, enforcement }: Did<'enforcementCorrection'>,
  now: string,
): Enforcement => {
  const { pledgeId, holdingId, terms } = pledge;
  const found = title.enforcements.get(pledgeId);
  if (found?.version !== correctedEvent) {
    return refuse('release_not_found', { pledgeId, correctedEvent });
  }
  if (enforcement !== undefined) {
    distributed(pledgeId, enforcement, found);
    return found;
  }
  if (shanghaiDate(now) > terms.until) refuse('pledge_over', { pledgeId, standing: 'lapsed' });
  const transferIds = transfersSince(title, holdingId, found.since);
  if (transferIds.length > 0) refuse('pledged_right_moved', { pledgeId, transferIds });
  return found;
};

/** Transfers of an entry and what descends from it after a version of the title. */
export const transfersSince = (title: Title, holdingId: string, since: number): readonly string[] =>
  [...title.transfers.values()]
    .filter(
      ({ version, fromHoldingId }) => version > since && areKin(title, fromHoldingId, holdingId),
    )
    .map(({ transferId }) => transferId);

/**
 * Where there was none, the pledge is as after a release by mistake: under the pledgor's
 * authorisation, at its place only with the consent of everyone registered since. Those whom it
 * cleared had no part in the mistake: they stand again behind it, and need no authorisation.
 */
export const correctEnforcement = (
  title: Title,
  pledge: Pledge,
  action: Did<'enforcementCorrection'>,
  deciding: {
    readonly meta: Meta;
    readonly eyes: FourEyes;
    readonly evidence: SecurityEvidence;
  },
): TitleEvent[] => {
  const { meta, eyes, evidence } = deciding;
  const found = checkEnforcement(title, pledge, action, meta.now);
  const { assetId } = title;
  const { pledgeId, pledgeePartyId } = pledge;
  const { correctedEvent, enforcement, reason } = action;
  const on = shanghaiDate(meta.now);
  const fact = { assetId, pledgeId, pledgeePartyId, correctedEvent };
  if (enforcement !== undefined) {
    const enforced = distributed(pledgeId, enforcement, found);
    const data = { ...fact, enforced, reason, ...eyes, on };
    return [{ type: 'PledgeEnforcementCorrected', data }];
  }
  checkRoom(title);
  const cleared = clearedBy(title, found);
  const amount = sumMoney([pledge, ...cleared].map(({ remaining }) => remaining));
  const { authorisationId } = coveringAuthorisation(title, pledge, pledge.remaining, meta.now);
  checkMoreSecurity(title, pledge, evidence, meta.now);
  const since = rankingSince(title, pledge, found.since, meta.now);
  const { consentIds, missing } = consentsOfJuniors(title, pledge, since, { amount }, meta.now);
  const keepsRank = missing.length === 0;
  const relied = keepsRank && consentIds.length > 0 ? { consentIds } : {};
  const rank = { keepsRank, authorisationId, ...relied, ...reliedOn(evidence) };
  return [
    { type: 'PledgeEnforcementCorrected', data: { ...fact, ...rank, reason, ...eyes, on } },
    ...cleared.map((one): TitleEvent => {
      const whose = { pledgeId: one.pledgeId, pledgeePartyId: one.pledgeePartyId };
      const again = { assetId, ...whose, correctedEvent, enforcedPledgeId: pledgeId, keepsRank };
      return { type: 'PledgeClearingCorrected', data: { ...again, reason, on } };
    }),
  ];
};

/** Those that ended with it and with nothing else, in the order of their places. */
const clearedBy = ({ pledges }: Title, { since, clearedPledgeIds }: Enforcement) =>
  clearedPledgeIds
    .flatMap((id) => pledges.get(id) ?? [])
    .filter(({ ended }) => ended?.as === 'enforced' && ended.version === since)
    .sort(byPlace);
