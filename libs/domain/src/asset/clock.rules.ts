import { addDays } from '../calendar.js';
import type { AssetEvent } from './asset.events.js';
import { evolveAsset } from './asset.fold.js';
import type { AssetState } from './asset.state.js';

/**
 * What the clock has brought about by a date and no event says yet, at most one fact: nothing that
 * follows from it falls due by itself. A sweep writes it down; a command decided before that writes
 * it first, and an answer "as of" a date counts it in.
 */
export const dueBy = (state: AssetState, assetId: string, date: string): readonly AssetEvent[] => {
  switch (state.status) {
    case 'submitted': {
      const { procedure } = state;
      const silent = procedure?.ifSilent;
      if (procedure === undefined || silent === undefined || silent.acceptedOn > date) return [];
      const { acceptedOn: on, reviewBy } = silent;
      const { calendarVersion } = procedure;
      const by = 'silence';
      const data = { assetId, by, on, ...(reviewBy && { reviewBy }), calendarVersion } as const;
      return [{ type: 'ApplicationAccepted', data }];
    }
    case 'returned': {
      const until = state.returned?.supplementBy;
      if (until === undefined || until >= date) return [];
      const data = { assetId, reason: 'notSupplemented', on: addDays(until, 1) } as const;
      return [{ type: 'ApplicationWithdrawn', data }];
    }
    case 'registered':
    case 'suspended': {
      const { validUntil } = state;
      if (validUntil === undefined || validUntil >= date) return [];
      return [{ type: 'RegistrationExpired', data: { assetId, validUntil } }];
    }
    case 'none':
    case 'draft':
    case 'accepted':
    case 'publicised':
    case 'rejected':
    case 'withdrawn':
    case 'expired':
    case 'cancelled':
    case 'revoked':
      return [];
  }
};

/** The state as the clock has it on a date, whether or not an event says so. */
export const asOf = (state: AssetState, assetId: string, date: string): AssetState =>
  dueBy(state, assetId, date).reduce(evolveAsset, state);

/** When the clock changes something by itself, and to what; absent: it does not. */
export const nextDue = (
  state: AssetState,
): { readonly on: string; readonly status: AssetState['status'] } | undefined => {
  const { status, procedure, returned, validUntil } = state;
  if (status === 'submitted' && procedure?.ifSilent !== undefined) {
    return { on: procedure.ifSilent.acceptedOn, status: 'accepted' };
  }
  if (status === 'returned' && returned?.supplementBy !== undefined) {
    return { on: addDays(returned.supplementBy, 1), status: 'withdrawn' };
  }
  if ((status === 'registered' || status === 'suspended') && validUntil !== undefined) {
    return { on: addDays(validUntil, 1), status: 'expired' };
  }
  return undefined;
};
