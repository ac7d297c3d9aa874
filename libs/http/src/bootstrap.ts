import multipart from '@fastify/multipart';
import type { DynamicModule, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import 'reflect-metadata';
import type { DestinationStream } from 'pino';
import { AllowedMethods } from './allowed-methods.js';
import { limitAnswers } from './answer-limit.js';
import type { HttpConfiguration } from './configuration.js';
import { addHabits } from './fastify-habits.js';
import { fastifyOptions } from './fastify-options.js';
import { Metrics } from './health/metrics.js';
import { HttpModule } from './http.module.js';
import type { HttpModuleOptions } from './http.module.js';
import { createLogger, NestLogs } from './logging/logger.js';
import { AskedAgain } from './reads/asked-again.js';
import { addDocumentation } from './openapi/docs-page.js';
import { openApiDocument } from './openapi/open-api-document.js';
import type { ServiceDescription } from './openapi/open-api-document.js';

export interface AppOptions extends ServiceDescription {
  readonly configuration: HttpConfiguration;
  readonly sideStores: HttpModuleOptions['sideStores'];
  /** Where log lines go; standard output when absent. */
  readonly logStream?: DestinationStream;
  /** Only declares the routes, for generating the OpenAPI document: nothing connects anywhere. */
  readonly isPreview?: boolean;
}

class RootModule {}

/**
 * A service ready to listen: the app's module with the habits of the edge around it. Rejects when
 * a route is unguarded, two routes are the same, or something the app needs is not there.
 */
export const createApp = async (
  module: Type | DynamicModule,
  options: AppOptions,
): Promise<NestFastifyApplication> => {
  const { configuration, name, sideStores, logStream, isPreview = false } = options;
  const level = isPreview ? 'silent' : configuration.logLevel;
  const logger = createLogger({ name, level, ...(logStream ? { stream: logStream } : {}) });
  const metrics = new Metrics(name);
  const allowedMethods = new AllowedMethods();
  const adapter = new FastifyAdapter(fastifyOptions(configuration, logger));
  const instance = adapter.getInstance();
  allowedMethods.watch(instance);
  addHabits(instance, logger, metrics);
  limitAnswers(instance, configuration.answerTimeoutMs);
  const edge = HttpModule.forRoot({ configuration, logger, metrics, allowedMethods, sideStores });
  const root: DynamicModule = { module: RootModule, imports: [edge, module] };
  const app = await NestFactory.create<NestFastifyApplication>(root, adapter, {
    logger: new NestLogs(logger),
    bodyParser: false,
    abortOnError: false,
    preview: isPreview,
    return503OnClosing: true,
    routeConflictPolicy: { duplicate: 'error' },
  });
  app.setGlobalPrefix('v1', {
    exclude: ['health/*path', 'metrics', 'problems/:code', '.well-known/*path'],
  });
  if (isPreview) return app;
  app.get(AskedAgain).watch(instance);
  await app.register(multipart);
  addDocumentation(instance, options.title, () => openApiDocument(app, options));
  await app.init();
  await instance.ready();
  return app;
};

/** The address is taken, or not ours to take. */
export class CannotListen extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'CannotListen';
  }
}

/** Listens, and closes cleanly on SIGINT and SIGTERM. Answers the address. */
export const serve = async (
  app: NestFastifyApplication,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<string> => {
  app.enableShutdownHooks();
  try {
    await app.listen(port, host);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    await app.close();
    if (code === 'EADDRINUSE') throw new CannotListen(`Port ${port} on ${host} is in use.`);
    if (code === 'EACCES') throw new CannotListen(`Port ${port} on ${host} may not be used.`);
    throw error;
  }
  return app.getUrl();
};
