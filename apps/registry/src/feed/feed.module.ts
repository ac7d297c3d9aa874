import type { HttpConfiguration } from '@ledger/http/configuration.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { networkList } from '@ledger/http/outbound/networks.js';
import { OutboundSender } from '@ledger/http/outbound/outbound-sender.js';
import { TargetGuard } from '@ledger/http/outbound/target-guard.js';
import { CONFIGURATION } from '@ledger/http/tokens.js';
import { webhookKind } from '@ledger/domain/webhook/webhook.decider.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { Module } from '@nestjs/common';
import { lookup } from 'node:dns/promises';
import { FeedBodies } from './feed-bodies.js';
import { FeedPages } from './feed.pages.js';
import { FeedQueriesController } from './feed.queries.controller.js';
import { LiveFeeds } from './live-feeds.js';
import { WebhookCommandsController } from './webhook/webhook.commands.controller.js';
import {
  WEBHOOK_CONFIGURATION,
  type WebhookConfiguration,
  webhookConfiguration,
} from './webhook/webhook.configuration.js';
import { WebhookDeliveries } from './webhook/webhook-deliveries.js';
import { WebhookDelivery } from './webhook/webhook-delivery.sweep.js';
import { WebhookQueriesController } from './webhook/webhook.queries.controller.js';
import { openWebhookSecrets, WebhookSecrets } from './webhook/webhook-secrets.js';
import { HANDLE_WEBHOOK } from './webhook/webhook.tokens.js';

/** The log for those who may read it: fetched, followed, or delivered to an address. */
@Module({
  controllers: [FeedQueriesController, WebhookCommandsController, WebhookQueriesController],
  providers: [
    FeedBodies,
    FeedPages,
    Standings,
    LiveFeeds,
    WebhookDeliveries,
    WebhookDelivery,
    {
      provide: WEBHOOK_CONFIGURATION,
      inject: [CONFIGURATION],
      useFactory: (configuration: HttpConfiguration) =>
        webhookConfiguration(process.env, configuration),
    },
    {
      provide: WebhookSecrets,
      inject: [WEBHOOK_CONFIGURATION],
      useFactory: openWebhookSecrets,
    },
    {
      provide: OutboundSender,
      inject: [WEBHOOK_CONFIGURATION],
      useFactory: ({ allowedNetworks, timeoutMs }: WebhookConfiguration) => {
        const resolve = (hostname: string) => lookup(hostname, { all: true });
        return new OutboundSender(
          new TargetGuard(networkList(allowedNetworks), resolve),
          timeoutMs,
        );
      },
    },
    {
      provide: HANDLE_WEBHOOK,
      inject: [CommandLoop],
      useFactory: (loop: CommandLoop) => loop.handler(webhookKind),
    },
  ],
})
export class FeedModule {}
