import { type Page, PageOf, PageQuery } from '@ledger/contracts/page.js';
import { present } from '@ledger/contracts/present.js';
import { WebhookDeliveryDto, WebhookDto } from '@ledger/contracts/webhook/webhook.dto.js';
import { uuid } from '@ledger/contracts/shape.js';
import { refuse } from '@ledger/domain/refusal.js';
import { webhookStream } from '@ledger/domain/webhook/webhook.state.js';
import type { EventLog } from '@ledger/event-store/event-log.js';
import { EVENT_LOG } from '@ledger/event-store/event-store.module.js';
import { CurrentCaller, Roles } from '@ledger/http/auth/access.decorators.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import { decodeCursor, encodeCursor } from '@ledger/http/cursor.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { acknowledged } from '@ledger/http/reads/acknowledged.js';
import { ReadAfter } from '@ledger/http/reads/read-after.decorator.js';
import { readYourWrites } from '@ledger/http/reads/read-your-writes.js';
import { ReadModels } from '@ledger/read-model/read-models.js';
import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { webhookFold } from './webhook.projection.js';
import { type DeliveryRow, deliveryPage, waitingOf } from './webhook-reads.js';
import { WebhookView } from './webhook.view.js';

const listName = 'webhooks';
const deliveriesName = 'webhook-deliveries';

/** Subscriptions and their deliveries, for the organisation that made them. */
@ApiTags('webhooks')
@Controller('webhooks')
@Roles('manager', 'lender', 'accountant', 'operator', 'registrar', 'appraiser', 'auditor')
export class WebhookQueriesController {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(Standings) private readonly standings: Standings,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Subscriptions of the caller’s organisation, newest first.' })
  @ApiOkResponse({ type: PageOf(WebhookDto) })
  async list(
    @Query() { limit, cursor }: PageQuery,
    @CurrentCaller() { partyId }: Caller,
    @ReadAfter() after: number | undefined,
  ): Promise<Page<WebhookDto>> {
    const [before] = decodeCursor(listName, cursor, ['number']) ?? [];
    await readYourWrites(this.readModels, webhookFold.name, after);
    const { sole } = await this.standings.of(partyId);
    const query = this.dataSource
      .getRepository(WebhookView)
      .createQueryBuilder('w')
      .where('w.ownerPartyId = ANY(:sole)', { sole })
      .andWhere("w.status <> 'deleted'");
    if (before !== undefined) query.andWhere('w.createdPosition < :before', { before });
    const found = await query
      .orderBy('w.createdPosition', 'DESC')
      .limit(limit + 1)
      .getMany();
    const rows = found.slice(0, limit);
    const last = found.length > limit ? rows.at(-1) : undefined;
    return {
      items: await this.shown(rows),
      ...(last && { next: encodeCursor(listName, [last.createdPosition]) }),
    };
  }

  @Get(':webhookId')
  @ApiOperation({ summary: 'One subscription: whether it is live, and what waits.' })
  @ApiOkResponse({ type: WebhookDto })
  async one(
    @Param('webhookId') webhookId: string,
    @CurrentCaller() caller: Caller,
    @ReadAfter() after: number | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WebhookDto> {
    await readYourWrites(this.readModels, webhookFold.name, after);
    const row = await this.own(webhookId, caller);
    const [shown] = await this.shown([row]);
    void reply.header('etag', `"${row.version}"`);
    return shown ?? refuse('webhook_not_found', { webhookId });
  }

  @Get(':webhookId/deliveries')
  @ApiOperation({ summary: 'Deliveries, latest event first: those that wait and the last 1,000.' })
  @ApiOkResponse({ type: PageOf(WebhookDeliveryDto) })
  async deliveries(
    @Param('webhookId') webhookId: string,
    @Query() { limit, cursor }: PageQuery,
    @CurrentCaller() caller: Caller,
    @ReadAfter() after: number | undefined,
  ): Promise<Page<WebhookDeliveryDto>> {
    const [before] = decodeCursor(deliveriesName, cursor, ['number']) ?? [];
    await readYourWrites(this.readModels, webhookFold.name, after);
    await this.own(webhookId, caller);
    const found = await deliveryPage(this.dataSource, webhookId, before ?? null, limit + 1);
    const rows = found.slice(0, limit);
    const last = found.length > limit ? rows.at(-1) : undefined;
    return {
      items: rows.map(deliveryAnswer),
      ...(last && { next: encodeCursor(deliveriesName, [Number(last.position)]) }),
    };
  }

  /** A subscription of another organisation, whose place is not the caller's, and one that was deleted, is not there. */
  private async own(webhookId: string, { partyId }: Caller): Promise<WebhookView> {
    if (!uuid.accepts(webhookId)) return refuse('webhook_not_found');
    const { log, readModels } = this;
    const stream = webhookStream(webhookId);
    const row = await acknowledged(
      { log, readModels, stream, projections: [webhookFold.name] },
      () => this.dataSource.getRepository(WebhookView).findOneBy({ webhookId }),
    );
    const { sole } = await this.standings.of(partyId);
    if (row && sole.includes(row.ownerPartyId) && row.status !== 'deleted') return row;
    return refuse('webhook_not_found');
  }

  private async shown(rows: readonly WebhookView[]): Promise<readonly WebhookDto[]> {
    const waiting = await waitingOf(
      this.dataSource,
      rows.map(({ webhookId }) => webhookId),
    );
    return rows.map((row) => answer(row, waiting.get(row.webhookId)));
  }
}

const answer = (
  row: WebhookView,
  waiting: { readonly pending: number; readonly through: number | null } | undefined,
): WebhookDto => ({
  id: row.webhookId,
  url: row.url,
  roles: row.roles,
  ...present({
    categories: row.filter.categories,
    types: row.filter.types,
    purpose: row.purpose ?? undefined,
    suspendedReason: row.suspendedReason ?? undefined,
    suspendedDetail: row.suspendedDetail ?? undefined,
    suspendedAt: row.suspendedAt ?? undefined,
    previousSecretUntil: row.previousSecretUntil ?? undefined,
  }),
  state: row.status === 'live' ? 'live' : 'suspended',
  pending: waiting?.pending ?? 0,
  through: waiting?.through ?? row.after,
  createdAt: row.createdAt,
  version: row.version,
});

const deliveryAnswer = (row: DeliveryRow): WebhookDeliveryDto => ({
  eventId: row.eventId,
  type: row.type,
  position: Number(row.position),
  subject: row.subject,
  state: row.state,
  attempts: row.attempts,
  ...present({
    lastStatus: row.lastStatus ?? undefined,
    lastError: row.lastError ?? undefined,
    lastTriedAt: row.lastTriedAt ?? undefined,
    dueAt: row.state === 'pending' ? row.dueAt : undefined,
    deliveredAt: row.deliveredAt ?? undefined,
  }),
});
