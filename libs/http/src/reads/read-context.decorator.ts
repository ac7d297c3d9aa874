import type { CommandContext } from '@ledger/event-store/command-context.js';
import { createParamDecorator } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { requestOf, requestState } from '../request-state.js';

/** Who reads, in which role: what an access record says of a reader. */
export type ReadContext = Pick<CommandContext, 'actor' | 'correlationId'>;

/** The reader of a guarded route. */
export const readerOf = (request: FastifyRequest): ReadContext => {
  const { correlationId, caller, role } = requestState(request);
  if (!caller || !role) throw new Error('The guard has let nobody in, or given him no role.');
  const { person, partyId } = caller;
  return { actor: { person, partyId, role }, correlationId };
};

/** `@Reader() reader: ReadContext`: for routes whose reading is recorded. */
export const Reader = createParamDecorator((_: unknown, execution: ExecutionContext): ReadContext =>
  readerOf(requestOf(execution)),
);
