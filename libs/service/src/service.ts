import { postgresSideStores } from '@ledger/database/side/postgres-side-stores.js';
import { streamKinds } from '@ledger/domain/stream-kinds.js';
import type { Clock } from '@ledger/event-store/clock.js';
import type { EventLog } from '@ledger/event-store/event-log.js';
import { EventStoreModule } from '@ledger/event-store/event-store.module.js';
import { createApp } from '@ledger/http/bootstrap.js';
import type { HttpConfiguration } from '@ledger/http/configuration.js';
import { ReadModelModule } from '@ledger/read-model/read-model.module.js';
import type { ReadModelOptions } from '@ledger/read-model/read-model.module.js';
import type { DynamicModule } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { DestinationStream } from 'pino';
import { DataSource } from 'typeorm';
import { DatabaseModule } from './database.module.js';
import { OperationsModule } from './operations.module.js';
import type { ServiceDefinition } from './slice.js';
import { version } from './version.js';

/** What a service runs on. */
export interface ServiceResources {
  readonly log: EventLog;
  readonly dataSource: DataSource;
  readonly clock: Clock;
  readonly configuration: HttpConfiguration;
  readonly logStream?: DestinationStream;
  /** Only declares the routes, for generating the OpenAPI document. */
  readonly isPreview?: boolean;
  readonly tuning?: ReadModelOptions['tuning'];
}

class ServiceModule {}

/** A service of these slices on these resources, ready to listen. It closes them when it closes. */
export const createService = (
  definition: ServiceDefinition,
  { log, dataSource, clock, tuning, ...edge }: ServiceResources,
): Promise<NestFastifyApplication> => {
  const { name, title, description, slices, versions } = definition;
  const readModels: ReadModelOptions = {
    projections: slices.flatMap(({ projections = [] }) => projections),
    processes: slices.flatMap(({ processes = [] }) => processes),
    sweeps: slices.flatMap(({ sweeps = [] }) => sweeps),
    kinds: streamKinds,
    versions,
    ...(tuning === undefined ? {} : { tuning }),
  };
  const module: DynamicModule = {
    module: ServiceModule,
    imports: [
      EventStoreModule.forRoot(log, clock),
      DatabaseModule.forRoot(dataSource),
      ReadModelModule.forRoot(readModels),
      OperationsModule,
      ...slices.map(({ module }) => module),
    ],
  };
  const sideStores = { inject: [DataSource], useFactory: postgresSideStores };
  return createApp(module, { ...edge, name, title, description, version, sideStores });
};
