import type { UsageUnit } from './metering.js';

/**
 * Facts of `usage-<orderId>-<yyyy-MM>`: what the meters of an order reported in one period, counted
 * by the month (Shanghai) in which it was recorded. A busy month has further parts, each a stream of
 * its own (`…-<yyyy-MM>-2`), so that no stream grows long. A period that is full or whose month is
 * over is closed by an event that names the next one, which opens with what is carried over: the
 * periods of an order form one chain, and there is no instant at which two of them take events.
 */

/** A period: its month of recording and its part of that month, from 1. */
export type PeriodName = {
  /** `yyyy-MM`, Asia/Shanghai. */
  readonly month: string;
  readonly part: number;
};

/** Why a use is recorded and yet not counted. */
export type UncountedGround =
  /** Used before the first day of the licence. */
  | 'beforeTerm'
  /** Used after its inclusive last day. */
  | 'afterExpiry'
  /** A call that found nothing, where results are counted (查得计费). */
  | 'noResult';

/** One use as its meter reported it; the id is `(meterId, sequence)`. */
export type UsageLine = {
  /** Number that the meter gave it, from 1. */
  readonly sequence: number;
  /** When it was used (RFC 3339 UTC); when it was recorded is the event's own `recordedAt`. */
  readonly usedAt: string;
  /** In units; negative exactly where it corrects another. */
  readonly quantity: number;
  readonly result?: 'hit' | 'miss';
  /** Sequence of the use of the same meter that this takes back, wholly or in part. */
  readonly corrects?: number;
};

/** A use as it was recorded, with the reason why it does not count, where it does not. */
export type RecordedUse = UsageLine & { readonly ground?: UncountedGround };

/** What one month's use (by the day of use) has come to, corrections taken off. */
export type MonthOfUse = {
  readonly month: string;
  /** Units counted. */
  readonly counted: number;
  /** Uses counted, corrections left out. */
  readonly uses: number;
  /** Units taken back by corrections: they are no longer in `counted`. */
  readonly corrected: number;
};

/** Units recorded and not counted, by their reason. */
export type Uncounted = Readonly<Record<UncountedGround, number>>;

export type UsageEvent =
  | {
      readonly type: 'UsagePeriodOpened';
      readonly data: PeriodName & {
        readonly orderId: string;
        readonly sellerPartyId: string;
        readonly buyerPartyId: string;
        readonly unit: UsageUnit;
        /** The period before this one; absent on the first. */
        readonly previous?: PeriodName;
        /** What the periods before have come to. */
        readonly months: readonly MonthOfUse[];
        readonly uncounted: Uncounted;
      };
    }
  | {
      /** Which sequence numbers were seen before this period: follows its opening. */
      readonly type: 'UsageMetersCarried';
      readonly data: { readonly orderId: string; readonly meters: readonly CarriedMeter[] };
    }
  | {
      readonly type: 'UsageRecorded';
      readonly data: {
        readonly orderId: string;
        readonly meterId: string;
        readonly unit: UsageUnit;
        readonly events: readonly RecordedUse[];
        /** SHA-256 (hex) of the request log that the meter keeps of these uses. */
        readonly requestLogDigest: string;
        /** Version of the order by whose licence terms these uses were judged. */
        readonly orderVersion: number;
        /** Version of the policy `metering`. */
        readonly policyVersion: number;
      };
    }
  | {
      readonly type: 'UsagePeriodClosed';
      readonly data: { readonly orderId: string; readonly next: PeriodName };
    };

/** A piece of what is known of a meter; a meter with many gaps comes in several, in order. */
export type CarriedMeter = {
  readonly meterId: string;
  /** Sequence numbers seen, such as `1-812,815`. */
  readonly seen: string;
  /** Those that were corrected or are corrections: they cannot be corrected again. */
  readonly corrected: string;
};
