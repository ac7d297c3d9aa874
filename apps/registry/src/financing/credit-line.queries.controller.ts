import { CreditLineDto, CreditLineQuery } from '@ledger/contracts/financing/credit-line.dto.js';
import { AccessRecorder } from '@ledger/http/access/access-recorder.js';
import { CurrentCaller, Roles } from '@ledger/http/auth/access.decorators.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import { partyIdInPath } from '@ledger/http/parties/party-key.js';
import { purposeMissing } from '@ledger/http/reads/purpose.js';
import { ReadAfter } from '@ledger/http/reads/read-after.decorator.js';
import { Reader } from '@ledger/http/reads/read-context.decorator.js';
import type { ReadContext } from '@ledger/http/reads/read-context.decorator.js';
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CreditLines } from './credit-lines.js';

/** What could be lent on a portfolio, before anybody asks. */
@ApiTags('financings')
@Controller('credit-lines')
export class CreditLineQueriesController {
  constructor(
    @Inject(CreditLines) private readonly lines: CreditLines,
    @Inject(AccessRecorder) private readonly accesses: AccessRecorder,
  ) {}

  @Get()
  @Roles('lender', 'manager')
  @ApiOperation({
    summary: 'Credit line of a party’s portfolio under the caller’s lending policy.',
    description:
      'Appraisals valid today × (1 − haircut) × ratio, less what standing pledges secure, for the ' +
      'assets that the caller may see: made before anybody asks, and complete up to `asOf`. A ' +
      'lender states a purpose; the question is recorded.',
  })
  @ApiOkResponse({ type: CreditLineDto })
  async one(
    @Query() { party, purpose }: CreditLineQuery,
    @CurrentCaller() caller: Caller,
    @Reader() reader: ReadContext,
    @ReadAfter() after: number | undefined,
  ): Promise<CreditLineDto> {
    const partyId = partyIdInPath(party);
    const isOwn = partyId === caller.partyId;
    if (!isOwn && purpose === undefined) throw purposeMissing();
    await this.accesses.record(reader, {
      purpose: purpose ?? 'own',
      route: 'credit-lines',
      subjects: [partyId],
    });
    return this.lines.of(partyId, caller, after);
  }
}
