import type { DynamicModule, OnApplicationShutdown } from '@nestjs/common';
import { Global, Inject, Module } from '@nestjs/common';
import { CLOCK, type Clock } from './clock.js';
import { CommandLoop } from './command-loop.js';
import type { EventLog } from './event-log.js';

/** Injection token of the event log. */
export const EVENT_LOG = Symbol('EventLog');

/** What the write side of a service needs: the log, the loop and the clock. */
@Global()
@Module({})
export class EventStoreModule implements OnApplicationShutdown {
  constructor(@Inject(EVENT_LOG) private readonly log: EventLog) {}

  static forRoot(log: EventLog, clock: Clock): DynamicModule {
    return {
      module: EventStoreModule,
      providers: [
        { provide: EVENT_LOG, useValue: log },
        { provide: CLOCK, useValue: clock },
        { provide: CommandLoop, useFactory: () => new CommandLoop(log, clock) },
      ],
      exports: [EVENT_LOG, CLOCK, CommandLoop],
    };
  }

  /** Last to go: runners and requests in hand have ended before shutdown hooks run. */
  async onApplicationShutdown(): Promise<void> {
    await this.log.close();
  }
}
