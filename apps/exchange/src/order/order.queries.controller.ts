import {
  OrderDto,
  OrderQuery,
  OrdersQuery,
  OrderWithHistoryDto,
} from '@ledger/contracts/order/order.dto.js';
import { PageOf } from '@ledger/contracts/page.js';
import type { Page } from '@ledger/contracts/page.js';
import { isDecided } from '@ledger/domain/order/order.state.js';
import type { Standing } from '@ledger/domain/party/standing-in.js';
import { refuse } from '@ledger/domain/refusal.js';
import { AnyRole, CurrentCaller } from '@ledger/http/auth/access.decorators.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import { decodeCursor, encodeCursor } from '@ledger/http/cursor.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { ReadAfter } from '@ledger/http/reads/read-after.decorator.js';
import { readYourWrites } from '@ledger/http/reads/read-your-writes.js';
import { ReadModels } from '@ledger/read-model/read-models.js';
import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { DataSource, In, LessThan } from 'typeorm';
import type { FindOptionsWhere } from 'typeorm';
import { orderAnswer, stepAnswer } from './order.answer.js';
import { courseOf } from './order.course.js';
import { orderFold, orderOf } from './order.projection.js';
import { seesAllOrders, seesOrder } from '@ledger/http/orders/order-sight.js';
import { LOAD_ORDER, READ_ORDER } from './order.tokens.js';
import type { LoadOrder, ReadOrder } from './order.tokens.js';
import { OrderView } from './order.view.js';
import { OrderWatch } from './order.watch.js';

/** Longest wait for the title's answer. */
const decidedWithinMs = 10_000;

const listName = 'orders';

/** Orders as their two sides, the operator and the auditor see them. */
@ApiTags('orders')
@Controller('orders')
export class OrderQueriesController {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(LOAD_ORDER) private readonly load: LoadOrder,
    @Inject(READ_ORDER) private readonly read: ReadOrder,
    @Inject(OrderWatch) private readonly watch: OrderWatch,
    @Inject(Standings) private readonly standings: Standings,
  ) {}

  @Get()
  @AnyRole()
  @ApiOperation({ summary: 'Orders on the caller’s own side or sides, newest first.' })
  @ApiOkResponse({ type: PageOf(OrderDto) })
  async list(
    @Query() query: OrdersQuery,
    @CurrentCaller() caller: Caller,
    @ReadAfter() after: number | undefined,
  ): Promise<Page<OrderDto>> {
    const [before] = decodeCursor(listName, query.cursor, ['number']) ?? [];
    await readYourWrites(this.readModels, orderFold.name, after);
    const take = query.limit + 1;
    const standing = await this.standings.of(caller.partyId);
    const wheres = sidesOf(caller, standing, query).map((side) => ({
      ...side,
      ...(query.state !== undefined && { state: query.state }),
      ...(query.offerId !== undefined && { offerId: query.offerId }),
      ...(before !== undefined && { firstPosition: LessThan(before) }),
    }));
    // Each side is read along its own index; who succeeded both sides of an order meets it twice.
    const found = await Promise.all(wheres.map((where) => this.newest(where, take)));
    const once = new Map(found.flat().map((row) => [row.orderId, row]));
    const rows = [...once.values()].sort((a, b) => b.firstPosition - a.firstPosition);
    const page = rows.slice(0, query.limit);
    const last = rows.length > query.limit ? page.at(-1) : undefined;
    return {
      items: page.map(orderAnswer),
      ...(last && { next: encodeCursor(listName, [last.firstPosition]) }),
    };
  }

  @Get(':orderId')
  @AnyRole()
  @ApiOperation({ summary: 'One order with its history; `waitFor=decided` waits for the title.' })
  @ApiOkResponse({ type: OrderWithHistoryDto })
  async one(
    @Param('orderId') orderId: string,
    @Query() { waitFor }: OrderQuery,
    @CurrentCaller() caller: Caller,
    @ReadAfter() after: number | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<OrderWithHistoryDto> {
    await readYourWrites(this.readModels, orderFold.name, after);
    const { version } = await this.current(orderId, caller, waitFor);
    const events = await this.read(orderId, version);
    void reply.header('etag', `"${version}"`);
    const course = courseOf(events);
    return { ...orderAnswer(orderOf(events)), course, history: events.map(stepAnswer) };
  }

  /**
   * The order in the log (linearizable), not in the table: who has just placed it finds it. With
   * `waitFor` it waits for the title's answer, at most `decidedWithinMs`.
   */
  private async current(orderId: string, caller: Caller, waitFor: OrderQuery['waitFor']) {
    const deadline = performance.now() + (waitFor === 'decided' ? decidedWithinMs : 0);
    for (;;) {
      // Both are answered by the same look at the log.
      const [standing, { state, version }] = await Promise.all([
        this.standings.of(caller.partyId),
        this.load(orderId),
      ]);
      if (state === undefined || !seesOrder(caller, standing, state)) {
        return refuse('order_not_found', { orderId });
      }
      const leftMs = deadline - performance.now();
      if (isDecided(state) || leftMs <= 0) return { version };
      if (!(await this.watch.moved(`order-${orderId}`, version, leftMs))) return { version };
    }
  }

  private newest(where: FindOptionsWhere<OrderView>, take: number): Promise<OrderView[]> {
    const order = { firstPosition: 'DESC' } as const;
    return this.dataSource.getRepository(OrderView).find({ where, order, take });
  }
}

/** Who sees all orders and names no side reads them all; everybody else his own. */
const sidesOf = (
  caller: Caller,
  { joint }: Standing,
  { side }: OrdersQuery,
): readonly FindOptionsWhere<OrderView>[] => {
  if (side === undefined && seesAllOrders(caller)) return [{}];
  if (caller.roles.every((role) => role === 'admin')) return [];
  const asBuyer = { buyerPartyId: In([...joint]) };
  const asSeller = { sellerPartyId: In([...joint]) };
  if (side === undefined) return [asBuyer, asSeller];
  return side === 'buyer' ? [asBuyer] : [asSeller];
};
