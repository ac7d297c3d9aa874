import type { ValuationCommand } from '@ledger/domain/valuation/valuation.decider.js';
import type { ValuationEvent } from '@ledger/domain/valuation/valuation.events.js';
import type { ValuationState } from '@ledger/domain/valuation/valuation.state.js';
import type { Handle } from '@ledger/event-store/command-handler.js';

/** Injection token of the function that runs commands on `valuation-` streams. */
export const HANDLE_VALUATION = Symbol('HandleValuation');

export type HandleValuation = Handle<ValuationCommand, ValuationEvent, ValuationState>;
