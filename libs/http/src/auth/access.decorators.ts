import { applyDecorators, createParamDecorator, SetMetadata } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import { requestOf, requestState } from '../request-state.js';
import { callerRoles } from './caller.js';
import type { Caller, CallerRole } from './caller.js';

/** Who may use a route: anybody, or callers with one of the roles, in this order of preference. */
export type RouteAccess = 'public' | readonly CallerRole[];

/** Metadata key of a route's `RouteAccess`. A route without it keeps the app from starting. */
export const routeAccess = 'ledger:route-access';

/** Lets in callers with one of these roles; they act in the first one of them that they have. */
export const Roles = (...roles: [CallerRole, ...CallerRole[]]): ClassDecorator & MethodDecorator =>
  allow(roles);

/** Lets in every signed-in caller that has a role. */
export const AnyRole = (): ClassDecorator & MethodDecorator => allow(callerRoles);

/** Lets in everybody, without a token. */
export const Public = (): ClassDecorator & MethodDecorator => allow('public');

/** The caller as the guard let him in. On a public route there is none: throws. */
export const CurrentCaller = createParamDecorator((_: unknown, context: ExecutionContext): Caller =>
  callerOf(context),
);

/** The caller of a guarded route. */
export const callerOf = (context: ExecutionContext): Caller => {
  const { caller } = requestState(requestOf(context));
  if (!caller) throw new Error('A public route has no caller; give it @Roles or @AnyRole.');
  return caller;
};

/** For the guard, and for the reader of the API documentation. */
const allow = (access: RouteAccess): ClassDecorator & MethodDecorator =>
  applyDecorators(SetMetadata(routeAccess, access), ApiExtension('x-access', access));
