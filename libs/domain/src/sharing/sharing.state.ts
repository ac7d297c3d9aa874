import { minorUnits } from '../money.js';
import type { SharingEvent, SharingTerms } from './sharing.events.js';

export interface SharingVersion {
  readonly version: number;
  readonly from: string;
  readonly terms: SharingTerms;
  readonly contractDigest: string;
}

export interface Agreement {
  readonly sharingId: string;
  readonly ownerPartyId: string;
  readonly name: string;
  /** Oldest first. */
  readonly versions: readonly SharingVersion[];
  /** Fen recovered so far, by party. */
  readonly recovered: ReadonlyMap<string, bigint>;
  /** What each sale or charge gave, by it (`saleKey`) and party: each gives once. */
  readonly taken: ReadonlyMap<string, ReadonlyMap<string, bigint>>;
  /** What of it was returned. */
  readonly returned: ReadonlyMap<string, ReadonlyMap<string, bigint>>;
  /** In how many parts. */
  readonly returns: ReadonlyMap<string, number>;
}

/** `undefined`: there is no agreement of this id. */
export type SharingState = Agreement | undefined;

/** A sale by its order, a charge by its number as well. */
export const saleKey = ({
  orderId,
  chargeNo,
}: {
  readonly orderId: string;
  readonly chargeNo?: number;
}): string => (chargeNo === undefined ? orderId : `${orderId}.${chargeNo}`);

export const sharingStream = (sharingId: string): string => `sharing-${sharingId}`;

/** The version that sales of a day follow; undefined before its first day. */
export const sharingInForce = ({ versions }: Agreement, date: string): SharingVersion | undefined =>
  versions.findLast(({ from }) => from <= date);

/** What is still to be recovered under a version. */
export const openRecovery = (
  { recovered }: Agreement,
  { first }: SharingTerms,
): ReadonlyMap<string, bigint> =>
  new Map(
    first
      .filter(({ kind }) => kind === 'recovery')
      .map(({ partyId, amount }) => {
        const open = minorUnits(amount) - (recovered.get(partyId) ?? 0n);
        return [partyId, open > 0n ? open : 0n];
      }),
  );

/** Whether a party may know of an agreement: its owner and everybody whom some version names. */
export const hasPart = (state: SharingState, partyId: string): state is Agreement =>
  state !== undefined &&
  (state.ownerPartyId === partyId ||
    state.versions.some(({ terms: { first, tiers, guarantees } }) =>
      [...first, ...guarantees, ...tiers.flatMap(({ shares }) => shares)].some(
        (one) => one.partyId === partyId,
      ),
    ));

export const evolveSharing = (state: SharingState, { type, data }: SharingEvent): SharingState => {
  switch (type) {
    case 'SharingAgreed': {
      const { sharingId, ownerPartyId, name, version, from, terms, contractDigest } = data;
      const added = { version, from, terms, contractDigest };
      return state === undefined
        ? {
            sharingId,
            ownerPartyId,
            name,
            versions: [added],
            recovered: new Map(),
            taken: new Map(),
            returned: new Map(),
            returns: new Map(),
          }
        : { ...state, name, versions: [...state.versions, added] };
    }
    case 'RecoveryTaken': {
      const agreement = agreed(state);
      const parts = partsOf(data.parts);
      return {
        ...agreement,
        recovered: plus(agreement.recovered, parts, 1n),
        taken: new Map(agreement.taken).set(saleKey(data), parts),
      };
    }
    case 'RecoveryReturned': {
      const agreement = agreed(state);
      const parts = partsOf(data.parts);
      const key = saleKey(data);
      const before = agreement.returned.get(key) ?? new Map<string, bigint>();
      return {
        ...agreement,
        recovered: plus(agreement.recovered, parts, -1n),
        returned: new Map(agreement.returned).set(key, plus(before, parts, 1n)),
        returns: new Map(agreement.returns).set(key, (agreement.returns.get(key) ?? 0) + 1),
      };
    }
  }
};

type Parts = ReadonlyMap<string, bigint>;

const partsOf = (
  parts: readonly { readonly partyId: string; readonly amount: Parameters<typeof minorUnits>[0] }[],
): Parts => new Map(parts.map(({ partyId, amount }) => [partyId, minorUnits(amount)]));

const plus = (sums: Parts, parts: Parts, sign: 1n | -1n): Parts => {
  const after = new Map(sums);
  for (const [partyId, minor] of parts) {
    after.set(partyId, (after.get(partyId) ?? 0n) + sign * minor);
  }
  return after;
};

const agreed = (state: SharingState): Agreement => {
  if (state === undefined) throw new Error('A sharing stream does not begin with SharingAgreed.');
  return state;
};
