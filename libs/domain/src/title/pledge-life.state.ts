import { fromMinorUnits, minorUnits, sumMoney, type Money } from '../money.js';
import type { PledgeLifeEvent } from './pledge-life.events.js';
import type { Pledge, PledgeObjection, Tranche } from './title.js';
import type { DataOf } from './title.commands.js';

/** A pledge after a fact about its life; `version` is the title's. */
export const changedPledge = (
  pledge: Pledge,
  { type, data }: PledgeLifeEvent,
  version: number,
): Pledge => {
  const { on } = data;
  const changes = [...(pledge.changes ?? []), version];
  switch (type) {
    case 'PledgeAmended':
      return { ...pledge, ...amended(pledge, data, version), changes };
    case 'PledgeExtended':
      return { ...pledge, terms: { ...pledge.terms, until: data.until }, changes };
    case 'PledgeAssigned':
      return { ...pledge, pledgeePartyId: data.toPartyId, changes };
    case 'ClaimsFixed': {
      const { ground, claims, byPartyId } = data;
      return { ...pledge, fixed: { on, ground, claims, byPartyId, version } };
    }
    case 'ClaimsFixingCorrected': {
      const { fixed, ...open } = pledge;
      const { claims } = data;
      if (claims === undefined || fixed === undefined) return { ...open, changes };
      const since = fixed.since ?? fixed.version;
      return { ...pledge, fixed: { ...fixed, claims, version, since }, changes };
    }
    case 'PledgeCancellationCorrected': {
      const { ended: _, ...back } = pledge;
      return { ...(data.keepsRank ? back : atTheEnd(back, version)), changes };
    }
    case 'PledgeReleaseDemanded': {
      const { dueOn, byPartyId } = data;
      return { ...pledge, releaseDemand: { on, dueOn, byPartyId, version } };
    }
    case 'PledgeObjectionRaised': {
      const { assetId: _assetId, ...raised } = data;
      return { ...pledge, objections: [...(pledge.objections ?? []), { ...raised, version }] };
    }
    case 'PledgeObjectionPursued': {
      const pursued = { authority: data.authority, version };
      return { ...pledge, objections: objectionsWith(pledge, data.objectionId, { pursued }) };
    }
    case 'PledgeObjectionWithdrawn': {
      const over = { as: 'withdrawn', on, version } as const;
      return { ...pledge, objections: objectionsWith(pledge, data.objectionId, { over }) };
    }
    case 'PledgeObjectionLapsed': {
      const over = { as: 'lapsed', on, version } as const;
      return { ...pledge, objections: objectionsWith(pledge, data.objectionId, { over }) };
    }
    case 'PledgeCancelledByOrder':
      return { ...pledge, ended: { as: 'cancelled', on, version, reason: data.reason } };
    case 'PledgeLapsed':
      return { ...pledge, ended: { as: 'lapsed', on, version, reason: 'termOver' } };
    case 'PledgeEnforced':
      // Those whom an authority's order clears end with the one that is enforced.
      return { ...pledge, ended: { as: 'enforced', on, version, reason: data.ground } };
    case 'PledgeReleaseCorrected':
      return restored(pledge, data, version);
    case 'PledgeSubordinated':
    case 'PledgeActionProposed':
    case 'PledgeActionRejected':
      return pledge;
  }
};

/** What is added has a place of its own, unless every junior let it rank with what there was. */
const amended = (
  pledge: Pledge,
  data: DataOf<'PledgeAmended'>,
  version: number,
): Partial<Pledge> => {
  const { increase, contractDigest, externalRegistration, licensingStaysOpen } = data;
  const terms = {
    ...pledge.terms,
    ...(contractDigest !== undefined && { contractDigest }),
    ...(externalRegistration !== undefined && { externalRegistration }),
    ...(licensingStaysOpen !== undefined && { licensingStaysOpen }),
  };
  if (increase === undefined) return { terms };
  const [first, ...others] = pledge.tranches;
  const ranksAsFirst = data.ranksAsExisting === true && first !== undefined;
  const more = added(pledge, increase, version, data.authorisationId);
  const tranches: readonly Tranche[] = ranksAsFirst
    ? [first, besideFirst(first, more), ...others]
    : [...pledge.tranches, more];
  return {
    ...withTranches(pledge, tranches, terms),
    tranchesMade: pledge.tranchesMade + 1,
  };
};

