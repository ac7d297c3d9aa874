import type { FinancingEvent } from '@ledger/domain/financing/financing.events.js';
import { concerns, type Effect, letsIn } from './ground.js';
import type { EffectsOf } from './registry.effects.js';

/** What both sides are told. */
const both = (): readonly Effect[] => concerns('borrower');

/**
 * A facility is read by its two sides: all of it by who lends, from an assignment on by who lends
 * then. What the lender's persons propose to one another the borrower does not read.
 */
export const financingEffects: EffectsOf<FinancingEvent> = {
  FinancingRequested: ({ lenderPartyId, borrowerPartyId }) => [
    ...letsIn('lender', { kind: 'side', partyId: lenderPartyId }),
    ...letsIn('borrower', { kind: 'addressee', partyId: borrowerPartyId }),
  ],
  OfferMade: both,
  OfferAccepted: both,
  CollateralPerfected: both,
  CollateralAssigned: both,
  FinancingAssigned: ({ toPartyId }) => [
    ...both(),
    ...letsIn('lender', { kind: 'side', partyId: toPartyId }),
  ],
  DrawdownRecorded: both,
  DrawdownOutsideTerms: both,
  RepaymentRecorded: both,
  PaymentCorrected: both,
  CoverageBreached: both,
  CoverageRestored: both,
  MarginCalled: both,
  MarginCured: both,
  FinancingDefaulted: both,
  FinancingClosed: both,
};
