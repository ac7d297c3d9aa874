import { PageOf } from '@ledger/contracts/page.js';
import type { Page } from '@ledger/contracts/page.js';
import { ChargeDto, ChargesQuery } from '@ledger/contracts/pricing/charge.dto.js';
import { AnyRole, CurrentCaller } from '@ledger/http/auth/access.decorators.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import { decodeCursor, encodeCursor } from '@ledger/http/cursor.js';
import { OrderDoor } from '@ledger/http/orders/order-door.js';
import { ReadAfter } from '@ledger/http/reads/read-after.decorator.js';
import { readYourWrites } from '@ledger/http/reads/read-your-writes.js';
import { ReadModels } from '@ledger/read-model/read-models.js';
import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { chargeAnswer } from './charge.answer.js';
import { LedgerRows } from './ledger-rows.js';
import { moneyProjection } from './money.projection.js';

const listName = 'charges';

/** Charges of an order, as both sides, the operator and the auditor see them. */
@ApiTags('charges')
@Controller('orders')
export class ChargeQueriesController {
  constructor(
    @Inject(OrderDoor) private readonly door: OrderDoor,
    @Inject(LedgerRows) private readonly rows: LedgerRows,
    @Inject(ReadModels) private readonly readModels: ReadModels,
  ) {}

  @Get(':orderId/charges')
  @AnyRole()
  @ApiOperation({
    summary: 'Charges of an order, newest first; seller and buyer get the same answer.',
  })
  @ApiOkResponse({ type: PageOf(ChargeDto) })
  async list(
    @Param('orderId') orderId: string,
    @Query() query: ChargesQuery,
    @CurrentCaller() caller: Caller,
    @ReadAfter() after: number | undefined,
  ): Promise<Page<ChargeDto>> {
    const [before] = decodeCursor(listName, query.cursor, ['number']) ?? [];
    await this.door.open(orderId, caller, after);
    await readYourWrites(this.readModels, moneyProjection.name, after);
    const rows = await this.rows.chargesOf(orderId, before, query.limit + 1);
    const page = rows.slice(0, query.limit);
    const last = rows.length > query.limit ? page.at(-1) : undefined;
    return {
      items: page.map(chargeAnswer),
      ...(last && { next: encodeCursor(listName, [last.chargeNo]) }),
    };
  }
}
