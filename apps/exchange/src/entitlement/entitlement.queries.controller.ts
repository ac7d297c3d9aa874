import {
  AllowedUseDto,
  CheckEntitlementDto,
} from '@ledger/contracts/entitlement/entitlement.dto.js';
import { checkUseAbroad } from '@ledger/domain/cross-border/export-gate.js';
import { allowedUse } from '@ledger/domain/entitlement/entitlement.js';
import type { PlacedOrder } from '@ledger/domain/order/order.state.js';
import { noUse } from '@ledger/domain/usage/usage.totals.js';
import { CLOCK, type Clock } from '@ledger/event-store/clock.js';
import { CurrentCaller, Roles } from '@ledger/http/auth/access.decorators.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import { OrderDoor } from '@ledger/http/orders/order-door.js';
import { ORDER_PLACING, type OrderPlacing } from '@ledger/http/orders/placing.js';
import { partyIdInPath } from '@ledger/http/parties/party-key.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';

/** The gate: delivery systems ask it before they let a use through. */
@ApiTags('entitlements')
@Controller('entitlements')
export class EntitlementQueriesController {
  constructor(
    @Inject(OrderDoor) private readonly door: OrderDoor,
    @Inject(Standings) private readonly standings: Standings,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(ORDER_PLACING) private readonly placing: OrderPlacing,
  ) {}

  @Post('check')
  @HttpCode(200)
  @Roles('manager', 'operator')
  @ApiOperation({
    summary: 'May this use go through? 200: yes; 403 with the reason: no.',
    description:
      'Who, purpose, time, count (可控可计量), as everything stands that was acknowledged before the ' +
      'question. Records nothing and reserves nothing. For either side of the order and the operator. ' +
      'For a buyer abroad the seller must have declared the export this year.',
  })
  @ApiOkResponse({ type: AllowedUseDto })
  async check(
    @Body() { orderId, party, purpose, quantity = 1 }: CheckEntitlementDto,
    @CurrentCaller() caller: Caller,
  ): Promise<AllowedUseDto> {
    const asking = partyIdInPath(party);
    // In one look at the log with what the door asks for.
    const [{ placed, usage }, { joint }] = await Promise.all([
      this.door.open(orderId, caller),
      this.standings.of(asking),
    ]);
    const now = this.clock.now();
    const wanted = { standsFor: joint, purpose, quantity };
    const { entitlement, remaining } = allowedUse(
      placed,
      usage.state?.totals ?? noUse,
      wanted,
      now,
    );
    await this.checkAbroad(placed, asking);
    const { buyerPartyId, from, until, metering } = entitlement;
    return {
      allowed: true,
      orderId,
      buyerPartyId,
      purpose: entitlement.purpose,
      from,
      ...(until !== undefined && { until }),
      unit: metering.unit,
      ...(metering.quota && { quota: metering.quota }),
      ...(remaining !== undefined && { remaining }),
      checkedAt: now,
    };
  }

  /** Each use by a buyer abroad is an export: it rests on a declaration of this year. */
  private async checkAbroad(order: PlacedOrder, asking: string): Promise<void> {
    // Who stands in the buyer's place may be elsewhere than the buyer was.
    if (order.isBuyerAbroad !== true && asking === order.buyerPartyId) return;
    const { abroad } = await this.placing.gate(order);
    if (abroad !== undefined) checkUseAbroad(order.orderId, abroad);
  }
}