/** Right behind the first, before all that was registered after that; of its own age and authority. */
const besideFirst = ({ rankKey }: Tranche, more: Tranche): Tranche => ({
  ...more,
  rankKey: { titleVersion: rankKey.titleVersion, tranche: more.rankKey.tranche },
  since: more.rankKey.titleVersion,
});

const added = (
  { tranchesMade }: Pledge,
  amount: Money,
  version: number,
  authorisationId: string | undefined,
): Tranche => ({
  rankKey: { titleVersion: version, tranche: tranchesMade + 1 },
  amount,
  remaining: amount,
  ...(authorisationId !== undefined && { authorisationId }),
});

/** The amount of a pledge is that of its tranches, and its place that of the first that secures. */
const withTranches = (
  pledge: Pledge,
  tranches: readonly Tranche[],
  terms = pledge.terms,
): Pick<Pledge, 'tranches' | 'rankKey' | 'remaining' | 'terms'> => ({
  tranches,
  rankKey: (tranches.find(secures) ?? tranches[0] ?? pledge).rankKey,
  remaining: sumMoney(tranches.map(({ remaining }) => remaining)),
  terms: { ...terms, amount: sumMoney(tranches.map(({ amount }) => amount)) },
});

const secures = ({ remaining }: Tranche): boolean => minorUnits(remaining) > 0n;

const objectionsWith = (
  { objections = [] }: Pledge,
  objectionId: string,
  to: Partial<PledgeObjection>,
): readonly PledgeObjection[] =>
  objections.map((one) => (one.objectionId === objectionId ? { ...one, ...to } : one));

/** What is still secured has places of now, part by part; what was released before stays released. */
const atTheEnd = (pledge: Pledge, version: number): Pledge => {
  const { tranchesMade } = pledge;
  const standing = pledge.tranches.filter(secures);
  const over = pledge.tranches.flatMap((tranche): Tranche[] => {
    const released = minorUnits(tranche.amount) - minorUnits(tranche.remaining);
    const [amount, remaining] = [fromMinorUnits(released), fromMinorUnits(0n)];
    return released > 0n ? [{ ...tranche, amount, remaining }] : [];
  });
  const moved = standing.map(({ since: _, ...tranche }, index): Tranche => {
    const rankKey = { titleVersion: version, tranche: tranchesMade + index + 1 };
    return { ...tranche, amount: tranche.remaining, rankKey };
  });
  return {
    ...pledge,
    ...withTranches(pledge, [...over, ...moved]),
    tranchesMade: tranchesMade + moved.length,
  };
};

/** What comes back is in its old tranches, or in a new one at the end of the order. */
const restored = (
  { ended, ...pledge }: Pledge,
  { correctedEvent, keepsRank, amount, authorisationId }: DataOf<'PledgeReleaseCorrected'>,
  version: number,
): Pledge => {
  const releases = (pledge.releases ?? []).map((release) =>
    release.version === correctedEvent ? { ...release, corrected: version } : release,
  );
  const parts = (pledge.releases ?? []).find((one) => one.version === correctedEvent)?.parts ?? [];
  const partOf = (tranche: number): bigint =>
    parts
      .filter((part) => part.tranche === tranche)
      .reduce((sum, part) => sum + minorUnits(part.amount), 0n);
  const moved = pledge.tranches.map((tranche): Tranche => {
    const part = partOf(tranche.rankKey.tranche);
    return keepsRank
      ? { ...tranche, remaining: fromMinorUnits(minorUnits(tranche.remaining) + part) }
      : { ...tranche, amount: fromMinorUnits(minorUnits(tranche.amount) - part) };
  });
  const kept = moved.filter((tranche) => minorUnits(tranche.amount) > 0n);
  const tranches = keepsRank ? kept : [...kept, added(pledge, amount, version, authorisationId)];
  const isOther = ended !== undefined && ended.version !== correctedEvent;
  return {
    ...pledge,
    ...withTranches(pledge, tranches),
    tranchesMade: pledge.tranchesMade + (keepsRank ? 0 : 1),
    releases,
    authorisationId,
    ...(isOther && { ended }),
  };
};
