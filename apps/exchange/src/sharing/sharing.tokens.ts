import type { SharingState } from '@ledger/domain/sharing/sharing.state.js';
import type { Loaded } from '@ledger/event-store/stream-reader.js';

/** Injection token of the function that reads an agreement from the log (linearizable). */
export const LOAD_SHARING = Symbol('LoadSharing');

export type LoadSharing = (sharingId: string) => Promise<Loaded<SharingState>>;
