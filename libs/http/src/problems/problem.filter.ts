import { Catch } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { AllowedMethods } from '../allowed-methods.js';
import { requestState } from '../request-state.js';
import { problemOf } from './found-problem.js';
import type { FoundProblem } from './found-problem.js';
import { problem } from './http-problem.js';
import { dataspaceAnswer } from './dataspace-answer.js';
import { problemAnswer } from './problem-answer.js';
import type { ProblemAnswer } from './problem-answer.js';

/** Turns every error into one form of answer; what nobody foresaw is logged, never shown. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly logger: Logger,
    private readonly allowedMethods: AllowedMethods,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const { correlationId } = requestState(request);
    const found = this.found(error, request);
    const answer = problemAnswer(found, {
      url: request.url,
      correlationId,
      acceptLanguage: request.headers['accept-language'],
      sent: { body: request.body, query: request.query },
    });
    this.log(error, found, answer, correlationId);
    send(reply, dataspaceAnswer(answer, request) ?? answer);
  }

  /** An address that exists under other methods answers 405 with those, not 404. */
  private found(error: unknown, request: FastifyRequest): FoundProblem {
    const found = problemOf(error);
    if (!request.is404 || found.code !== 'not_found') return found;
    const allow = this.allowedMethods.of(request.url);
    if (allow.length === 0) return found;
    return problem('method_not_allowed', {
      obstacles: { allow },
      headers: { allow: allow.join(', ') },
    });
  }

  private log(
    error: unknown,
    { code, options }: FoundProblem,
    { status }: ProblemAnswer,
    correlationId: string,
  ): void {
    if (status < 500) return;
    const err = code === 'internal' ? error : (options.cause ?? error);
    this.logger[code === 'internal' ? 'error' : 'warn'](
      { err, code, correlationId },
      'request failed',
    );
  }
}

/** An answer that has begun cannot become a problem: it breaks off, so that nobody takes it for whole. */
const send = (reply: FastifyReply, answer: ProblemAnswer): void => {
  if (reply.sent || reply.raw.headersSent) {
    reply.raw.destroy();
    return;
  }
  for (const name of [
    'etag',
    'location',
    'log-position',
    'idempotency-replayed',
    'content-length',
  ]) {
    reply.removeHeader(name);
  }
  void reply.code(answer.status).headers(answer.headers).send(JSON.stringify(answer.body));
};
