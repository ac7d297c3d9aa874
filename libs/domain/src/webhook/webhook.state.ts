import type {
  SuspensionReason,
  WebhookEvent,
  WebhookFilter,
  WebhookRole,
} from './webhook.events.js';

/** A subscription as its events leave it; `none` before the first. */
export type WebhookState = {
  readonly status: 'none' | 'live' | 'suspended' | 'deleted';
  readonly ownerPartyId: string;
  readonly person: string;
  readonly roles: readonly WebhookRole[];
  readonly url: string;
  readonly filter: WebhookFilter;
  readonly purpose?: string;
  readonly after: number;
  readonly secretNumber: number;
  readonly previousSecretUntil?: string;
  readonly suspension?: { readonly reason: SuspensionReason; readonly detail?: string };
};

export const initialWebhook = (): WebhookState => ({
  status: 'none',
  ownerPartyId: '',
  person: '',
  roles: [],
  url: '',
  filter: {},
  after: 0,
  secretNumber: 1,
});

export const evolveWebhook = (state: WebhookState, event: WebhookEvent): WebhookState => {
  switch (event.type) {
    case 'WebhookSubscribed': {
      const { webhookId: _, ...terms } = event.data;
      return { ...state, ...terms, status: 'live' };
    }
    case 'WebhookSecretRotated': {
      const { secretNumber, previousUntil } = event.data;
      return { ...state, secretNumber, previousSecretUntil: previousUntil };
    }
    case 'WebhookSuspended': {
      const { reason, detail } = event.data;
      const suspension = { reason, ...(detail === undefined ? {} : { detail }) };
      return { ...state, status: 'suspended', suspension };
    }
    case 'WebhookResumed': {
      const { suspension: _, ...rest } = state;
      const { takenOverBy } = event.data;
      if (takenOverBy === undefined) return { ...rest, status: 'live' };
      const { partyId: ownerPartyId, person, roles } = takenOverBy;
      return { ...rest, ownerPartyId, person, roles, status: 'live' };
    }
    case 'WebhookReplayRequested':
      return state;
    case 'WebhookDeleted':
      return { ...state, status: 'deleted' };
  }
};

export const webhookStream = (webhookId: string): string => `webhook-${webhookId}`;
