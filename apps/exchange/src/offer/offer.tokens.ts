import type { OfferCommand } from '@ledger/domain/offer/offer.decider.js';
import type { OfferEvent } from '@ledger/domain/offer/offer.events.js';
import type { OfferState } from '@ledger/domain/offer/offer.state.js';
import type { Handle } from '@ledger/event-store/command-handler.js';

/** Injection token of the function that runs commands on offers. */
export const HANDLE_OFFER = Symbol('HandleOffer');

export type HandleOffer = Handle<OfferCommand, OfferEvent, OfferState>;
