import type { CommandContext } from '@ledger/event-store/command-context.js';
import { createParamDecorator } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import { callerOf } from '../auth/access.decorators.js';
import { requestOf, requestState } from '../request-state.js';

/** Who reads, in which role: what an access record says of a reader. */
export type ReadContext = Pick<CommandContext, 'actor' | 'correlationId'>;

/** `@Reader() reader: ReadContext`: for routes whose reading is recorded. */
export const Reader = createParamDecorator(
  (_: unknown, execution: ExecutionContext): ReadContext => {
    const { person, partyId } = callerOf(execution);
    const { correlationId, role } = requestState(requestOf(execution));
    if (!role) throw new Error('The guard has given the caller no role.');
    return { actor: { person, partyId, role }, correlationId };
  },
);
