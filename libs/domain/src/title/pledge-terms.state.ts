import { fromMinorUnits, minorUnits, sumMoney, type Money } from '../money.js';
import type { SaidTerms } from './pledge-action.js';
import type { PledgeTerms } from './title.events.js';
import type { DataOf } from './title.commands.js';
import type { Pledge, TermsChange, Tranche } from './title.js';

/** The terms of a pledge: what its registration said, and each change as it is said now. */

/** The terms that an amendment, extension or correction speaks of. */
export const saidIn = (data: SaidTerms): SaidTerms => {
  const { until, contractDigest, externalRegistration, licensingStaysOpen } = data;
  return {
    ...(until !== undefined && { until }),
    ...(contractDigest !== undefined && { contractDigest }),
    ...(externalRegistration !== undefined && { externalRegistration }),
    ...(licensingStaysOpen !== undefined && { licensingStaysOpen }),
  };
};

/** One more change of the terms. */
export const said = (pledge: Pledge, change: TermsChange): Pledge => {
  const { termsBefore = pledge.terms, changes = [] } = pledge;
  const terms = { ...pledge.terms, ...change.said };
  return { ...pledge, terms, termsBefore, changes: [...changes, change] };
};

/** The terms by what was said before them and by some changes; of the amount they say nothing. */
export const termsBy = (pledge: Pledge, changes: readonly TermsChange[]): PledgeTerms => {
  const { termsBefore = pledge.terms } = pledge;
  const { amount } = pledge.terms;
  return changes.reduce((terms, change) => ({ ...terms, ...change.said }), {
    ...termsBefore,
    amount,
  });
};

/** A change is said otherwise, or not at all; what was said after it stays. */
export const resaid = (
  pledge: Pledge,
  { correctedEvent, terms }: DataOf<'PledgeTermsCorrected'>,
  version: number,
): Pledge => {
  const found = (pledge.changes ?? []).find((change) => change.version === correctedEvent);
  if (found === undefined) throw new Error(`Version ${correctedEvent} changed no terms.`);
  const increase = found.increase &&
    terms?.increase && { ...found.increase, amount: terms.increase };
  const right: readonly TermsChange[] =
    terms === undefined
      ? []
      : [{ version, is: found.is, said: saidIn(terms), ...(increase && { increase }) }];
  const changes = (pledge.changes ?? []).flatMap((change) => (change === found ? right : [change]));
  const after = { ...pledge, terms: termsBy(pledge, changes), changes };
  if (found.increase === undefined) return after;
  const { tranche, amount } = found.increase;
  const less = minorUnits(amount) - minorUnits(terms?.increase ?? fromMinorUnits(0n));
  const tranches = pledge.tranches
    .map((one) => (one.rankKey.tranche === tranche ? reduced(one, less) : one))
    .filter((one) => minorUnits(one.amount) > 0n);
  return { ...after, ...withTranches(pledge, tranches, after.terms) };
};

const reduced = (tranche: Tranche, less: bigint): Tranche => ({
  ...tranche,
  amount: fromMinorUnits(minorUnits(tranche.amount) - less),
  remaining: fromMinorUnits(minorUnits(tranche.remaining) - less),
});

/** What is added has a place of its own, unless every junior let it rank with what there was. */
export const amended = (pledge: Pledge, data: DataOf<'PledgeAmended'>, version: number): Pledge => {
  const { increase } = data;
  const change = { version, is: 'amendment', said: saidIn(data) } as const;
  if (increase === undefined) return said(pledge, change);
  const [first, ...others] = pledge.tranches;
  const ranksAsFirst = data.ranksAsExisting === true && first !== undefined;
  const more = added(pledge, increase, version, data.authorisationId);
  const tranches: readonly Tranche[] = ranksAsFirst
    ? [first, besideFirst(first, more), ...others]
    : [...pledge.tranches, more];
  const tranchesMade = pledge.tranchesMade + 1;
  const after = said(pledge, { ...change, increase: { tranche: tranchesMade, amount: increase } });
  return { ...after, ...withTranches(pledge, tranches, after.terms), tranchesMade };
};

/** Right behind the first, before all that was registered after that; of its own age and authority. */
const besideFirst = ({ rankKey }: Tranche, more: Tranche): Tranche => ({
  ...more,
  rankKey: { titleVersion: rankKey.titleVersion, tranche: more.rankKey.tranche },
  since: more.rankKey.titleVersion,
});

export const added = (
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
export const withTranches = (
  pledge: Pledge,
  tranches: readonly Tranche[],
  terms = pledge.terms,
): Pick<Pledge, 'tranches' | 'rankKey' | 'remaining' | 'terms'> => ({
  tranches,
  rankKey: (tranches.find(secures) ?? tranches[0] ?? pledge).rankKey,
  remaining: sumMoney(tranches.map(({ remaining }) => remaining)),
  terms: { ...terms, amount: sumMoney(tranches.map(({ amount }) => amount)) },
});

export const secures = ({ remaining }: Tranche): boolean => minorUnits(remaining) > 0n;
