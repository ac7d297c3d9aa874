import type { Projection } from '@ledger/read-model/projection.js';
import { rowProjection } from '@ledger/read-model/row-projection.js';
import type { EntityTarget, ObjectLiteral } from 'typeorm';
import { FeedEventView } from './feed-event.view.js';
import { feedProjection } from './feed.projection.js';
import { FeedSightView } from './feed-sight.view.js';
import { FeedSpanView } from './feed-span.view.js';
import { webhookFold } from './webhook/webhook.projection.js';
import { WebhookView } from './webhook/webhook.view.js';

/** Tables of this slice. */
export const feedViews: readonly EntityTarget<ObjectLiteral>[] = [
  FeedEventView,
  FeedSpanView,
  FeedSightView,
  WebhookView,
];

/** What keeps them. */
export const feedProjections: readonly Projection[] = [feedProjection, rowProjection(webhookFold)];
