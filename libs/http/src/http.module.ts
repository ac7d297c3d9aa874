import type { SideStores } from '@ledger/database/side/side-stores.js';
import { Global, Inject, Module } from '@nestjs/common';
import type {
  DynamicModule,
  FactoryProvider,
  OnApplicationShutdown,
  Provider,
} from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE, DiscoveryModule } from '@nestjs/core';
import type { Logger } from 'pino';
import { AccessRecorder } from './access/access-recorder.js';
import { AllowedMethods } from './allowed-methods.js';
import { ApiKeysController } from './api-keys/api-keys.controller.js';
import { AccessGuard } from './auth/access.guard.js';
import { Authenticator } from './auth/authenticator.js';
import { oidcKeys } from './auth/oidc-keys.js';
import { PersonTokens } from './auth/person-tokens.js';
import { jwtVerifier } from './auth/token-verifier.js';
import type { TokenVerifier } from './auth/token-verifier.js';
import type { HttpConfiguration } from './configuration.js';
import { HealthBoard } from './health/health.js';
import { HealthController } from './health/health.controller.js';
import { Metrics } from './health/metrics.js';
import { localAudience, localIssuerName, openLocalIssuer } from './local-issuer.js';
import { ProblemFilter } from './problems/problem.filter.js';
import { ProblemsController } from './problems/problems.controller.js';
import { API_KEYS, CONFIGURATION, DOCUMENTS, LOGGER, SIDE_STORES } from './tokens.js';
import { AskedAgain } from './reads/asked-again.js';
import { InputGuard } from './validation/input.guard.js';
import { InputPipe } from './validation/input.pipe.js';
import { RouteCheck } from './validation/route-check.js';
import { UploadRoom } from './writes/upload-room.js';

/** What the edge is made of before Nest starts. */
export interface HttpModuleOptions {
  readonly configuration: HttpConfiguration;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly allowedMethods: AllowedMethods;
  /** How the side stores are made, e.g. `{ inject: [DataSource], useFactory: postgresSideStores }`. */
  readonly sideStores: Pick<FactoryProvider<SideStores>, 'inject' | 'useFactory'>;
}

/** The habits of the edge, the same in every service. `createApp` brings it along. */
@Global()
@Module({})
export class HttpModule implements OnApplicationShutdown {
  constructor(@Inject(Metrics) private readonly metrics: Metrics) {}

  static forRoot(options: HttpModuleOptions): DynamicModule {
    return {
      module: HttpModule,
      imports: [DiscoveryModule],
      controllers: [HealthController, ProblemsController, ApiKeysController],
      providers: [...parts(options), ...stores(options), ...habits, RouteCheck],
      exports: [
        CONFIGURATION,
        LOGGER,
        Metrics,
        HealthBoard,
        UploadRoom,
        AccessRecorder,
        AskedAgain,
        SIDE_STORES,
        API_KEYS,
        DOCUMENTS,
      ],
    };
  }

  onApplicationShutdown(): void {
    this.metrics.close();
  }
}

const parts = ({
  configuration,
  logger,
  metrics,
  allowedMethods,
}: HttpModuleOptions): Provider[] => [
  { provide: CONFIGURATION, useValue: configuration },
  { provide: LOGGER, useValue: logger },
  { provide: Metrics, useValue: metrics },
  { provide: AllowedMethods, useValue: allowedMethods },
  HealthBoard,
  UploadRoom,
  AskedAgain,
  {
    provide: Authenticator,
    inject: [SIDE_STORES],
    useFactory: async ({ apiKeys, persons }: SideStores) =>
      new Authenticator(await verifierOf(configuration), apiKeys, new PersonTokens(persons)),
  },
];

const verifierOf = async ({ oidc, dataDir, mode }: HttpConfiguration): Promise<TokenVerifier> => {
  if (oidc) return jwtVerifier(oidc, oidcKeys(oidc.issuer, oidc.jwksUrl));
  const { keys } = await openLocalIssuer(dataDir, mode);
  return jwtVerifier(localRules, keys);
};

const localRules = {
  issuer: localIssuerName,
  audience: localAudience,
  algorithms: ['ES256'],
  clockToleranceSeconds: 5,
  orgClaim: 'org',
  rolesClaim: 'roles',
} as const;

const stores = ({ sideStores }: HttpModuleOptions): Provider[] => [
  { provide: SIDE_STORES, inject: sideStores.inject ?? [], useFactory: sideStores.useFactory },
  {
    provide: API_KEYS,
    inject: [SIDE_STORES],
    useFactory: ({ apiKeys }: SideStores) => apiKeys,
  },
  {
    provide: DOCUMENTS,
    inject: [SIDE_STORES],
    useFactory: ({ documents }: SideStores) => documents,
  },
  {
    provide: AccessRecorder,
    inject: [SIDE_STORES],
    useFactory: ({ accessRecords }: SideStores) => new AccessRecorder(accessRecords),
  },
];

const habits: Provider[] = [
  {
    provide: APP_FILTER,
    inject: [LOGGER, AllowedMethods],
    useFactory: (logger: Logger, methods: AllowedMethods) => new ProblemFilter(logger, methods),
  },
  {
    provide: APP_GUARD,
    inject: [Authenticator],
    useFactory: (authenticator: Authenticator) => new AccessGuard(authenticator),
  },
  { provide: APP_GUARD, useClass: InputGuard },
  { provide: APP_PIPE, useClass: InputPipe },
];
