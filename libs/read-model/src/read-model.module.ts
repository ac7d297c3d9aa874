import {
  type BeforeApplicationShutdown,
  type DynamicModule,
  Global,
  Inject,
  Logger,
  Module,
  type OnApplicationBootstrap,
  type Type,
} from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { CLOCK, type Clock } from '@ledger/event-store/clock.js';
import type { EventLog } from '@ledger/event-store/event-log.js';
import { EVENT_LOG } from '@ledger/event-store/event-store.module.js';
import { type EventSchemas, upcaster } from '@ledger/event-store/upcast.js';
import { DataSource } from 'typeorm';
import type { Process, Sweep } from './process.js';
import type { Projection, ProjectionVersions } from './projection.js';
import { type ReadModelDeps, type ReadModelParts, ReadModels } from './read-models.js';

/** Either the thing itself, or the token under which some module of the app provides it. */
type Provided<T extends object> = T | Type<T> | string | symbol;

export interface ReadModelOptions {
  readonly projections?: readonly Provided<Projection>[];
  readonly processes?: readonly Provided<Process>[];
  readonly sweeps?: readonly Provided<Sweep>[];
  /** Kinds whose older events are to be upcast before projections and processes see them. */
  readonly kinds?: readonly EventSchemas[];
  /** Of the projections, so that rows of an older rule are made anew. */
  readonly versions?: ProjectionVersions;
  /** False where runners are started by hand. */
  readonly startsByItself?: boolean;
  readonly tuning?: Pick<ReadModelDeps, 'takeOverEveryMs' | 'processOptions' | 'sweepsWhenAsked'>;
}

const OPTIONS = Symbol('ReadModelOptions');

/**
 * What a service derives from the log. It reaches the projections and processes of the slices by
 * their tokens once the app is put together, so that slices may use `ReadModels` without a cycle.
 */
@Global()
@Module({})
export class ReadModelModule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(
    @Inject(OPTIONS) private readonly options: ReadModelOptions,
    @Inject(ReadModels) private readonly readModels: ReadModels,
  ) {}

  static forRoot(options: ReadModelOptions): DynamicModule {
    return {
      module: ReadModelModule,
      providers: [
        { provide: OPTIONS, useValue: options },
        {
          provide: ReadModels,
          inject: [DataSource, EVENT_LOG, CLOCK, ModuleRef],
          useFactory: (dataSource: DataSource, log: EventLog, clock: Clock, ref: ModuleRef) =>
            new ReadModels({ dataSource, log, clock, ...depsOf(options) }, () =>
              partsOf(options, ref),
            ),
        },
      ],
      exports: [ReadModels],
    };
  }

  onApplicationBootstrap(): void {
    if (this.options.startsByItself !== false) this.readModels.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.readModels.stop();
  }
}

const depsOf = ({ kinds = [], versions = {}, tuning }: ReadModelOptions) => ({
  journal: new Logger('ReadModels'),
  upcast: upcaster(kinds),
  versions,
  ...tuning,
});

const partsOf = (options: ReadModelOptions, ref: ModuleRef): ReadModelParts => ({
  projections: resolved(options.projections ?? [], ref),
  processes: resolved(options.processes ?? [], ref),
  sweeps: resolved(options.sweeps ?? [], ref),
});

const resolved = <T extends object>(all: readonly Provided<T>[], ref: ModuleRef): readonly T[] =>
  all.map((each) => (isToken(each) ? ref.get<T>(each, { strict: false }) : (each as T)));

const isToken = (each: unknown): each is Type | string | symbol =>
  typeof each === 'function' || typeof each === 'string' || typeof each === 'symbol';
