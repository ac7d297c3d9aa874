import { fromMinorUnits, minorUnits, sumMoney, type Money } from '../money.js';
import { changedPledge } from './pledge-life.state.js';
import { isPledgeLife, type PledgeLifeEvent } from './pledge-life.events.js';
import { agreementsOf } from './pledge-order.js';
import { approved } from './pledge-proposals.state.js';
import { change, known, put } from './maps.js';
import type { Pledge, Title } from './title.js';
import type { DataOf } from './title.commands.js';
import type { TitleEvent } from './title.events.js';
import { instantOf, rankingPledges } from './title.standing.js';

/** The facts of a pledge from its registration or claim to its end. */
export type PledgeEvent =
  | PledgeLifeEvent
  | Extract<
      TitleEvent,
      {
        type:
          | 'PledgeRegistered'
          | 'PledgeClaimed'
          | 'PledgeConfirmed'
          | 'PledgeDeclined'
          | 'PledgeClaimLapsed'
          | 'PledgeReleased';
      }
    >;

/** The pledges that a fact changes. */
export const pledgesTouched = (event: PledgeEvent): readonly string[] =>
  event.type === 'PledgeEnforced'
    ? [event.data.pledgeId, ...event.data.clearedPledgeIds]
    : [event.data.pledgeId];

/** One pledge after one more fact about it; `version` is the title's. */
export const pledgeAfter = (
  pledge: Pledge | undefined,
  event: PledgeEvent,
  version: number,
): Pledge => {
  if (event.type === 'PledgeRegistered' || event.type === 'PledgeClaimed') {
    return begun(event, version);
  }
  if (pledge === undefined) throw new Error(`${event.type} of a pledge that was not recorded.`);
  if (isPledgeLife(event)) return changedPledge(pledge, event, version);
  switch (event.type) {
    case 'PledgeConfirmed':
      return { ...pledge, registered: { on: event.data.on, version } };
    case 'PledgeDeclined': {
      const { on, reason } = event.data;
      return { ...pledge, ended: { as: 'declined', on, version, reason } };
    }
    case 'PledgeClaimLapsed': {
      const { on } = event.data;
      return { ...pledge, ended: { as: 'lapsed', on, version, reason: 'notConfirmed' } };
    }
    case 'PledgeReleased':
      return released(pledge, event.data, version);
  }
};

/** The title after a fact about a pledge, as far as it changes. */
export const pledgesAfter = (
  title: Title,
  event: PledgeEvent,
  version: number,
): Partial<Title> => ({
  pledges: pledgesTouched(event).reduce<Title['pledges']>(
    (all, id) => put(all, id, pledgeAfter(all.get(id), event, version)),
    title.pledges,
  ),
  ...beside(title, event, version),
});

/** What a fact about a pledge changes beside it. */
const beside = (title: Title, event: PledgeEvent, version: number): Partial<Title> => {
  switch (event.type) {
    case 'PledgeSubordinated': {
      const { subordinationId } = event.data;
      const agreed = { ...event.data, version };
      return { subordinations: put(title.subordinations, subordinationId, agreed) };
    }
    case 'PledgeActionProposed': {
      const proposed = { ...event.data, version };
      return { pledgeProposals: put(title.pledgeProposals, event.data.proposalId, proposed) };
    }
    case 'PledgeActionRejected': {
      const decided = { as: 'rejected', version } as const;
      const { proposalId } = event.data;
      return { pledgeProposals: change(title.pledgeProposals, proposalId, { decided }) };
    }
    case 'PledgeEnforced':
    case 'PledgeEnforcementCorrected':
      return {
        ...approved(title, event.data.proposalId, version),
        ...enforcementsAfter(title, event, version),
      };
    case 'PledgeSubordinationCorrected': {
      const { subordinationId, proposalId } = event.data;
      const corrected = change(title.subordinations, subordinationId, { corrected: version });
      return { ...approved(title, proposalId, version), subordinations: corrected };
    }
    case 'PledgeReleased':
    case 'PledgeReleaseCorrected':
    case 'ClaimsFixingCorrected':
    case 'PledgeCancellationCorrected':
    case 'PledgeTermsCorrected':
    case 'PledgeAssignmentCorrected':
      return approved(title, event.data.proposalId, version);
    case 'PledgeRegistered':
      return reservationUsed(title, event.data, version);
    case 'PledgeClaimed':
    case 'PledgeConfirmed':
    case 'PledgeDeclined':
    case 'PledgeClaimLapsed':
    case 'PledgeAmended':
    case 'PledgeExtended':
    case 'PledgeAssigned':
    case 'ClaimsFixed':
    case 'PledgeReleaseDemanded':
    case 'PledgeObjectionRaised':
    case 'PledgeObjectionPursued':
    case 'PledgeObjectionWithdrawn':
    case 'PledgeObjectionLapsed':
    case 'PledgeCancelledByOrder':
    case 'PledgeLapsed':
      return {};
    case 'PledgeClearingCorrected': {
      const { proposalId } = event.data;
      return proposalId === undefined ? {} : approved(title, proposalId, version);
    }
  }
};

