import type { Decider, Meta, StreamKind } from '../decider.js';
import { refuse } from '../refusal.js';
import { targetFault, type TargetParts } from './webhook-target.js';
import type {
  SuspensionReason,
  WebhookEvent,
  WebhookFilter,
  WebhookRole,
} from './webhook.events.js';
import { evolveWebhook, initialWebhook, type WebhookState } from './webhook.state.js';

type Of<Type extends string, Data extends object> = {
  readonly type: Type;
  readonly data: Data & {
    readonly webhookId: string;
    /** Pattern 2: in whose place the actor's organisation alone stands; absent: in its own. */
    readonly standsFor?: readonly string[];
  };
  readonly meta: Meta;
};

export type WebhookCommand =
  | Of<
      'SubscribeWebhook',
      {
        readonly roles: readonly WebhookRole[];
        readonly url: string;
        /** The address taken apart; the rules parse nothing. */
        readonly target: TargetParts;
        /** Whether the operator allows receivers inside the house. */
        readonly insideAllowed: boolean;
        readonly filter: WebhookFilter;
        readonly purpose?: string;
        readonly after: number;
      }
    >
  | Of<'RotateWebhookSecret', object>
  | Of<'SuspendWebhook', { readonly reason: SuspensionReason; readonly detail?: string }>
  | Of<
      'ResumeWebhook',
      {
        /** The actor's hats of now: where he succeeded the owner, it reads in these from now on. */
        readonly roles: readonly WebhookRole[];
      }
    >
  | Of<'ReplayWebhook', { readonly fromPosition: number; readonly head: number }>
  | Of<'DeleteWebhook', object>;

/** How long the secret before signs beside the new one. */
export const rotationHours = 24;
const rotationMs = rotationHours * 3_600_000;

const hasEnded = ({ status }: WebhookState): boolean => status === 'none' || status === 'deleted';

/** A subscription is its owner's, or his who stands in its place; our own processes may suspend it. */
const isOwners = (
  { ownerPartyId }: WebhookState,
  { meta: { actor }, data: { standsFor = [actor.partyId] } }: WebhookCommand,
): boolean => actor.role === 'system' || standsFor.includes(ownerPartyId);

const subscribe = (
  { data, meta }: Extract<WebhookCommand, { readonly type: 'SubscribeWebhook' }>,
  { status }: WebhookState,
): readonly WebhookEvent[] => {
  if (status !== 'none') return refuse('webhook_exists', { webhookId: data.webhookId });
  const { target, insideAllowed, standsFor: _, ...terms } = data;
  const fault = targetFault(data.url, target, insideAllowed);
  if (fault !== undefined) return refuse('webhook_target_refused', { fault, url: data.url });
  const { partyId: ownerPartyId, person } = meta.actor;
  return [{ type: 'WebhookSubscribed', data: { ...terms, ownerPartyId, person } }];
};

/** Only two secrets sign at a time: a third would end the first before its time. */
const rotate = (
  webhookId: string,
  { secretNumber, previousSecretUntil = '' }: WebhookState,
  { now }: Meta,
): readonly WebhookEvent[] => {
  if (Date.parse(now) < (Date.parse(previousSecretUntil) || 0)) {
    return refuse('webhook_secret_still_rotating', { until: previousSecretUntil });
  }
  const previousUntil = new Date(Date.parse(now) + rotationMs).toISOString();
  const data = { webhookId, secretNumber: secretNumber + 1, previousUntil };
  return [{ type: 'WebhookSecretRotated', data }];
};

const suspend = ({
  data: { webhookId, reason, detail },
}: Extract<WebhookCommand, { readonly type: 'SuspendWebhook' }>): readonly WebhookEvent[] => {
  const data = { webhookId, reason, ...(detail === undefined ? {} : { detail }) };
  return [{ type: 'WebhookSuspended', data }];
};

/** The owner's successor takes it over: it reads what he may read, in the hats that he has. */
const resume = (
  {
    data: { webhookId, roles },
    meta: { actor },
  }: Extract<WebhookCommand, { readonly type: 'ResumeWebhook' }>,
  { ownerPartyId }: WebhookState,
): readonly WebhookEvent[] => {
  const { partyId, person } = actor;
  const takenOverBy = partyId === ownerPartyId ? undefined : { partyId, person, roles };
  const data = { webhookId, ...(takenOverBy && { takenOverBy }) };
  return [{ type: 'WebhookResumed', data }];
};

const decide = (command: WebhookCommand, state: WebhookState): readonly WebhookEvent[] => {
  if (command.type === 'SubscribeWebhook') return subscribe(command, state);
  const { webhookId } = command.data;
  if (hasEnded(state) || !isOwners(state, command)) {
    return refuse('webhook_not_found', { webhookId });
  }
  switch (command.type) {
    case 'RotateWebhookSecret':
      return rotate(webhookId, state, command.meta);
    case 'SuspendWebhook':
      // Our own process reports what the owner may have dealt with meanwhile.
      if (state.status === 'suspended') {
        return command.meta.actor.role === 'system' ? [] : refuse('webhook_suspended');
      }
      return suspend(command);
    case 'ResumeWebhook':
      if (state.status !== 'suspended') return refuse('webhook_not_suspended');
      return resume(command, state);
    case 'ReplayWebhook': {
      const { fromPosition, head } = command.data;
      if (fromPosition > head) return refuse('webhook_replay_ahead', { fromPosition, head });
      return [{ type: 'WebhookReplayRequested', data: { webhookId, fromPosition } }];
    }
    case 'DeleteWebhook':
      return [{ type: 'WebhookDeleted', data: { webhookId } }];
  }
};

export const webhookDecider: Decider<WebhookCommand, WebhookEvent, WebhookState> = {
  initialState: initialWebhook,
  evolve: evolveWebhook,
  decide,
};

export const webhookKind: StreamKind<WebhookCommand, WebhookEvent, WebhookState> = {
  category: 'webhook',
  decider: webhookDecider,
  schemaVersions: {
    WebhookSubscribed: 1,
    WebhookSecretRotated: 1,
    WebhookSuspended: 1,
    WebhookResumed: 1,
    WebhookReplayRequested: 1,
    WebhookDeleted: 1,
  },
  eventsMax: 10_000,
};
