import type { Meta } from '../decider.js';
import { refuse } from '../refusal.js';
import type { ValuationEvent } from './valuation.events.js';
import { standingAt } from './valuation.reliance.js';
import type { ValuationState } from './valuation.state.js';

/** A lender says on which of several valid reports its figures rest; it may go by the latest again. */
export type ChooseAppraisal = {
  readonly type: 'ChooseAppraisal';
  readonly data: {
    readonly assetId: string;
    /** Absent: whichever is the latest. */
    readonly valuationId?: string;
    readonly reason: string;
    /** What the title says of the lender (evidence: rule pattern 2). */
    readonly title: LenderEvidence;
    /** The lender, with those in whose place it alone stands. */
    readonly standsFor?: readonly string[];
  };
  readonly meta: Meta;
};

/** Whether a lender was let in by a holder, or has a registered pledge that stands. */
export interface LenderEvidence {
  readonly titleVersion: number;
  readonly lends: boolean;
}

/** Its own matter: what others lend on rests where it did. */
export const chooseAppraisal = (
  { data, meta }: ChooseAppraisal,
  { valuations, choices }: ValuationState,
): ValuationEvent[] => {
  const { assetId, valuationId, reason, title } = data;
  const lenderPartyId = meta.actor.partyId;
  if (!title.lends) refuse('asset_not_found', { assetId });
  const { standsFor = [lenderPartyId] } = data;
  const known = choices.findLast((one) => standsFor.includes(one.lenderPartyId));
  if (known?.valuationId === valuationId) return [];
  if (valuationId !== undefined) {
    const report =
      valuations.find((one) => one.valuationId === valuationId) ??
      refuse('valuation_not_found', { valuationId });
    const { rightsValued } = report;
    if (!rightsValued.includes('operation')) {
      refuse('appraisal_of_another_right', { valuationId, rights: rightsValued });
    }
    const stands = standingAt(report, meta.now);
    if (stands !== 'valid') refuse('appraisal_not_valid', { valuationId, standing: stands });
  }
  const { titleVersion } = title;
  const chosen = valuationId === undefined ? {} : { valuationId };
  const choice = { assetId, lenderPartyId, ...chosen, reason, at: meta.now, titleVersion };
  return [{ type: 'AppraisalChosen', data: choice }];
};
