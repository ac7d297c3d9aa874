import {
  readContractAgreement,
  readContractOffer,
  readContractRequest,
  readNegotiationEvent,
  readNegotiationTermination,
  readVerification,
} from '@ledger/contracts/dataspace/read-message.js';
import { present } from '@ledger/contracts/present.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import type { Negotiation } from '@ledger/domain/dataspace/negotiation.state.js';
import { Roles } from '@ledger/http/auth/access.decorators.js';
import { problem } from '@ledger/http/problems/http-problem.js';
import { FreeBody } from '@ledger/http/validation/free-body.decorator.js';
import { Context } from '@ledger/http/writes/context.decorators.js';
import { Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { reading } from './bad-message.js';
import { negotiationAnswer } from './messages.js';
import { Negotiations } from './negotiations.js';
import { theirs } from './own-pid.js';
import { ParticipantInPath, protocolBases } from './protocol-bases.js';

/**
 * The contract negotiation protocol over HTTPS, both ends at one base: a pid of ours says which end
 * we are. Its contract is the specification's, so it stands in no document of ours.
 */
@ApiExcludeController()
@Controller(protocolBases(''))
@Roles('manager')
export class NegotiationsProtocolController {
  constructor(@Inject(Negotiations) private readonly negotiations: Negotiations) {}

  @Get('negotiations/:pid')
  async one(@Param('pid') pid: string, @Context() { actor }: CommandContext): Promise<object> {
    return negotiationAnswer(await this.negotiations.open(pid, actor.partyId));
  }

  @Post('negotiations/request')
  request(@FreeBody() body: unknown, @Context() context: CommandContext): Promise<object> {
    return told(() => this.negotiations.requested(body, context));
  }

  /** An offer out of the blue must say whom it is for: by the participant's own base. */
  @Post('negotiations/offers')
  firstOffer(
    @ParticipantInPath() partyId: string | undefined,
    @FreeBody() body: unknown,
    @Context() context: CommandContext,
  ): Promise<object> {
    return told(() => {
      if (partyId !== undefined) return this.negotiations.offered(body, partyId, context);
      readContractOffer(body);
      const zh = '请发往 …/participants/{partyId}/negotiations/offers，以指明收件的参与方';
      const en = 'send it to …/participants/{partyId}/negotiations/offers: say whom it is for';
      const error = { in: 'path', pointer: '', zh, en } as const;
      return Promise.reject(problem('invalid_request', { errors: [error] }));
    });
  }

  @Post('negotiations/:pid/request')
  @HttpCode(200)
  counterRequest(
    @Param('pid') pid: string,
    @FreeBody() body: unknown,
    @Context() context: CommandContext,
  ): Promise<object> {
    return told(async () => {
      const { consumerPid, providerPid = '', offer, messageId } = readContractRequest(body);
      const counterPid = theirs(pid, { providerPid, consumerPid });
      const said = { message: 'request' as const, counterPid, offer, ...present({ messageId }) };
      return this.negotiations.received(pid, said, context);
    });
  }

  @Post('negotiations/:pid/offers')
  @HttpCode(200)
  counterOffer(
    @Param('pid') pid: string,
    @FreeBody() body: unknown,
    @Context() context: CommandContext,
  ): Promise<object> {
    return told(async () => {
      const { consumerPid = '', providerPid, offer, messageId } = readContractOffer(body);
      const counterPid = theirs(pid, { providerPid, consumerPid });
      const said = { message: 'offer' as const, counterPid, offer, ...present({ messageId }) };
      return this.negotiations.received(pid, said, context);
    });
  }

  @Post('negotiations/:pid/events')
  @HttpCode(200)
  event(
    @Param('pid') pid: string,
    @FreeBody() body: unknown,
    @Context() context: CommandContext,
  ): Promise<object> {
    return told(async () => {
      const { eventType, ...pids } = readNegotiationEvent(body);
      const message =
        eventType === 'ACCEPTED' ? ('acceptance' as const) : ('finalization' as const);
      return this.negotiations.received(pid, { message, counterPid: theirs(pid, pids) }, context);
    });
  }

  @Post('negotiations/:pid/agreement')
  @HttpCode(200)
  agreement(
    @Param('pid') pid: string,
    @FreeBody() body: unknown,
    @Context() context: CommandContext,
  ): Promise<object> {
    return told(async () => {
      const { agreement, ...pids } = readContractAgreement(body);
      const said = { message: 'agreement' as const, agreement, counterPid: theirs(pid, pids) };
      return this.negotiations.received(pid, said, context);
    });
  }

  @Post('negotiations/:pid/agreement/verification')
  @HttpCode(200)
  verification(
    @Param('pid') pid: string,
    @FreeBody() body: unknown,
    @Context() context: CommandContext,
  ): Promise<object> {
    return told(async () => {
      const counterPid = theirs(pid, readVerification(body));
      const said = { message: 'verification' as const, counterPid };
      return this.negotiations.received(pid, said, context);
    });
  }

  @Post('negotiations/:pid/termination')
  @HttpCode(200)
  termination(
    @Param('pid') pid: string,
    @FreeBody() body: unknown,
    @Context() context: CommandContext,
  ): Promise<object> {
    return told(async () => {
      const { providerPid, consumerPid, ...why } = readNegotiationTermination(body);
      const counterPid = theirs(pid, { providerPid, consumerPid });
      const said = { message: 'termination' as const, counterPid, ...why };
      return this.negotiations.received(pid, said, context);
    });
  }
}

const told = async (work: () => Promise<Negotiation>): Promise<object> =>
  negotiationAnswer(await reading(work));
