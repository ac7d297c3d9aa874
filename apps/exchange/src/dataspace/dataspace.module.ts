import type { HttpConfiguration } from '@ledger/http/configuration.js';
import { OWN_CONNECTOR, type OwnConnector } from '@ledger/http/orders/connector.js';
import { networkList } from '@ledger/http/outbound/networks.js';
import { OutboundSender } from '@ledger/http/outbound/outbound-sender.js';
import { TargetGuard } from '@ledger/http/outbound/target-guard.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { CONFIGURATION } from '@ledger/http/tokens.js';
import type { Projection } from '@ledger/read-model/projection.js';
import { rowProjection } from '@ledger/read-model/row-projection.js';
import { Global, Module } from '@nestjs/common';
import { lookup } from 'node:dns/promises';
import type { EntityTarget, ObjectLiteral } from 'typeorm';
import { Connectors } from './connectors.js';
import { ConnectorsController } from './connectors.controller.js';
import { DataAddresses } from './data-addresses.js';
import { DataspaceProgressProcess } from './dataspace-progress.process.js';
import { dataspaceProcessFold } from './dataspace-process.projection.js';
import { DataspaceProcessView } from './dataspace-process.view.js';
import {
  DATASPACE_CONFIGURATION,
  type DataspaceConfiguration,
  dataspaceConfiguration,
} from './dataspace.configuration.js';
import { DataspaceQueriesController } from './dataspace.queries.controller.js';
import { ForeignCatalogue } from './foreign-catalogue.js';
import { NegotiationsCommandsController } from './negotiations.commands.controller.js';
import { Negotiations } from './negotiations.js';
import { NegotiationsProtocolController } from './negotiations.protocol.controller.js';
import { OrderNews } from './order-news.js';
import { OrderOfNegotiation } from './order-of-negotiation.js';
import { OrderPlacings } from './order-placings.js';
import { Outbox } from './outbox.js';
import { OutboxDelivery } from './outbox-delivery.sweep.js';
import { OutboxMail } from './outbox-mail.js';
import { OwnAddress } from './own-address.js';
import { openSealedSecrets, SealedSecrets } from './sealed-secrets.js';
import { TransfersCommandsController } from './transfers.commands.controller.js';
import { Transfers } from './transfers.js';
import { TransfersOfOrder } from './transfers-of-order.js';
import { TransfersProtocolController } from './transfers.protocol.controller.js';
import { DataspaceVersionController } from './version.controller.js';

/** The Dataspace Protocol 2025-1, as provider and as consumer. */
@Global()
@Module({
  controllers: [
    DataspaceVersionController,
    NegotiationsProtocolController,
    TransfersProtocolController,
    ConnectorsController,
    NegotiationsCommandsController,
    TransfersCommandsController,
    DataspaceQueriesController,
  ],
  providers: [
    Standings,
    Connectors,
    DataAddresses,
    ForeignCatalogue,
    Negotiations,
    OrderNews,
    OrderOfNegotiation,
    OrderPlacings,
    Outbox,
    OutboxMail,
    OutboxDelivery,
    OwnAddress,
    Transfers,
    TransfersOfOrder,
    DataspaceProgressProcess,
    {
      provide: DATASPACE_CONFIGURATION,
      inject: [CONFIGURATION],
      useFactory: (configuration: HttpConfiguration) =>
        dataspaceConfiguration(process.env, configuration),
    },
    { provide: SealedSecrets, inject: [DATASPACE_CONFIGURATION], useFactory: openSealedSecrets },
    {
      provide: OutboundSender,
      inject: [DATASPACE_CONFIGURATION],
      useFactory: ({ allowedNetworks, timeoutMs }: DataspaceConfiguration) => {
        const resolve = (hostname: string) => lookup(hostname, { all: true });
        return new OutboundSender(
          new TargetGuard(networkList(allowedNetworks), resolve),
          timeoutMs,
        );
      },
    },
    {
      provide: OWN_CONNECTOR,
      inject: [DATASPACE_CONFIGURATION, OwnAddress],
      useFactory: ({ participantId }: DataspaceConfiguration, own: OwnAddress): OwnConnector => ({
        participantId,
        get base() {
          return own.base;
        },
      }),
    },
  ],
  exports: [OWN_CONNECTOR],
})
export class DataspaceModule {}

/** Tables of this slice. */
export const dataspaceViews: readonly EntityTarget<ObjectLiteral>[] = [DataspaceProcessView];

/** What keeps them. */
export const dataspaceProjections: readonly Projection[] = [rowProjection(dataspaceProcessFold)];
