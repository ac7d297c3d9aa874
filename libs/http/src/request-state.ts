import type { ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Caller, CallerRole } from './auth/caller.js';

/** What the edge learns about a request on its way in. */
export interface RequestState {
  /** The caller's own, where it was well formed; names the request in answers, logs and events. */
  readonly correlationId: string;
  /** Set by the guard; absent on public routes. */
  caller?: Caller;
  /** The hat worn in this request: the first of the route's roles that the caller has. */
  role?: CallerRole;
}

const states = new WeakMap<FastifyRequest, RequestState>();

/** The state of a request, opened when first asked for. */
export const requestState = (request: FastifyRequest): RequestState => {
  const known = states.get(request);
  if (known) return known;
  const opened: RequestState = { correlationId: request.id };
  states.set(request, opened);
  return opened;
};

export const requestOf = (context: ExecutionContext): FastifyRequest =>
  context.switchToHttp().getRequest<FastifyRequest>();
