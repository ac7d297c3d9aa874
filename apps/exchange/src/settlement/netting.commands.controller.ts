import { NetMonthDto } from '@ledger/contracts/settlement/netting.dto.js';
import { WrittenDto } from '@ledger/contracts/written.dto.js';
import {
  lastDayOf,
  nettingKind,
  nettingStream,
} from '@ledger/domain/settlement/netting.decider.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { Roles } from '@ledger/http/auth/access.decorators.js';
import { readYourWrites } from '@ledger/http/reads/read-your-writes.js';
import { Context } from '@ledger/http/writes/context.decorators.js';
import { written } from '@ledger/http/writes/written.js';
import { ReadModels } from '@ledger/read-model/read-models.js';
import { Body, Controller, Inject, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ledgerAccountFold, ledgerDayFold } from './account.projections.js';
import { LedgerRows } from './ledger-rows.js';

/** Before the first day of any account. */
const beginning = '1970-01-01';

/** What a party is owed and owes is set off month by month, and paid. */
@ApiTags('settlement')
@Controller('nettings')
@Roles('operator')
export class NettingCommandsController {
  private readonly handle;

  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(LedgerRows) private readonly rows: LedgerRows,
    @Inject(ReadModels) private readonly readModels: ReadModels,
  ) {
    this.handle = loop.handler(nettingKind);
  }

  @Post()
  @ApiOperation({
    summary: 'Sets off what a party is owed and owes at the end of a month, with its payment.',
    description:
      'Payables, shares, pay-downs and VAT; money in escrow or on deposit stays. Months go forward.',
  })
  @ApiCreatedResponse({ type: WrittenDto })
  async net(
    @Body() { party: partyId, month, reference }: NetMonthDto,
    @Context() context: CommandContext,
  ) {
    const stream = nettingStream(partyId);
    const { asOf: balancesAt } = await this.loop.view([{ kind: nettingKind, stream }]);
    for (const { name } of [ledgerAccountFold, ledgerDayFold]) {
      await readYourWrites(this.readModels, name, balancesAt);
    }
    const ids = (await this.rows.ownAccounts(partyId)).map(({ accountId }) => accountId);
    const sums = await this.rows.sums(ids, beginning, lastDayOf(month));
    const closings = sums.map(({ accountId, debitMinor, creditMinor }) => ({
      accountId,
      minor: String(BigInt(creditMinor) - BigInt(debitMinor)),
    }));
    const data = { partyId, month, reference, closings, balancesAt };
    const outcome = await this.handle(stream, { type: 'NetMonth', data }, context);
    return written(outcome, { id: partyId }, { location: `/v1/accounts?owner=${partyId}` });
  }
}
