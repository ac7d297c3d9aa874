import {
  readTransferCompletion,
  readTransferStart,
  readTransferSuspension,
  readTransferTermination,
} from '@ledger/contracts/dataspace/read-message.js';
import type { Transfer } from '@ledger/domain/dataspace/transfer.state.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import { Roles } from '@ledger/http/auth/access.decorators.js';
import { FreeBody } from '@ledger/http/validation/free-body.decorator.js';
import { Context } from '@ledger/http/writes/context.decorators.js';
import { Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { reading } from './bad-message.js';
import { transferAnswer } from './messages.js';
import { theirs } from './own-pid.js';
import { protocolBases } from './protocol-bases.js';
import { Transfers } from './transfers.js';

/** The transfer process protocol over HTTPS, both ends at one base. */
@ApiExcludeController()
@Controller(protocolBases('/transfers'))
@Roles('manager')
export class TransfersProtocolController {
  constructor(@Inject(Transfers) private readonly transfers: Transfers) {}

  @Get(':pid')
  async one(@Param('pid') pid: string, @Context() { actor }: CommandContext): Promise<object> {
    return transferAnswer(await this.transfers.open(pid, actor.partyId));
  }

  @Post('request')
  request(@FreeBody() body: unknown, @Context() context: CommandContext): Promise<object> {
    return told(() => this.transfers.requested(body, context));
  }

  @Post(':pid/start')
  @HttpCode(200)
  start(
    @Param('pid') pid: string,
    @FreeBody() body: unknown,
    @Context() context: CommandContext,
  ): Promise<object> {
    return told(async () => {
      const { dataAddress, ...pids } = readTransferStart(body);
      const told = dataAddress === undefined ? {} : { dataAddress };
      const said = { message: 'start' as const, counterPid: theirs(pid, pids), ...told };
      return this.transfers.received(pid, said, context);
    });
  }

  @Post(':pid/completion')
  @HttpCode(200)
  completion(
    @Param('pid') pid: string,
    @FreeBody() body: unknown,
    @Context() context: CommandContext,
  ): Promise<object> {
    return told(async () => {
      const counterPid = theirs(pid, readTransferCompletion(body));
      return this.transfers.received(pid, { message: 'completion', counterPid }, context);
    });
  }

  @Post(':pid/suspension')
  @HttpCode(200)
  suspension(
    @Param('pid') pid: string,
    @FreeBody() body: unknown,
    @Context() context: CommandContext,
  ): Promise<object> {
    return told(async () => {
      const { providerPid, consumerPid, ...why } = readTransferSuspension(body);
      const counterPid = theirs(pid, { providerPid, consumerPid });
      return this.transfers.received(pid, { message: 'suspension', counterPid, ...why }, context);
    });
  }

  @Post(':pid/termination')
  @HttpCode(200)
  termination(
    @Param('pid') pid: string,
    @FreeBody() body: unknown,
    @Context() context: CommandContext,
  ): Promise<object> {
    return told(async () => {
      const { providerPid, consumerPid, ...why } = readTransferTermination(body);
      const counterPid = theirs(pid, { providerPid, consumerPid });
      return this.transfers.received(pid, { message: 'termination', counterPid, ...why }, context);
    });
  }
}

const told = async (work: () => Promise<Transfer>): Promise<object> =>
  transferAnswer(await reading(work));
