import type { BookDataOf, BookEvent, LifeEstimate } from '../book/book.events.js';
import { carryingOf } from '../book/book.steps.js';
import { statusSetBy } from '../book/book.status.js';
import type { DateText } from '../calendar.js';
import type { JsonObject } from '../json.js';
import { fromMinorUnits, minorUnits, type Money } from '../money.js';

/** What a text disclosure tells of, of one fact. */
export type BookNoteMatter =
  | {
      readonly kind: 'estimate';
      readonly estimate: LifeEstimate;
      /** Why an earlier estimate was changed. */
      readonly reason?: string;
      /** What the life was judged by; kept of an indefinite one, which must tell it. */
      readonly basis?: string;
    }
  | {
      readonly kind: 'impairment';
      readonly of: BookDataOf<'ImpairmentRecognised'>['of'];
      readonly amount: Money;
      readonly recoverable: Money;
      /** Which of the two amounts the recoverable one is (CAS 8 art. 6). */
      readonly by: 'fairValueLessCosts' | 'presentValue';
      readonly basis?: string;
    }
  | {
      readonly kind: 'writeDown' | 'reversal' | 'heldReversal';
      readonly amount: Money;
      readonly netRealisableValue: Money;
      readonly basis?: string;
      readonly reason?: string;
    }
  | {
      readonly kind: 'lapse';
      /** How it was carried. */
      readonly of: string;
      readonly cost: Money;
      readonly amortised: Money;
      readonly impaired: Money;
      readonly reason: string;
    }
  | {
      readonly kind: 'heldForSale';
      readonly carrying: Money;
      readonly fairValueLessCosts: Money;
      readonly amount: Money;
    }
  | { readonly kind: 'heldWithdrawn'; readonly carrying: Money; readonly reason: string }
  | {
      readonly kind: 'status';
      /** Absent: derecognised. */
      readonly carriedAs?: string;
    };

/** A fact of a book that a text disclosure tells of. */
export type BookNoteFact = JsonObject & {
  /** Its version in the book's stream, and its place in the log. */
  readonly version: number;
  readonly position: number;
  readonly on: DateText;
  /** Position at which it was taken back as a mistake: who knows no more is still told of it. */
  readonly takenBackAt?: number;
} & BookNoteMatter;

/** What a fact of a book adds to what is told of it, in the order in which it is told. */
export const mattersOf = (event: BookEvent): readonly BookNoteMatter[] => {
  switch (event.type) {
    case 'UsefulLifeEstimated':
      return [estimated(event.data)];
    case 'ImpairmentRecognised':
      return [impairment(event.data)];
    case 'InventoryWrittenDown': {
      const { amount, netRealisableValue, basis } = event.data;
      return [{ kind: 'writeDown', amount, netRealisableValue, ...present({ basis }) }];
    }
    case 'WriteDownReversed': {
      const { of, amount, netRealisableValue, basis, reason } = event.data;
      const kind = of === 'heldForSale' ? 'heldReversal' : 'reversal';
      return [{ kind, amount, netRealisableValue, reason, ...present({ basis }) }];
    }
    case 'OpeningBalanceTaken':
    case 'BookTakenOver':
      return [{ kind: 'status', carriedAs: event.data.carriedAs }];
    case 'HeldForSaleClassified': {
      const { removed, fairValueLessCosts, loss: amount } = event.data;
      const carrying = fromMinorUnits(carryingOf(removed));
      return [...statusOf(event), { kind: 'heldForSale', carrying, fairValueLessCosts, amount }];
    }
    case 'HeldForSaleWithdrawn': {
      const { unclassified, loss, reason } = event.data;
      const carrying = fromMinorUnits(minorUnits(unclassified) - minorUnits(loss));
      return [...statusOf(event), { kind: 'heldWithdrawn', carrying, reason }];
    }
    case 'DataPartlyLapsed':
    case 'DataLapsed':
      return [...statusOf(event), ...lapseOf(event.data)];
    case 'RecognitionDecided':
    case 'BookReclassified':
    case 'DataSold':
    case 'BookHandedOver':
      return statusOf(event);
    case 'BookOpened':
    case 'BookLinked':
    case 'DataAcquired':
    case 'CostIncurred':
    case 'ResearchIncurred':
    case 'DevelopmentIncurred':
    case 'CapitalisationConditionsMet':
    case 'UnitsUsed':
    case 'ServiceRevenueEarned':
    case 'FactReversed':
      return [];
  }
};

const estimated = ({
  estimate,
  changeReason: reason,
  factors,
}: BookDataOf<'UsefulLifeEstimated'>): BookNoteMatter => {
  const isIndefinite = estimate.method === 'indefinite' && factors.length > 0;
  const found = factors.map(({ factor, finding }) => `${factor}：${finding}`).join('；');
  const basis = isIndefinite ? found : undefined;
  return { kind: 'estimate', estimate, ...present({ reason, basis }) };
};

const impairment = (data: BookDataOf<'ImpairmentRecognised'>): BookNoteMatter => {
  const { of, carrying, loss, fairValueLessCosts, basis } = data;
  const recoverable = minorUnits(carrying) - minorUnits(loss);
  const isFairValue =
    fairValueLessCosts !== undefined && minorUnits(fairValueLessCosts) === recoverable;
  return {
    kind: 'impairment',
    of,
    amount: loss,
    recoverable: fromMinorUnits(recoverable),
    by: isFairValue ? 'fairValueLessCosts' : 'presentValue',
    ...present({ basis }),
  };
};

/** What left the balance; of what was never on it there is nothing to tell. */
const lapseOf = ({
  carriedAs: of,
  removed,
  reason,
}: BookDataOf<'DataLapsed'> | BookDataOf<'DataPartlyLapsed'>): readonly BookNoteMatter[] =>
  minorUnits(removed.cost) === 0n
    ? []
    : [
        {
          kind: 'lapse',
          of,
          cost: removed.cost,
          amortised: removed.amortised,
          impaired: removed.impaired,
          reason,
        },
      ];

const statusOf = (event: BookEvent): readonly BookNoteMatter[] => {
  const status = statusSetBy(event);
  if (status === undefined) return [];
  return [{ kind: 'status', ...present({ carriedAs: ended(status) }) }];
};

const ended = (status: string): string | undefined =>
  status === 'derecognised' ? undefined : status;

const present = <Members extends Readonly<Record<string, string | undefined>>>(members: Members) =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as {
    readonly [Key in keyof Members]?: string;
  };

/** Facts as they were known at a position, up to a day; those taken back by then are not there. */
export const factsKnown = (
  facts: readonly BookNoteFact[],
  { knownAt, to }: { readonly knownAt: number; readonly to: DateText },
): readonly BookNoteFact[] =>
  facts.filter(
    ({ position, takenBackAt, on }) =>
      position <= knownAt && (takenBackAt === undefined || takenBackAt > knownAt) && on <= to,
  );
