import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { accessOf } from '../auth/access.guard.js';
import { routeInputsOf } from './route-inputs.js';

/** One route as its controller declares it. */
export interface DeclaredRoute {
  /** `Class.method`. */
  readonly name: string;
  readonly faults: readonly string[];
}

/** Keeps the app from starting with a route that nobody guards or whose input nobody checks. */
@Injectable()
export class RouteCheck implements OnModuleInit {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  onModuleInit(): void {
    const faulty = this.routes().filter(({ faults }) => faults.length > 0);
    if (faulty.length === 0) return;
    const told = faulty.map(({ name, faults }) => `${name} ${faults.join(' and ')}`);
    throw new Error(`The app does not start with routes like these: ${told.join('; ')}.`);
  }

  routes(): readonly DeclaredRoute[] {
    return this.discovery.getControllers().flatMap(({ metatype }) => {
      if (typeof metatype !== 'function') return [];
      const prototype = metatype.prototype as Record<string, { readonly name: string }>;
      return this.scanner.getAllMethodNames(prototype).flatMap((method) => {
        const handler = prototype[method];
        if (!handler || !Reflect.hasMetadata(PATH_METADATA, handler)) return [];
        const { faults } = routeInputsOf(metatype, handler);
        const unguarded = accessOf(metatype, handler) === undefined;
        const open = unguarded ? ['has none of @Roles, @AnyRole and @Public'] : [];
        return [{ name: `${metatype.name}.${method}`, faults: [...open, ...faults] }];
      });
    });
  }
}
