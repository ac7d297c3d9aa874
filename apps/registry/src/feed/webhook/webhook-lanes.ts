import { retryDelayMs } from '@ledger/domain/webhook/retry.js';
import { type WebhookCommand } from '@ledger/domain/webhook/webhook.decider.js';
import type { SuspensionReason, WebhookEvent } from '@ledger/domain/webhook/webhook.events.js';
import { type WebhookState, webhookStream } from '@ledger/domain/webhook/webhook.state.js';
import type { Clock } from '@ledger/event-store/clock.js';
import type { Handle } from '@ledger/event-store/command-handler.js';
import { type AccessRecorder } from '@ledger/http/access/access-recorder.js';
import type { OutboundSender, Sent } from '@ledger/http/outbound/outbound-sender.js';
import type { Standings } from '@ledger/http/parties/standings.js';
import { dueContext } from '@ledger/read-model/reaction.js';
import { Webhook } from 'standardwebhooks';
import { cloudEventMediaType, cloudEventOf } from '../cloud-event.js';
import { type FeedPages, subjectsOf } from '../feed.pages.js';
import type { Claimed, Failure, WebhookDeliveries } from './webhook-deliveries.js';
import type { WebhookConfiguration } from './webhook.configuration.js';
import type { WebhookSecrets } from './webhook-secrets.js';
import type { WebhookView } from './webhook.view.js';

/** Events taken in at once, and sent at once to one receiver. */
const pageMax = 200;
const atOnceMax = 8;
/** Turns of one lane before others have theirs. */
const turnsMax = 25;

export type HandleWebhook = Handle<WebhookCommand, WebhookEvent, WebhookState>;

export interface LaneDeps {
  readonly pages: Pick<FeedPages, 'page'>;
  readonly deliveries: WebhookDeliveries;
  readonly sender: Pick<OutboundSender, 'tell'>;
  readonly secrets: WebhookSecrets;
  readonly accesses: Pick<AccessRecorder, 'record'>;
  readonly standings: Pick<Standings, 'of'>;
  readonly handle: HandleWebhook;
  readonly clock: Clock;
  /** In [0, 1). */
  readonly random: () => number;
  readonly configuration: Pick<WebhookConfiguration, 'giveUpMs' | 'timeoutMs'>;
}

/** Longer than an attempt can take; what a killed process had claimed waits for so long. */
const claimMs = (timeoutMs: number): number => 2 * timeoutMs + 1_000;

/** Serves one subscription: takes in what is new, sends what is due. Answers how much it did. */
export const serveWebhook = async (
  webhook: WebhookView,
  deps: LaneDeps,
  signal: AbortSignal,
): Promise<number> => {
  if (await isSucceeded(webhook, deps)) {
    await suspend(webhook, { reason: 'succeeded' }, deps);
    return 1;
  }
  let done = 0;
  for (let turn = 0; turn < turnsMax && !signal.aborted; turn++) {
    const taken = await takeIn(webhook, deps);
    const now = deps.clock.now();
    const { webhookId, liveSince } = webhook;
    const claim = { limit: atOnceMax, claimMs: claimMs(deps.configuration.timeoutMs) };
    const claimed = await deps.deliveries.claim(webhookId, now, liveSince, claim);
    const endings = await Promise.all(claimed.map((each) => deliver(webhook, each, deps, signal)));
    done += taken + claimed.length;
    const reason = endings.find((ending) => ending !== undefined);
    if (reason !== undefined) {
      await suspend(webhook, reason, deps);
      break;
    }
    if (taken + claimed.length === 0) break;
  }
  return done;
};

/** Whether its owner was merged or divided: nobody in its place has allowed the address yet. */
const isSucceeded = async (
  { ownerPartyId }: WebhookView,
  { standings }: LaneDeps,
): Promise<boolean> => !(await standings.of(ownerPartyId)).sole.includes(ownerPartyId);

