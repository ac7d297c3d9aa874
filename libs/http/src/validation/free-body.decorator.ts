import { createParamDecorator } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import { requestOf } from '../request-state.js';

/** Says of a parameter decorator that it reads the body, whatever members it has. */
export interface BodyReader {
  readonly body: 'free';
}

const freeBodyParam = createParamDecorator(
  (_: BodyReader, execution: ExecutionContext): unknown => requestOf(execution).body,
);

/**
 * `@FreeBody() body: unknown`: the JSON that came, for routes whose messages are somebody else's
 * specification and may hold more than it names. Such a route judges it itself.
 */
export const FreeBody = (): ParameterDecorator => freeBodyParam({ body: 'free' });
