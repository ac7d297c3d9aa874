import { PageOf } from '@ledger/contracts/page.js';
import type { Page } from '@ledger/contracts/page.js';
import {
  UsageBatchDto,
  UsageBatchesQuery,
  UsageBatchWithEventsDto,
  UsageDto,
} from '@ledger/contracts/usage/usage.dto.js';
import { monthOf } from '@ledger/domain/usage/usage.state.js';
import { CLOCK, type Clock } from '@ledger/event-store/clock.js';
import { AnyRole, CurrentCaller } from '@ledger/http/auth/access.decorators.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import { decodeCursor, encodeCursor } from '@ledger/http/cursor.js';
import { OrderDoor } from '@ledger/http/orders/order-door.js';
import { problem } from '@ledger/http/problems/http-problem.js';
import { ReadAfter } from '@ledger/http/reads/read-after.decorator.js';
import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { UsageBatches } from './usage-batches.js';
import type { BatchPlace } from './usage-batches.js';
import { batchAnswer, batchWithEvents, usageAnswer } from './usage.answer.js';

const listName = 'usage-batches';

/** Batches read for one page; each may hold hundreds of uses. */
const batchesPerPageMax = 50;

/** The use of an order, as both sides, the operator and the auditor see it. */
@ApiTags('usage')
@Controller('orders')
export class UsageQueriesController {
  constructor(
    @Inject(OrderDoor) private readonly door: OrderDoor,
    @Inject(UsageBatches) private readonly batches: UsageBatches,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get(':orderId/usage')
  @AnyRole()
  @ApiOperation({
    summary: 'What the use of an order has come to; seller and buyer get the same answer.',
  })
  @ApiOkResponse({ type: UsageDto })
  async totals(
    @Param('orderId') orderId: string,
    @CurrentCaller() caller: Caller,
    @ReadAfter() after: number | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<UsageDto> {
    const opened = await this.door.open(orderId, caller, after);
    if (opened.usage.version > 0) void reply.header('etag', `"${opened.usage.version}"`);
    return usageAnswer(opened, monthOf(this.clock.now()));
  }

  @Get(':orderId/usage/batches')
  @AnyRole()
  @ApiOperation({ summary: 'Batches as they were recorded, newest first, for reconciliation.' })
  @ApiOkResponse({ type: PageOf(UsageBatchDto) })
  async list(
    @Param('orderId') orderId: string,
    @Query() query: UsageBatchesQuery,
    @CurrentCaller() caller: Caller,
    @ReadAfter() after: number | undefined,
  ): Promise<Page<UsageBatchDto>> {
    const cursor = decodeCursor(listName, query.cursor, ['string', 'number', 'number']);
    const { period, usage } = await this.door.open(orderId, caller, after);
    const start = cursor ? placeAt(cursor) : period && { ...period, before: usage.version + 1 };
    if (start === undefined) return { items: [] };
    const take = Math.min(query.limit, batchesPerPageMax);
    const { batches, next } = await this.batches.before(orderId, start, take);
    return {
      items: batches.map(({ period: of, batch }) => batchAnswer(of, batch)),
      ...(next && { next: encodeCursor(listName, [next.month, next.part, next.before]) }),
    };
  }

  @Get(':orderId/usage/batches/:batchId')
  @AnyRole()
  @ApiOperation({ summary: 'One batch with its uses, as its meter reported them.' })
  @ApiOkResponse({ type: UsageBatchWithEventsDto })
  async one(
    @Param('orderId') orderId: string,
    @Param('batchId') batchId: string,
    @CurrentCaller() caller: Caller,
    @ReadAfter() after: number | undefined,
  ): Promise<UsageBatchWithEventsDto> {
    await this.door.open(orderId, caller, after);
    const [, month = '', part = '', version = ''] = batchForm.exec(batchId) ?? [];
    const period = { month, part: Number(part) };
    const batch = month && (await this.batches.one(orderId, period, Number(version)));
    if (!batch) throw problem('not_found');
    return batchWithEvents(period, batch);
  }
}

const batchForm = /^(\d{4}-\d{2})\.([1-9]\d{0,6})\.([1-9]\d{0,6})$/;
const monthForm = /^\d{4}-\d{2}$/;

const placeAt = ([month, part, before]: readonly [string, number, number]): BatchPlace => {
  if (!monthForm.test(month) || part < 1 || before < 1) throw problem('invalid_cursor');
  return { month, part, before };
};
