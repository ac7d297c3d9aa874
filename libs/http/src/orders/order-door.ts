import type { PlacedOrder } from '@ledger/domain/order/order.state.js';
import type { Standing } from '@ledger/domain/party/standing-in.js';
import { refuse } from '@ledger/domain/refusal.js';
import { Inject, Injectable } from '@nestjs/common';
import type { Caller } from '../auth/caller.js';
import { Standings } from '../parties/standings.js';
import { problem } from '../problems/http-problem.js';
import { seesOrder } from './order-sight.js';
import { UsageLook } from './usage-look.js';
import type { OrderInUse } from './usage-look.js';

/** An order that the caller may see, with its use. */
export interface OpenedOrder extends OrderInUse {
  readonly placed: PlacedOrder;
  /** In whose place the caller's organisation stands. */
  readonly standing: Standing;
}

/** Lets a caller see an order and its use, or says that there is none. */
@Injectable()
export class OrderDoor {
  constructor(
    @Inject(UsageLook) private readonly look: UsageLook,
    @Inject(Standings) private readonly standings: Standings,
  ) {}

  /** Throws `order_not_found`, and `read_model_behind` where the log has not come to `after`. */
  async open(orderId: string, caller: Caller, after = 0): Promise<OpenedOrder> {
    const [inUse, standing] = await Promise.all([
      this.look.of(orderId),
      this.standings.of(caller.partyId),
    ]);
    if (inUse.asOf < after) throw problem('read_model_behind');
    const { state } = inUse.order;
    if (state === undefined || !seesOrder(caller, standing, state)) {
      return refuse('order_not_found', { orderId });
    }
    return { ...inUse, placed: state, standing };
  }
}
