import type { ExecutionContext } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
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

const held = Symbol('state of the edge');

type Stated = FastifyRequest & { [held]?: RequestState };

/** Gives every request its place for a state: a map beside them would cost each collection of garbage. */
export const keepRequestStates = (instance: FastifyInstance): void =>
  void instance.decorateRequest(held);

/** The state of a request, opened when first asked for. */
export const requestState = (request: Stated): RequestState =>
  (request[held] ??= { correlationId: request.id });

export const requestOf = (context: ExecutionContext): FastifyRequest =>
  context.switchToHttp().getRequest<FastifyRequest>();
