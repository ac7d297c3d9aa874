import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { problem } from '../problems/http-problem.js';
import { requestOf, requestState } from '../request-state.js';
import { routeAccess } from './access.decorators.js';
import type { RouteAccess } from './access.decorators.js';
import type { Authenticator } from './authenticator.js';
import type { Caller } from './caller.js';

/** The access of a handler: its own, else its class's. */
export const accessOf = (controller: object, handler: object): RouteAccess | undefined =>
  (Reflect.getMetadata(routeAccess, handler) ?? Reflect.getMetadata(routeAccess, controller)) as
    RouteAccess | undefined;

/** Lets a request in when its route is public or its caller has one of the route's roles. */
export class AccessGuard implements CanActivate {
  constructor(private readonly authenticator: Authenticator) {}

  /** Answers at once where the caller is known: a promise costs as much as the check. */
  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const access = accessOf(context.getClass(), context.getHandler());
    if (access === undefined) throw new Error('A route without access must not have started.');
    if (access === 'public') return true;
    const request = requestOf(context);
    const caller = this.authenticator.callerOf(request.headers);
    return caller instanceof Promise
      ? caller.then((found) => admit(request, found, access))
      : admit(request, caller, access);
  }
}

const admit = (
  request: FastifyRequest,
  caller: Caller,
  access: Exclude<RouteAccess, 'public'>,
): true => {
  const state = requestState(request);
  state.caller = caller;
  const role = access.find((needed) => caller.roles.includes(needed));
  if (!role) throw problem('forbidden', { obstacles: { roles: [...access] } });
  state.role = role;
  return true;
};