/** Reads the feed on, by the sight of who subscribed. Answers how many positions it moved. */
const takeIn = async (
  webhook: WebhookView,
  { pages, deliveries, accesses, clock }: LaneDeps,
): Promise<number> => {
  const { webhookId, ownerPartyId, person, roles, filter, purpose, replays } = webhook;
  const { position, hasRoom } = await deliveries.progress(webhookId, webhook);
  if (!hasRoom) return 0;
  const reading = { partyId: ownerPartyId, roles, purpose: purpose ?? undefined };
  const page = await pages.page(reading, filter, position, pageMax);
  if (page.through <= position) return 0;
  if (page.lentSubjects.length > 0) {
    await accesses.record(
      { actor: { person, partyId: ownerPartyId, role: 'lender' }, correlationId: webhookId },
      {
        purpose: purpose ?? 'webhook',
        route: 'webhook',
        subjects: subjectsOf(page.lentSubjects),
      },
    );
  }
  await deliveries.takeIn(webhookId, replays, position, page, clock.now());
  return page.through - position;
};

interface Ending {
  readonly reason: SuspensionReason;
  readonly detail?: string;
}

/** Tries one delivery; answers why the whole subscription must stop, where it must. */
const deliver = async (
  webhook: WebhookView,
  claimed: Claimed,
  deps: LaneDeps,
  signal: AbortSignal,
): Promise<Ending | undefined> => {
  const { deliveries, clock, random, configuration } = deps;
  const { webhookId, liveSince } = webhook;
  const { position, attempts, firstTriedAt } = claimed;
  const sent = await send(webhook, claimed, deps, signal);
  if ('status' in sent && sent.status >= 200 && sent.status < 300) {
    await deliveries.delivered(webhookId, position, sent.status, clock.now());
    return undefined;
  }
  if (signal.aborted) {
    await deliveries.release(webhookId, position);
    return undefined;
  }
  const now = clock.now();
  const retryAfterMs = 'retryAfterMs' in sent ? sent.retryAfterMs : undefined;
  const wait = retryDelayMs(attempts, random(), retryAfterMs);
  const dueAt = new Date(Date.parse(now) + wait).toISOString();
  const failure: Failure = 'status' in sent ? { status: sent.status } : sent;
  // The log's clock, by which it went live, may be ahead of this one: it was tried since, not before.
  const triedAt = Date.parse(now) < Date.parse(liveSince) ? liveSince : now;
  await deliveries.failed(webhookId, position, failure, triedAt, dueAt);
  const detail = failure.error ?? String(failure.status);
  if (failure.status === 410) return { reason: 'gone', detail };
  const since = Math.max(Date.parse(firstTriedAt ?? now), Date.parse(liveSince));
  const isOver = Date.parse(now) - since >= configuration.giveUpMs;
  return isOver ? { reason: 'undeliverable', detail } : undefined;
};

const send = (
  webhook: WebhookView,
  claimed: Claimed,
  { sender, secrets, clock }: LaneDeps,
  signal: AbortSignal,
): Promise<Sent> => {
  const event = cloudEventOf(claimed);
  const body = JSON.stringify(event);
  const now = clock.now();
  const signatures = secretNumbers(webhook, now).map((number) =>
    new Webhook(secrets.secretOf(webhook.webhookId, number)).sign(event.id, new Date(now), body),
  );
  const headers = {
    'content-type': `${cloudEventMediaType}; charset=utf-8`,
    'user-agent': 'data-asset-registry',
    'webhook-id': event.id,
    'webhook-timestamp': String(Math.floor(Date.parse(now) / 1_000)),
    'webhook-signature': signatures.join(' '),
  };
  return sender.tell(new URL(webhook.url), headers, body, signal);
};

/** The secrets that sign now: the present one, and for a day the one before. */
const secretNumbers = (
  { secretNumber, previousSecretUntil }: WebhookView,
  now: string,
): readonly number[] =>
  previousSecretUntil !== null && Date.parse(now) < Date.parse(previousSecretUntil)
    ? [secretNumber, secretNumber - 1]
    : [secretNumber];

/** Under the version it stands at: a subscription resumed meanwhile is not suspended for before. */
const suspend = async (
  { webhookId, version, ownerPartyId }: WebhookView,
  ending: Ending,
  { handle }: LaneDeps,
): Promise<void> => {
  const context = dueContext('webhook-delivery', `${webhookId} ${version} ${ownerPartyId}`);
  await handle(
    webhookStream(webhookId),
    { type: 'SuspendWebhook', data: { webhookId, ...ending } },
    context,
  );
};
