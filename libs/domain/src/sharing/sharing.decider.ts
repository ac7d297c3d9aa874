import { shanghaiDate } from '../calendar.js';
import type { Meta, StreamKind } from '../decider.js';
import { fromMinorUnits, type Money } from '../money.js';
import { refuse } from '../refusal.js';
import { sameJson } from '../same-json.js';
import type { SharingEvent, SharingTerms } from './sharing.events.js';
import { evolveSharing, hasPart, openRecovery, saleKey, sharingInForce } from './sharing.state.js';
import type { SharingState } from './sharing.state.js';
import { recoveryOf, termsFault } from './sharing.terms.js';

type Of<Type extends string, Data extends object> = {
  readonly type: Type;
  readonly data: Data & { readonly sharingId: string };
  readonly meta: Meta;
};

/** A sale, or one charge under it. */
interface OfSale {
  readonly orderId: string;
  readonly chargeNo?: number;
}

export type SharingCommand =
  /** The seller makes the agreement (`isNew`) or its next version. */
  | Of<
      'AgreeSharing',
      {
        readonly isNew: boolean;
        readonly name: string;
        readonly from: string;
        readonly terms: SharingTerms;
        readonly contractDigest: string;
      }
    >
  /** Process: a sale of `soldOn` is settled and has `pool` fen to share. */
  | Of<
      'TakeRecovery',
      OfSale & {
        readonly soldOn: string;
        /** The version that a charge has named; absent: that of the day of the sale. */
        readonly version?: number;
        readonly pool: string;
      }
    >
  /** Process: of a sale, `part` of `whole` has been undone so far. */
  | Of<'ReturnRecovery', OfSale & { readonly part: string; readonly whole: string }>;

/** Versions and sales in recovery of one agreement, at most. */
const eventsMax = 26_000;
/**
 * From here on nothing new is begun: a sale is refunded in four parts at most (`refundsMax`), and
 * what of a charge is taken back after four parts is returned with the last fen of it.
 */
const openingsMax = 4_000;
const returnsMax = 4;

/** `sharing-<sharingId>`. */
export const sharingKind: StreamKind<SharingCommand, SharingEvent, SharingState> = {
  category: 'sharing',
  decider: {
    initialState: () => undefined,
    evolve: evolveSharing,
    decide: (command, state) => {
      switch (command.type) {
        case 'AgreeSharing':
          return agreeSharing(command, state);
        case 'TakeRecovery':
          return takeRecovery(command, state);
        case 'ReturnRecovery':
          return returnRecovery(command, state);
      }
    },
  },
  schemaVersions: { SharingAgreed: 1, RecoveryTaken: 1, RecoveryReturned: 1 },
  eventsMax,
};

type CommandOf<T extends SharingCommand['type']> = Extract<SharingCommand, { readonly type: T }>;

/**
 * A later version begins tomorrow at the earliest: so the version in force at a sale is the same
 * whenever it is asked for.
 */
const agreeSharing = (
  { data, meta }: CommandOf<'AgreeSharing'>,
  state: SharingState,
): SharingEvent[] => {
  const { sharingId, isNew, name, from, terms, contractDigest } = data;
  const { partyId: ownerPartyId } = meta.actor;
  if (isNew && state !== undefined) return refuse('sharing_already_agreed', { sharingId });
  if (!isNew && !hasPart(state, ownerPartyId)) return refuse('sharing_not_found', { sharingId });
  if (state !== undefined && state.ownerPartyId !== ownerPartyId) {
    return refuse('sharing_not_the_owner', { sharingId });
  }
  const reason = termsFault(terms);
  if (reason !== undefined) refuse('sharing_terms_invalid', { reason });
  const latest = state?.versions.at(-1);
  const stated = { from, terms, contractDigest };
  if (latest !== undefined && state?.name === name) {
    const { version: _, ...known } = latest;
    if (sameJson(known, stated)) return [];
  }
  const today = shanghaiDate(meta.now);
  const after = latest === undefined || latest.from < today ? today : latest.from;
  if (latest === undefined ? from < today : from <= after) {
    refuse('sharing_not_prospective', { from, after });
  }
  checkRoom(state);
  const version = (state?.versions.length ?? 0) + 1;
  const agreed = { sharingId, ownerPartyId, name, version, ...stated };
  return [{ type: 'SharingAgreed', data: agreed }];
};

/** Asked again for the same sale it says nothing: what was taken stands. */
const takeRecovery = ({ data }: CommandOf<'TakeRecovery'>, state: SharingState): SharingEvent[] => {
  const { sharingId, orderId, chargeNo, soldOn, pool } = data;
  if (state === undefined) return refuse('sharing_not_found', { sharingId });
  const inForce =
    data.version === undefined ? sharingInForce(state, soldOn) : state.versions[data.version - 1];
  if (state.taken.has(saleKey(data)) || inForce === undefined) return [];
  const { version, terms } = inForce;
  const found = recoveryOf(BigInt(pool), terms, openRecovery(state, terms));
  if (found.size === 0) return [];
  checkRoom(state);
  const sale = { sharingId, orderId, ...(chargeNo !== undefined && { chargeNo }) };
  return [{ type: 'RecoveryTaken', data: { ...sale, version, parts: listed(found) } }];
};

/** In proportion, rounded down, each time less what was returned before: all of it at the end. */
const returnRecovery = (
  { data }: CommandOf<'ReturnRecovery'>,
  state: SharingState,
): SharingEvent[] => {
  const { sharingId, orderId, chargeNo } = data;
  const key = saleKey(data);
  const taken = state?.taken.get(key);
  if (state === undefined || taken === undefined) return [];
  const [part, whole] = [BigInt(data.part), BigInt(data.whole)];
  if ((state.returns.get(key) ?? 0) >= returnsMax && part < whole) return [];
  const before = state.returned.get(key);
  const parts = new Map(
    [...taken].flatMap(([partyId, minor]) => {
      const more = (minor * part) / whole - (before?.get(partyId) ?? 0n);
      return more > 0n ? [[partyId, more] as const] : [];
    }),
  );
  if (parts.size === 0) return [];
  const sale = { sharingId, orderId, ...(chargeNo !== undefined && { chargeNo }) };
  return [{ type: 'RecoveryReturned', data: { ...sale, parts: listed(parts) } }];
};

const listed = (
  parts: ReadonlyMap<string, bigint>,
): readonly { readonly partyId: string; readonly amount: Money }[] =>
  [...parts].map(([partyId, minor]) => ({ partyId, amount: fromMinorUnits(minor) }));

const checkRoom = (state: SharingState): void => {
  if (state === undefined) return;
  const { sharingId, versions, taken } = state;
  if (versions.length + taken.size >= openingsMax) refuse('sharing_full', { sharingId });
};
