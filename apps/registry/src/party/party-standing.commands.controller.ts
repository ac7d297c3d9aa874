import {
  OpenInsolvencyDto,
  PartyReasonDto,
  RenamePartyDto,
  SucceedPartyDto,
  SuspendPartyDto,
} from '@ledger/contracts/party/party.dto.js';
import { present } from '@ledger/contracts/present.js';
import { WrittenDto } from '@ledger/contracts/written.dto.js';
import { partyKind } from '@ledger/domain/party/party.decider.js';
import { partyStream } from '@ledger/domain/party/party.state.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { Roles } from '@ledger/http/auth/access.decorators.js';
import { Context, IdempotentId } from '@ledger/http/writes/context.decorators.js';
import { written } from '@ledger/http/writes/written.js';
import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { partyIdInPath } from '@ledger/http/parties/party-key.js';
import { HANDLE_PARTY, type HandleParty } from './party.tokens.js';
import { notePredecessor } from './succession.process.js';

/** What becomes of an organisation: names, successors, suspension, insolvency. */
@ApiTags('parties')
@Controller('parties/:party')
export class PartyStandingCommandsController {
  constructor(
    @Inject(HANDLE_PARTY) private readonly handle: HandleParty,
    @Inject(CommandLoop) private readonly loop: CommandLoop,
  ) {}

  @Post('names')
  @HttpCode(200)
  @Roles('registrar', 'manager')
  @ApiOperation({
    summary: 'Records a name from a day on; a manager renames his own organisation.',
  })
  @ApiOkResponse({ type: WrittenDto })
  async rename(
    @Param('party') party: string,
    @Body() { name, from, documentDigest }: RenamePartyDto,
    @Context() context: CommandContext,
  ) {
    const partyId = partyIdInPath(party);
    const data = { partyId, name, from, ...present({ documentDigest }) };
    return this.write(partyId, { type: 'RenameParty', data }, context);
  }

  @Post('succession')
  @HttpCode(200)
  @Roles('registrar')
  @ApiOperation({
    summary: 'Records a merger or division; the successors act in its place.',
    description: 'Titles are not rewritten: whoever decides or reads resolves the predecessor.',
  })
  @ApiOkResponse({ type: WrittenDto })
  async succeed(
    @Param('party') party: string,
    @Body() { kind, successors, on, documentDigest }: SucceedPartyDto,
    @Context() context: CommandContext,
  ) {
    const partyId = partyIdInPath(party);
    const stated = successors.map(({ partyId: id, share }) => ({
      partyId: id,
      ...present({ share }),
    }));
    const successorEvidence = await this.standing(stated.map((one) => one.partyId));
    const more = present({ on, documentDigest });
    const data = { partyId, kind, successors: stated, successorEvidence, ...more };
    const command = { type: 'SucceedParty', data } as const;
    const outcome = await this.handle(partyStream(partyId), command, context);
    for (const event of outcome.events) {
      if (event.type === 'PartySucceeded') await notePredecessor(this.loop, event);
    }
    return written(outcome, { id: partyId });
  }

  @Post('suspension')
  @HttpCode(200)
  @Roles('registrar')
  @ApiOperation({ summary: 'Suspends an organisation: it gives and takes nothing new.' })
  @ApiOkResponse({ type: WrittenDto })
  async suspend(
    @Param('party') party: string,
    @Body() { reason, documentDigest }: SuspendPartyDto,
    @Context() context: CommandContext,
  ) {
    const partyId = partyIdInPath(party);
    const data = { partyId, reason, ...present({ documentDigest }) };
    return this.write(partyId, { type: 'SuspendParty', data }, context);
  }

  @Post('suspension/lift')
  @HttpCode(200)
  @Roles('registrar')
  @ApiOperation({ summary: 'Lifts a suspension.' })
  @ApiOkResponse({ type: WrittenDto })
  async lift(
    @Param('party') party: string,
    @Body() { reason }: PartyReasonDto,
    @Context() context: CommandContext,
  ) {
    const partyId = partyIdInPath(party);
    const data = { partyId, reason };
    return this.write(partyId, { type: 'LiftPartySuspension', data }, context);
  }

  @Post('insolvency')
  @HttpCode(200)
  @Roles('registrar')
  @ApiOperation({
    summary: 'Records that insolvency proceedings are open; its entries become barred.',
    description: 'A process raises a bar on every entry that the organisation has or gets.',
  })
  @ApiOkResponse({ type: WrittenDto })
  async insolvent(
    @Param('party') party: string,
    @Body() { caseNumber, authority, on, documentDigest }: OpenInsolvencyDto,
    @IdempotentId() caseId: string,
    @Context() context: CommandContext,
  ) {
    const partyId = partyIdInPath(party);
    const more = present({ on, documentDigest });
    const data = { partyId, caseId, caseNumber, authority, ...more };
    return this.write(partyId, { type: 'OpenInsolvency', data }, context);
  }

  @Post('insolvency/end')
  @HttpCode(200)
  @Roles('registrar')
  @ApiOperation({ summary: 'Records that the proceedings have ended; the bars are lifted.' })
  @ApiOkResponse({ type: WrittenDto })
  async solvent(
    @Param('party') party: string,
    @Body() { reason }: PartyReasonDto,
    @Context() context: CommandContext,
  ) {
    const partyId = partyIdInPath(party);
    return this.write(partyId, { type: 'EndInsolvency', data: { partyId, reason } }, context);
  }

  private async write(
    partyId: string,
    command: Parameters<HandleParty>[1],
    context: CommandContext,
  ) {
    const outcome = await this.handle(partyStream(partyId), command, context);
    return written(outcome, { id: partyId });
  }

  /** Pattern 2: those of the parties that are registered and still there. */
  private async standing(partyIds: readonly string[]) {
    const { states } = await this.loop.loadMany(partyKind, partyIds.map(partyStream));
    return partyIds.flatMap((partyId) => {
      const seen = states.get(partyStream(partyId));
      const isThere = seen?.state.registration !== undefined && !seen.state.succession;
      return isThere ? [{ partyId, version: seen.version }] : [];
    });
  }
}
