import type { Actor } from '../decider.js';
import { specOf } from '../testing/decider-spec.js';
import { rotationHours, type WebhookCommand, webhookDecider } from './webhook.decider.js';
import type { WebhookEvent } from './webhook.events.js';

const given = specOf(webhookDecider);
const webhookId = 'w';
const owner: Actor = { person: 'token-1', partyId: 'bank', role: 'manager' };
const now = '2026-11-21T02:00:00.000Z';
const meta = { actor: owner, now };
const url = 'https://hooks.example.com/ledger';
const parts = {
  protocol: 'https:',
  hostname: 'hooks.example.com',
  username: '',
  password: '',
  hash: '',
};
const terms = {
  webhookId,
  roles: ['manager'] as const,
  url,
  filter: { types: ['BarRaised'] },
  after: 7,
};

const subscribed: WebhookEvent = {
  type: 'WebhookSubscribed',
  data: { ...terms, ownerPartyId: 'bank', person: 'token-1' },
};
const subscribe = (target: Partial<typeof parts> = {}, insideAllowed = false): WebhookCommand => ({
  type: 'SubscribeWebhook',
  data: { ...terms, target: { ...parts, ...target }, insideAllowed },
  meta,
});
const suspended: WebhookEvent = {
  type: 'WebhookSuspended',
  data: { webhookId, reason: 'owner' },
};
const deleted: WebhookEvent = { type: 'WebhookDeleted', data: { webhookId } };
const rotated: WebhookEvent = {
  type: 'WebhookSecretRotated',
  data: { webhookId, secretNumber: 2, previousUntil: '2026-11-22T02:00:00.000Z' },
};
const suspend = (actor = owner, reason: 'owner' | 'undeliverable' = 'owner'): WebhookCommand => ({
  type: 'SuspendWebhook',
  data: { webhookId, reason },
  meta: { actor, now },
});
const replay = (fromPosition: number): WebhookCommand => ({
  type: 'ReplayWebhook',
  data: { webhookId, fromPosition, head: 9 },
  meta,
});
const simple = (
  type: 'RotateWebhookSecret' | 'ResumeWebhook' | 'DeleteWebhook',
  at = now,
  actor = owner,
): WebhookCommand => {
  const meta = { actor, now: at };
  return type === 'ResumeWebhook'
    ? { type, data: { webhookId, roles: ['lender'] }, meta }
    : { type, data: { webhookId }, meta };
};
const system: Actor = { person: 'webhook-delivery', partyId: 'system', role: 'system' };
const stranger: Actor = { ...owner, partyId: 'stranger' };

describe('subscribing', () => {
  it('records where events go, for whom, and from where on', () =>
    given().when(subscribe()).then(subscribed));
  it('is refused for an id that is taken', () =>
    given(subscribed).when(subscribe()).thenRefused('webhook_exists'));

  it.each([
    ['plain HTTP', { protocol: 'http:' }],
    ['another protocol', { protocol: 'ftp:' }],
    ['a name and password', { username: 'a' }],
    ['a password', { password: 'a' }],
    ['a fragment', { hash: '#x' }],
    ['localhost', { hostname: 'localhost' }],
    ['a name below localhost', { hostname: 'a.LOCALHOST.' }],
    ['an inside name', { hostname: 'kafka.internal' }],
  ])('is refused for %s', (_, target) =>
    given().when(subscribe(target)).thenRefused('webhook_target_refused'),
  );

  it.each([{ hostname: 'localhost.example.com' }, { hostname: 'internal-audit.example.com' }])(
    'takes a name that only looks like one of the house (%j)',
    (target) => given().when(subscribe(target)).then(subscribed),
  );

  it('takes plain HTTP and names of the house where the operator allows it', () =>
    given()
      .when(subscribe({ protocol: 'http:', hostname: 'localhost' }, true))
      .then(subscribed));
  it('never takes a password', () =>
    given()
      .when(subscribe({ password: 'x' }, true))
      .thenRefused('webhook_target_refused'));
});

