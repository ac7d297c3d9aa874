import type { CommandContext } from '@ledger/event-store/command-context.js';
import { derivedId, newId } from '@ledger/event-store/ids.js';
import { createParamDecorator } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { callerOf } from '../auth/access.decorators.js';
import { withDocumentation } from '../openapi/param-documentation.js';
import { requestOf, requestState } from '../request-state.js';
import { idempotencyOf } from './fingerprint.js';
import { ifMatchOf } from './preconditions.js';

/** Who acts and how the request may be repeated, for the loop. */
const contextParam = createParamDecorator(
  (_: unknown, execution: ExecutionContext): CommandContext => {
    const request = requestOf(execution);
    const caller = callerOf(execution);
    const { correlationId, role } = requestState(request);
    if (!role) throw new Error('The guard has given the caller no role.');
    const ifMatch = ifMatchOf(request.headers);
    const idempotency = idempotencyOf(request, caller);
    return {
      actor: { person: caller.person, partyId: caller.partyId, role },
      correlationId,
      ...(caller.register === 'uscc' ? {} : { register: caller.register }),
      ...(ifMatch === undefined ? {} : { ifMatch }),
      ...(idempotency === undefined ? {} : { idempotency }),
    };
  },
);

/** The id of what a request creates: the same again for the same caller, target and key. */
const idempotentIdParam = createParamDecorator(
  (_: unknown, execution: ExecutionContext): string => {
    const idempotency = idempotencyOf(requestOf(execution), callerOf(execution));
    return idempotency === undefined
      ? newId()
      : derivedId('resource', idempotency.scope, idempotency.key);
  },
);

/** `@Context() context: CommandContext`: actor, correlation, `If-Match` and `Idempotency-Key`. */
export const Context = (): ParameterDecorator =>
  withDocumentation(contextParam(), [
    ApiHeader({
      name: 'Idempotency-Key',
      required: false,
      description:
        'Random token, 1 to 200 visible ASCII characters. The same key with the same request ' +
        'records once and gives the first answer again.',
      schema: { type: 'string', minLength: 1, maxLength: 200 },
    }),
    ApiHeader({
      name: 'If-Match',
      required: false,
      description: 'ETag that you saw, such as "7": the write is refused (412) if it has changed.',
      schema: { type: 'string' },
    }),
  ]);

/** `@IdempotentId() id: string`: id for a new resource, derived where a key was given. */
export const IdempotentId = (): ParameterDecorator => idempotentIdParam();