/** By which order the proceeds went, for as long as the figures can be corrected. */
const enforcementsAfter = (
  title: Title,
  { type, data }: Extract<PledgeEvent, { type: 'PledgeEnforced' | 'PledgeEnforcementCorrected' }>,
  version: number,
): Partial<Title> => {
  const { pledgeId, on } = data;
  if (type === 'PledgeEnforced') {
    const { holdingId } = known(title.pledges, pledgeId);
    const ranking = rankingPledges(title, holdingId, instantOf(on));
    const { clearedPledgeIds } = data;
    const order = { ranking, agreements: agreementsOf(title), clearedPledgeIds };
    const recorded = { version, since: version, ...order };
    return { enforcements: put(title.enforcements, pledgeId, recorded) };
  }
  if (data.enforced !== undefined) {
    return { enforcements: change(title.enforcements, pledgeId, { version }) };
  }
  const enforcements = new Map(title.enforcements);
  enforcements.delete(pledgeId);
  return { enforcements };
};

/** What kept the entry free for the registration has done its work. */
const reservationUsed = (
  { registrationReservations }: Title,
  { registrationReservationId: id, pledgeId }: DataOf<'PledgeRegistered'>,
  version: number,
): Partial<Title> => {
  if (id === undefined) return {};
  const reserved = known(registrationReservations, id);
  const over = { at: reserved.until, version, pledgeId };
  return { registrationReservations: put(registrationReservations, id, { ...reserved, over }) };
};

const begun = (
  { type, data }: Extract<PledgeEvent, { type: 'PledgeRegistered' | 'PledgeClaimed' }>,
  version: number,
): Pledge => {
  const { pledgeId, holdingId, pledgeePartyId, pledgorPartyIds, terms, on } = data;
  const rankKey = { titleVersion: version, tranche: 1 };
  const { amount } = terms;
  const under = type === 'PledgeRegistered' ? { authorisationId: data.authorisationId } : {};
  const standing =
    type === 'PledgeRegistered'
      ? { registered: { on, version } }
      : { claim: { lapsesAfter: data.lapsesAfter } };
  return {
    pledgeId,
    holdingId,
    pledgeePartyId,
    pledgorPartyIds,
    terms,
    rankKey,
    tranches: [{ rankKey, amount, remaining: amount, ...under }],
    tranchesMade: 1,
    from: on,
    remaining: amount,
    ...under,
    ...standing,
  };
};

/** A release takes from the last tranche first: what ranks best stays longest. */
const released = (
  pledge: Pledge,
  { amount, on, reason }: DataOf<'PledgeReleased'>,
  version: number,
): Pledge => {
  let left = minorUnits(amount ?? pledge.remaining);
  const parts: { tranche: number; amount: Money }[] = [];
  const tranches = pledge.tranches
    .toReversed()
    .map((tranche) => {
      const has = minorUnits(tranche.remaining);
      const taken = left < has ? left : has;
      left -= taken;
      if (taken > 0n) {
        parts.push({ tranche: tranche.rankKey.tranche, amount: fromMinorUnits(taken) });
      }
      return { ...tranche, remaining: fromMinorUnits(has - taken) };
    })
    .toReversed();
  const remaining = sumMoney(tranches.map((tranche) => tranche.remaining));
  const releases = [...(pledge.releases ?? []), { version, parts }];
  const ended = { as: 'released', on, version, reason } as const;
  const after = { ...pledge, tranches, remaining, releases };
  return minorUnits(remaining) === 0n ? { ...after, ended } : after;
};
