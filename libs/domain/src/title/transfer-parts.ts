import type { RightStatement } from '../asset/asset.events.js';
import { isPart, isShare, minus, plus, sumToOne, times } from '../fraction.js';
import { refuse } from '../refusal.js';
import type { TransferPart } from './disposal.commands.js';
import type { PartyNow } from './disposal.events.js';
import type { Entry } from './title.js';

/** Joint holders that a transfer may bring in, at most. */
const transfereesMax = 20;

/** Signs of a computed share, at most: divided on and on, it would fill the log. */
const shareLengthMax = 200;

/** A right that is to move, by its holder's own act or because an order has bought it. */
export interface Movement {
  readonly transferId: string;
  readonly toHoldingId: string;
  readonly remainingHoldingId: string;
  readonly transferees: readonly { readonly partyId: string; readonly share?: string }[];
  readonly part?: TransferPart;
  readonly contractDigest: string;
  readonly transfereeEvidence: readonly PartyNow[];
}

type Holder = RightStatement['holders'][number];

/**
 * Those who are to have it: some, each once, registered, with shares that add up; and not whoever
 * parts with it, for he keeps nothing of what goes (guide art. 34).
 */
export const checkTransferees = (
  { transferees, transfereeEvidence, part }: Movement,
  holders: readonly string[],
  byPartyId: string,
): void => {
  const ids = new Set(transferees.map(({ partyId }) => partyId));
  const count = transferees.length;
  if (count < 1 || count > transfereesMax || ids.size < count) {
    refuse('transferees_invalid', { transfereesMax });
  }
  const shares = transferees.flatMap(({ share }) => (share === undefined ? [] : [share]));
  const isShared = part !== undefined && 'share' in part;
  const allStated = shares.length === count && shares.every(isShare) && sumToOne(shares);
  const noneStated = shares.length === 0 && (count === 1 || !isShared);
  if (!allStated && !noneStated) refuse('shares_invalid', { field: 'transferees' });
  const unknown = [...ids].filter(
    (partyId) => !transfereeEvidence.some((seen) => seen.partyId === partyId),
  );
  if (unknown.length > 0) refuse('transferee_not_registered', { partyIds: unknown });
  const isSame = !isShared && ids.size === holders.length && holders.every((id) => ids.has(id));
  const isKept = (isShared || holders.length === 1) && ids.has(byPartyId);
  if (isSame || isKept) refuse('counterparty_is_the_holder');
};

/** The entries that take the place of the old one: together they are all of it. */
export const partsOf = (entry: Entry, data: Movement, byPartyId: string, on: string) => {
  const { part, toHoldingId, remainingHoldingId, transferees } = data;
  const rest = particularsOf(entry, on);
  const whole = { ...rest, holdingId: toHoldingId };
  const holders = transferees.map(({ partyId, share }) => holder(partyId, share));
  const all = entry.holders.map(({ partyId }) => partyId);
  if (part === undefined) {
    const to: RightStatement = { ...whole, holders };
    return { part: 'whole' as const, transferorPartyIds: all, to };
  }
  if ('share' in part) {
    const shared = holdersAfter(entry, part.share, holders, byPartyId);
    const to: RightStatement = { ...whole, holders: shared };
    return { part: 'share' as const, transferorPartyIds: [byPartyId], to };
  }
  const divided =
    'purposes' in part
      ? dividedBy('purposes', entry.purposes, part.purposes)
      : dividedBy('fields', entry.fields, part.fields);
  const to: RightStatement = { ...whole, holders, ...divided.moved };
  const remaining: RightStatement = {
    ...rest,
    holdingId: remainingHoldingId,
    holders: entry.holders,
    ...divided.kept,
  };
  return { part: 'scope' as const, transferorPartyIds: all, to, remaining };
};

const holder = (partyId: string, share: string | undefined): Holder =>
  share === undefined ? { partyId } : { partyId, share };

/** The terms of the right, from the day on which it moves. */
const particularsOf = (entry: Entry, on: string): Omit<RightStatement, 'holdingId' | 'holders'> => {
  const { right, basis, proofDigest, until, purposes, fields, territory, remarks } = entry;
  return {
    right,
    basis,
    from: on,
    ...(proofDigest !== undefined && { proofDigest }),
    ...(until !== undefined && { until }),
    ...(purposes !== undefined && { purposes }),
    ...(fields !== undefined && { fields }),
    ...(territory !== undefined && { territory }),
    ...(remarks !== undefined && { remarks }),
  };
};

/** A part of the transferor's share goes over; the shares still add up to exactly 1. */
const holdersAfter = (
  entry: Entry,
  moved: string,
  to: readonly Holder[],
  byPartyId: string,
): readonly Holder[] => {
  const isSole = entry.holders.length === 1;
  const shares = new Map(
    entry.holders.map(({ partyId, share = isSole ? '1/1' : '' }) => [partyId, share]),
  );
  const own = shares.get(byPartyId) ?? '';
  if (!isPart(own)) return refuse('shares_not_stated', { field: 'part.share' });
  if (!isShare(moved)) return refuse('shares_invalid', { field: 'part.share' });
  const left = minus(own, moved);
  if (left.startsWith('-')) {
    return refuse('terms_exceed_right', { field: 'part.share', held: own });
  }
  if (left.startsWith('0/')) shares.delete(byPartyId);
  else shares.set(byPartyId, left);
  for (const { partyId, share = '1/1' } of to) {
    const gained = times(moved, share);
    const had = shares.get(partyId);
    shares.set(partyId, had === undefined ? gained : plus(had, gained));
  }
  const holders = [...shares].map(([partyId, share]) => ({ partyId, share }));
  const exact = holders.every(({ share }) => isPart(share) && share.length <= shareLengthMax);
  if (!exact || holders.length > transfereesMax) {
    return refuse('shares_invalid', { field: 'part.share' });
  }
  return holders;
};

/** Only what is listed can be divided: of a right for anything, nobody can say what would be left. */
const dividedBy = (
  by: 'purposes' | 'fields',
  held: readonly string[] | undefined,
  wanted: readonly string[],
) => {
  const field = `part.${by}`;
  if (held === undefined) return refuse('scope_not_divisible', { field });
  if (wanted.length === 0 || wanted.some((one) => !held.includes(one))) {
    return refuse('terms_exceed_right', { field, held });
  }
  const kept = held.filter((one) => !wanted.includes(one));
  if (kept.length === 0) return refuse('scope_not_divisible', { field });
  const moved = held.filter((one) => wanted.includes(one));
  return { moved: { [by]: moved }, kept: { [by]: kept } };
};
