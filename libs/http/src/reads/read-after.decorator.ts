import { createParamDecorator } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import { ApiQuery } from '@nestjs/swagger';
import { withDocumentation } from '../openapi/param-documentation.js';
import { problem } from '../problems/http-problem.js';
import { requestOf } from '../request-state.js';

/** Query parameters that a parameter decorator reads beside the query DTO of its route. */
export interface QueryParameters {
  readonly query: readonly string[];
}

const readAfterParam = createParamDecorator(
  (_: QueryParameters, execution: ExecutionContext): number | undefined => {
    const { after } = requestOf(execution).query as Record<string, unknown>;
    if (after === undefined) return undefined;
    if (typeof after === 'string' && /^\d{1,15}$/.test(after)) return Number(after);
    throw problem('invalid_request', {
      errors: [
        {
          in: 'query',
          pointer: '/after',
          zh: 'after 须为日志位置（非负整数），即写入应答中的 position',
          en: 'after must be a log position (a non-negative integer): the `position` of a write',
        },
      ],
    });
  },
);

/** `@ReadAfter() after: number | undefined`: the position that the answer must have seen. */
export const ReadAfter = (): ParameterDecorator =>
  withDocumentation(readAfterParam({ query: ['after'] }), [
    ApiQuery({
      name: 'after',
      required: false,
      description: 'Read your writes: waits until the answer has seen this position, or 503.',
      schema: { type: 'integer', minimum: 0 },
    }),
  ]);
