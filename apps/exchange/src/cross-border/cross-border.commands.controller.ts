import {
  DeclareExportDto,
  ExportParams,
  WithdrawExportDto,
} from '@ledger/contracts/cross-border/export.dto.js';
import { present } from '@ledger/contracts/present.js';
import { WrittenDto } from '@ledger/contracts/written.dto.js';
import { crossBorderPolicy } from '@ledger/domain/cross-border/cross-border.policy.js';
import { exportStream } from '@ledger/domain/cross-border/cross-border.state.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import { Roles } from '@ledger/http/auth/access.decorators.js';
import { PoliciesInForce } from '@ledger/http/policies/policies-in-force.js';
import { Context, IdempotentId } from '@ledger/http/writes/context.decorators.js';
import { written } from '@ledger/http/writes/written.js';
import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ExportYears } from './export-years.js';
import { HANDLE_EXPORT } from './cross-border.tokens.js';
import type { HandleExport } from './cross-border.tokens.js';

/** Exporters declare what goes abroad; the year's counters stand in their own stream. */
@ApiTags('exports')
@Controller('exports')
@Roles('manager')
export class CrossBorderCommandsController {
  constructor(
    @Inject(HANDLE_EXPORT) private readonly handle: HandleExport,
    @Inject(PoliciesInForce) private readonly policies: PoliciesInForce,
    @Inject(ExportYears) private readonly years: ExportYears,
  ) {}

  @Post()
  @ApiOperation({
    summary: 'Declares an export of data by the caller’s organisation.',
    description:
      'The basis must carry the persons of the calendar year (China time), this export included and ' +
      'what those counted in whose place the organisation stands.',
  })
  @ApiCreatedResponse({ type: WrittenDto })
  async declare(
    @Body() body: DeclareExportDto,
    @IdempotentId() exportId: string,
    @Context() context: CommandContext,
  ) {
    const year = Number(body.on.slice(0, 4));
    const { partyId } = context.actor;
    const [policy, inherited] = await Promise.all([
      this.policies.of(crossBorderPolicy),
      this.years.inherited(partyId, year),
    ]);
    const data = { ...declarationOf(body), exportId, year, policy, inherited };
    const stream = exportStream(partyId, year);
    const outcome = await this.handle(stream, { type: 'DeclareExport', data }, context);
    return written(outcome, { id: exportId }, { location: `/v1/exports/${year}` });
  }

  @Post(':year/declarations/:exportId/withdrawal')
  @HttpCode(200)
  @ApiOperation({ summary: 'Takes a declaration back: it counts no more.' })
  @ApiOkResponse({ type: WrittenDto })
  async withdraw(
    @Param() { year, exportId }: ExportParams,
    @Body() { reason }: WithdrawExportDto,
    @Context() context: CommandContext,
  ) {
    const data = { exportId, year, reason };
    const stream = exportStream(context.actor.partyId, year);
    const outcome = await this.handle(stream, { type: 'WithdrawExport', data }, context);
    return written(outcome, { id: exportId });
  }
}

const declarationOf = (body: DeclareExportDto) => ({
  on: body.on,
  destination: body.destination,
  receiver: body.receiver,
  basis: body.basis,
  isImportant: body.isImportant,
  persons: body.persons,
  sensitivePersons: body.sensitivePersons,
  ...present({ orderId: body.orderId, documentDigest: body.documentDigest }),
});
