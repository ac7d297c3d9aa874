import type { PolicyReference } from '../accounting/journal.events.js';
import type { MonthText } from '../month.js';
import type { Money } from '../money.js';

/**
 * Facts of `periods-<partyId>`: which months an entity's journal has, in what order they are closed,
 * and which runs went over its books. What must be decided once for all months is decided here.
 */
export type PeriodsEvent =
  | {
      /** The month may hold vouchers from now on; earlier months may still be opened. */
      readonly type: 'PeriodOpened';
      readonly data: OfEntity;
    }
  | {
      /** No month up to this one is opened any more; its journal is closed next. */
      readonly type: 'PeriodClosingBegan';
      readonly data: OfEntity;
    }
  | {
      /** The journal of the month is closed; its last digest is kept here. */
      readonly type: 'PeriodSealed';
      readonly data: OfEntity & {
        readonly vouchers: number;
        readonly debit: Money;
        /** Version and `eventDigest` (hex) of the closing: it chains to every voucher before it. */
        readonly version: number;
        readonly digest: string;
      };
    }
  | {
      /** A run over all books begins. It sees each as the log leaves it before this event. */
      readonly type: 'AmortisationRunStarted';
      readonly data: OfEntity & {
        readonly runId: string;
        /** Versions of chart and bookkeeping policy that its vouchers follow. */
        readonly chart: PolicyReference;
        /** Random token of the person. */
        readonly startedBy: string;
      };
    }
  | {
      readonly type: 'AmortisationRunCompleted';
      readonly data: OfEntity & {
        readonly runId: string;
        /** Books looked at. */
        readonly examined: number;
        readonly vouchers: number;
        readonly total: Money;
        /** SHA-256 (hex) over the lines of all books it looked at, in the order of their ids. */
        readonly digest: string;
      };
    };

type OfEntity = { readonly entityPartyId: string; readonly month: MonthText };