describe('a secret', () => {
  it(`is replaced; the one before signs for ${rotationHours} hours more`, () =>
    given(subscribed).when(simple('RotateWebhookSecret')).then(rotated));
  it('is not replaced again while two sign', () =>
    given(subscribed, rotated)
      .when(simple('RotateWebhookSecret', '2026-11-22T01:59:59.999Z'))
      .thenRefused('webhook_secret_still_rotating'));
  it('is replaced again once that is over', () =>
    given(subscribed, rotated)
      .when(simple('RotateWebhookSecret', '2026-11-22T02:00:00.000Z'))
      .then({
        type: 'WebhookSecretRotated',
        data: { webhookId, secretNumber: 3, previousUntil: '2026-11-23T02:00:00.000Z' },
      }));
});

describe('a subscription', () => {
  it('is suspended by its owner, once', () => {
    given(subscribed).when(suspend()).then(suspended);
    given(subscribed, suspended).when(suspend()).thenRefused('webhook_suspended');
  });
  it('is suspended by the process that gives up on it, silently where it stands still', () => {
    const data = { webhookId, reason: 'undeliverable' as const };
    given(subscribed)
      .when(suspend(system, 'undeliverable'))
      .then({ type: 'WebhookSuspended', data });
    given(subscribed, suspended).when(suspend(system, 'undeliverable')).thenNothing();
  });
  it('is resumed where it is suspended', () => {
    given(subscribed, suspended)
      .when(simple('ResumeWebhook'))
      .then({ type: 'WebhookResumed', data: { webhookId } });
    given(subscribed).when(simple('ResumeWebhook')).thenRefused('webhook_not_suspended');
  });
  it('is sent again from any position that there is', () => {
    const data = { webhookId, fromPosition: 9 };
    given(subscribed).when(replay(9)).then({ type: 'WebhookReplayRequested', data });
    given(subscribed).when(replay(10)).thenRefused('webhook_replay_ahead');
  });
  it('is deleted, and then is not there', () => {
    given(subscribed).when(simple('DeleteWebhook')).then(deleted);
    for (const command of [
      simple('DeleteWebhook'),
      simple('ResumeWebhook'),
      suspend(),
      replay(1),
    ]) {
      given(subscribed, deleted).when(command).thenRefused('webhook_not_found');
      given().when(command).thenRefused('webhook_not_found');
    }
  });
  it('is not there for another organisation', () =>
    given(subscribed)
      .when(simple('DeleteWebhook', now, stranger))
      .thenRefused('webhook_not_found'));
});

describe('a subscription whose owner was merged or divided', () => {
  const heir: Actor = { person: 'token-2', partyId: 'heir', role: 'lender' };
  const stopped: WebhookEvent = {
    type: 'WebhookSuspended',
    data: { webhookId, reason: 'succeeded' },
  };
  const takenOverBy = { partyId: 'heir', person: 'token-2', roles: ['lender'] as const };
  const taken: WebhookEvent = { type: 'WebhookResumed', data: { webhookId, takenOverBy } };
  const by = (actor: Actor, standsFor: readonly string[]): WebhookCommand => ({
    type: 'ResumeWebhook',
    data: { webhookId, roles: ['lender'], standsFor },
    meta: { actor, now },
  });

  it('is stopped by the process, and goes on in the name of who stands in its place', () => {
    given(subscribed)
      .when({
        type: 'SuspendWebhook',
        data: { webhookId, reason: 'succeeded' },
        meta: { actor: system, now },
      })
      .then(stopped);
    given(subscribed, stopped)
      .when(by(heir, ['heir', 'bank']))
      .then(taken);
    given(subscribed, stopped, taken)
      .when(suspend({ ...heir }))
      .then(suspended);
    given(subscribed, stopped, taken).when(suspend()).thenRefused('webhook_not_found');
  });

  it('is not there for who stands in another place, nor for the owner that is gone', () => {
    given(subscribed, stopped)
      .when(by(heir, ['heir']))
      .thenRefused('webhook_not_found');
    given(subscribed, stopped).when(by(owner, [])).thenRefused('webhook_not_found');
  });
});
