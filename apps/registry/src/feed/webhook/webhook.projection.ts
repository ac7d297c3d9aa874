import type { WebhookEvent } from '@ledger/domain/webhook/webhook.events.js';
import type { RecordedOf } from '@ledger/event-store/event.js';
import type { RowFold } from '@ledger/read-model/projection.js';
import { WebhookView } from './webhook.view.js';

type Row = Omit<WebhookView, 'lastPosition'>;
type Subscribed = Extract<RecordedOf<WebhookEvent>, { readonly type: 'WebhookSubscribed' }>;

/** One row per subscription. */
export const webhookFold: RowFold<WebhookEvent, WebhookView> = {
  name: 'webhook',
  categories: ['webhook'],
  table: WebhookView,
  key: 'webhookId',
  keysOf: ({ data }) => [data.webhookId],
  evolve: (row, event) => {
    if (event.type === 'WebhookSubscribed') return subscribed(event);
    if (row === undefined) throw new Error('A subscription begins with WebhookSubscribed.');
    return { ...changed(row, event), version: event.version };
  },
};

const subscribed = ({ data, position, recordedAt, version }: Subscribed): Row => ({
  webhookId: data.webhookId,
  ownerPartyId: data.ownerPartyId,
  person: data.person,
  roles: data.roles,
  url: data.url,
  filter: data.filter,
  purpose: data.purpose ?? null,
  after: data.after,
  status: 'live',
  ...notSuspended,
  liveSince: recordedAt,
  secretNumber: 1,
  previousSecretUntil: null,
  replayFrom: 0,
  replays: 0,
  createdPosition: position,
  createdAt: recordedAt,
  version,
});

const notSuspended = { suspendedReason: null, suspendedDetail: null, suspendedAt: null } as const;

const changed = (row: Row, event: Exclude<RecordedOf<WebhookEvent>, Subscribed>): Row => {
  switch (event.type) {
    case 'WebhookSecretRotated': {
      const { secretNumber, previousUntil } = event.data;
      return { ...row, secretNumber, previousSecretUntil: previousUntil };
    }
    case 'WebhookSuspended': {
      const { reason, detail = null } = event.data;
      const suspension = { suspendedReason: reason, suspendedDetail: detail };
      return { ...row, status: 'suspended', ...suspension, suspendedAt: event.recordedAt };
    }
    case 'WebhookResumed': {
      const { takenOverBy } = event.data;
      const live = {
        ...row,
        status: 'live' as const,
        ...notSuspended,
        liveSince: event.recordedAt,
      };
      if (takenOverBy === undefined) return live;
      const { partyId: ownerPartyId, person, roles } = takenOverBy;
      return { ...live, ownerPartyId, person, roles };
    }
    case 'WebhookReplayRequested':
      return { ...row, replayFrom: event.data.fromPosition, replays: row.replays + 1 };
    case 'WebhookDeleted':
      return { ...row, status: 'deleted', ...notSuspended };
  }
};
