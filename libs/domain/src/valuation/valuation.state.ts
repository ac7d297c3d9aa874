import type { RightKind } from '../asset/asset.events.js';
import { shanghaiDate } from '../calendar.js';
import type { Appraisal, ValuationEvent } from './valuation.events.js';

/** How nothing more came to rest on a report before its last day. */
export interface ValuationEnd {
  readonly how: 'superseded' | 'withdrawn';
  /** From this instant on. */
  readonly at: string;
  /** The report in its place. */
  readonly byValuationId?: string;
  readonly reason?: string;
}

/** What rules and pledge-status read of an appraisal; the whole of it is in its event. */
export type RecordedValuation = Pick<
  Appraisal,
  | 'valuationId'
  | 'reportNumber'
  | 'firmPartyId'
  | 'purpose'
  | 'valueType'
  | 'rightsValued'
  | 'value'
  | 'baseDate'
  | 'issuedOn'
  | 'validUntil'
> & { readonly ended?: ValuationEnd };

export interface NamedAppraiser {
  readonly holderPartyId: string;
  /** Inclusive last day. */
  readonly until: string;
}

export interface ValuationState {
  /** By firm. */
  readonly appraisers: ReadonlyMap<string, NamedAppraiser>;
  /** In the order of recording. */
  readonly valuations: readonly RecordedValuation[];
}

export const noValuations: ValuationState = { appraisers: new Map(), valuations: [] };

/**
 * Whether a deal on that date (Shanghai) can rest on the report: not before it was issued, not after
 * its last day, and not on the day on which it was superseded or withdrawn, or later. For the very
 * instant see `standingAt`.
 */
export const isValidAt = (
  { issuedOn, validUntil, ended }: Pick<RecordedValuation, 'issuedOn' | 'validUntil' | 'ended'>,
  date: string,
): boolean =>
  issuedOn <= date && date <= validUntil && (ended === undefined || date < shanghaiDate(ended.at));

/**
 * The valid appraisal of a right with the latest base date; of two with the same, the later recorded.
 * A value belongs to the rights that were valued: a pledge is of an operation right, so an appraisal
 * of holding or processing says nothing of what secures it.
 */
export const latestValidAt = (
  { valuations }: Pick<ValuationState, 'valuations'>,
  date: string,
  right: RightKind = 'operation',
): RecordedValuation | undefined =>
  latestOf(valuations.filter((one) => one.rightsValued.includes(right) && isValidAt(one, date)));

/** The one with the latest base date; of two with the same, the later recorded. */
export const latestOf = (valuations: readonly RecordedValuation[]): RecordedValuation | undefined =>
  valuations.reduce<RecordedValuation | undefined>(
    (latest, next) => (latest !== undefined && latest.baseDate > next.baseDate ? latest : next),
    undefined,
  );

export const evolveValuations = (
  state: ValuationState,
  { type, data }: ValuationEvent,
): ValuationState => {
  switch (type) {
    case 'AppraiserNamed': {
      const { firmPartyId, holderPartyId, until } = data;
      const appraisers = new Map(state.appraisers).set(firmPartyId, { holderPartyId, until });
      return { ...state, appraisers };
    }
    case 'ValuationRecorded':
      return { ...state, valuations: [...state.valuations, recorded(data)] };
    case 'ValuationSuperseded': {
      const { valuationId, byValuationId, at } = data;
      return ended(state, valuationId, { how: 'superseded', at, byValuationId });
    }
    case 'ValuationWithdrawn': {
      const { valuationId, reason, at } = data;
      return ended(state, valuationId, { how: 'withdrawn', at, reason });
    }
  }
};

const ended = (state: ValuationState, valuationId: string, end: ValuationEnd): ValuationState => ({
  ...state,
  valuations: state.valuations.map((known) =>
    known.valuationId === valuationId ? { ...known, ended: end } : known,
  ),
});

const recorded = (appraisal: Appraisal): RecordedValuation => {
  const { valuationId, reportNumber, firmPartyId, purpose, valueType, rightsValued } = appraisal;
  const { value, baseDate, issuedOn, validUntil } = appraisal;
  return {
    valuationId,
    reportNumber,
    firmPartyId,
    purpose,
    valueType,
    rightsValued,
    value,
    baseDate,
    issuedOn,
    validUntil,
  };
};
