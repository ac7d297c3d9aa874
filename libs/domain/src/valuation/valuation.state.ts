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

/** On which report a lender's figures rest from an instant on; absent: on the latest. */
export interface AppraisalChoice {
  readonly lenderPartyId: string;
  readonly valuationId?: string;
  readonly at: string;
}

export interface ValuationState {
  /** By firm. */
  readonly appraisers: ReadonlyMap<string, NamedAppraiser>;
  /** In the order of recording. */
  readonly valuations: readonly RecordedValuation[];
  /** In the order of recording. */
  readonly choices: readonly AppraisalChoice[];
}

export const noValuations: ValuationState = { appraisers: new Map(), valuations: [], choices: [] };

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
    case 'AppraisalChosen': {
      const { lenderPartyId, valuationId, at } = data;
      const choice = { lenderPartyId, ...(valuationId !== undefined && { valuationId }), at };
      return { ...state, choices: [...state.choices, choice] };
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
