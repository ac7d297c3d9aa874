import { Injectable } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { map } from 'rxjs';
import type { Observable } from 'rxjs';
import { Written } from './written.js';

/** Turns what `written` made into the body and headers of the answer. */
@Injectable()
export class WrittenInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next
      .handle()
      .pipe(map((answer: unknown) => (answer instanceof Written ? told(answer, reply) : answer)));
  }
}

const told = (
  { outcome: { version, position, replayed }, body, options }: Written<{ readonly id: string }>,
  reply: FastifyReply,
): object => {
  void reply.header('etag', `"${version}"`).header('log-position', String(position));
  if (replayed) void reply.header('idempotency-replayed', 'true');
  if (options.location !== undefined) void reply.header('location', options.location);
  if (options.status !== undefined) void reply.code(options.status);
  return { ...body, version, position };
};
