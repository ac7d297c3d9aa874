import { webhookKind } from '@ledger/domain/webhook/webhook.decider.js';
import { CLOCK, type Clock } from '@ledger/event-store/clock.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { AccessRecorder } from '@ledger/http/access/access-recorder.js';
import { OutboundSender } from '@ledger/http/outbound/outbound-sender.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { LOGGER } from '@ledger/http/tokens.js';
import type { Sweep } from '@ledger/read-model/process.js';
import { type BeforeApplicationShutdown, Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { DataSource, In } from 'typeorm';
import { FeedPages } from '../feed.pages.js';
import { WebhookDeliveries } from './webhook-deliveries.js';
import { WEBHOOK_CONFIGURATION, type WebhookConfiguration } from './webhook.configuration.js';
import { type LaneDeps, serveWebhook } from './webhook-lanes.js';
import { WebhookSecrets } from './webhook-secrets.js';
import { WebhookView } from './webhook.view.js';

/** Subscriptions served at once, by one process. */
const lanesMax = 32;
/** A round ends after this long, while slow receivers are still being waited for. */
const roundMs = 1_000;

/**
 * Delivers: one lane for each subscription that has work, so that a slow receiver holds up nobody
 * else. A receiver that fails is tried again later, and the others of its subject wait for it.
 */
@Injectable()
export class WebhookDelivery implements Sweep, BeforeApplicationShutdown {
  readonly name = 'webhook-delivery';
  readonly everySeconds = 1;
  private readonly deps: LaneDeps;
  private readonly lanes = new Map<string, Promise<number>>();
  private readonly closing = new AbortController();

  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(WebhookDeliveries) private readonly deliveries: WebhookDeliveries,
    @Inject(OutboundSender) private readonly sender: OutboundSender,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(FeedPages) pages: FeedPages,
    @Inject(WebhookSecrets) secrets: WebhookSecrets,
    @Inject(AccessRecorder) accesses: AccessRecorder,
    @Inject(Standings) standings: Standings,
    @Inject(CommandLoop) loop: CommandLoop,
    @Inject(CLOCK) clock: Clock,
    @Inject(WEBHOOK_CONFIGURATION) configuration: WebhookConfiguration,
  ) {
    const handle = loop.handler(webhookKind);
    const random = Math.random;
    const own = { deliveries, sender, pages, secrets, accesses, standings };
    this.deps = { ...own, handle, clock, random, configuration };
  }

  async run(now: string): Promise<number> {
    const room = lanesMax - this.lanes.size;
    if (room <= 0 || this.closing.signal.aborted) return 0;
    const ids = await this.deliveries.webhooksWithWork(now, lanesMax);
    const idle = ids.filter((id) => !this.lanes.has(id)).slice(0, room);
    if (idle.length === 0) return 0;
    const webhooks = await this.dataSource
      .getRepository(WebhookView)
      .findBy({ webhookId: In(idle) });
    const lanes = webhooks.map((webhook) => this.lane(webhook));
    const late = waitingFor(roundMs);
    const counts = await Promise.race([Promise.all(lanes), late.promise]);
    late.cancel();
    return counts?.reduce((sum, count) => sum + count, 0) ?? 0;
  }

  /** Ends what is on its way; it is sent again by whoever comes next. */
  async beforeApplicationShutdown(): Promise<void> {
    this.closing.abort();
    await Promise.all(this.lanes.values());
    this.sender.close();
  }

  private lane(webhook: WebhookView): Promise<number> {
    const { webhookId } = webhook;
    const lane = serveWebhook(webhook, this.deps, this.closing.signal)
      .catch((error: unknown) => {
        this.logger.error({ err: error, webhookId }, 'a webhook could not be served');
        return 0;
      })
      .finally(() => this.lanes.delete(webhookId));
    this.lanes.set(webhookId, lane);
    return lane;
  }
}

const waitingFor = (ms: number) => {
  let timer: NodeJS.Timeout | undefined;
  const promise = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ms);
  });
  return { promise, cancel: () => clearTimeout(timer) };
};
