import type { PartyCommand } from '@ledger/domain/party/party.decider.js';
import type { PartyEvent } from '@ledger/domain/party/party.events.js';
import type { PartyState } from '@ledger/domain/party/party.state.js';
import type { Handle } from '@ledger/event-store/command-handler.js';

/** Injection token of the function that runs commands on `party-` streams. */
export const HANDLE_PARTY = Symbol('HandleParty');

export type HandleParty = Handle<PartyCommand, PartyEvent, PartyState>;
