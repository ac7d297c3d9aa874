import { fromMinorUnits, minorUnits } from '../money.js';
import { added, secures, withTranches } from './pledge-terms.state.js';
import type { DataOf } from './title.commands.js';
import type { Pledge, Tranche } from './title.js';

/** A pledge after what was recorded of it by mistake has been set right. */

/** It has ended by mistake: it stands again, at its place or behind all others. */
export const standingAgain = (
  { ended: _, ...back }: Pledge,
  keepsRank: boolean,
  version: number,
): Pledge => (keepsRank ? back : atTheEnd(back, version));

/** It was never enforced; what it secures counts against the authorisation of now. */
export const unenforced = (
  pledge: Pledge,
  { keepsRank = false, authorisationId }: DataOf<'PledgeEnforcementCorrected'>,
  version: number,
): Pledge => {
  const back = standingAgain(pledge, keepsRank, version);
  if (authorisationId === undefined) return back;
  const tranches = back.tranches.map((one) => (secures(one) ? { ...one, authorisationId } : one));
  return { ...back, tranches, authorisationId };
};

/** The claim is another's, or his from whom it was said to come. */
export const reassigned = (
  pledge: Pledge,
  { correctedEvent, toPartyId, assigneeVersion }: DataOf<'PledgeAssignmentCorrected'>,
  version: number,
): Pledge => {
  const assignments = (pledge.assignments ?? []).flatMap((one) => {
    if (one.version !== correctedEvent) return [one];
    return assigneeVersion === undefined ? [] : [{ ...one, version }];
  });
  return { ...pledge, pledgeePartyId: toPartyId, assignments };
};

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
export const restored = (
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
