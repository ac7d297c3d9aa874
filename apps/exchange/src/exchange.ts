import type { ServiceDefinition } from '@ledger/service/slice.js';
import { CrossBorderModule } from './cross-border/cross-border.module.js';
import { DataspaceProgressProcess } from './dataspace/dataspace-progress.process.js';
import {
  DataspaceModule,
  dataspaceProjections,
  dataspaceViews,
} from './dataspace/dataspace.module.js';
import { OutboxDelivery } from './dataspace/outbox-delivery.sweep.js';
import { EntitlementModule } from './entitlement/entitlement.module.js';
import { MarketModule, marketProjections, marketViews } from './market/market.module.js';
import { NeedMatchingProcess } from './need/need-matching.process.js';
import { NeedModule } from './need/need.module.js';
import { needProjections, needViews } from './need/need.views.js';
import { OfferSheetProcess } from './offer/offer-sheet.process.js';
import { OfferSuspensionProcess } from './offer/offer-suspension.process.js';
import { OfferTitleProcess } from './offer/offer-title.process.js';
import { OfferModule } from './offer/offer.module.js';
import { offerProjections, offerViews } from './offer/offer.views.js';
import { ChargeDueSweep } from './order/charge-due.sweep.js';
import { ChargeRecoveryProcess } from './order/charge-recovery.process.js';
import { LicenceEndProcess } from './order/licence-end.process.js';
import { OrderChargingProcess } from './order/order-charging.process.js';
import { OrderDueSweep } from './order/order-due.sweep.js';
import { RightReturnProcess } from './order/right-return.process.js';
import { OrderSettlementProcess, RecoveryReturnProcess } from './order/order-settlement.process.js';
import { OrderProgressProcess } from './order/order-progress.process.js';
import { OrderModule } from './order/order.module.js';
import { orderProjections, orderViews } from './order/order.views.js';
import { projectionVersions } from './projection-versions.js';
import {
  SettlementModule,
  settlementProjections,
  settlementViews,
} from './settlement/settlement.module.js';
import { SharingModule, sharingProjections, sharingViews } from './sharing/sharing.module.js';
import { UsageModule } from './usage/usage.module.js';
import { HoldDrawProcess } from './wallet/hold-draw.process.js';
import { HoldReleaseProcess } from './wallet/hold-release.process.js';
import { OrderPaymentProcess } from './wallet/order-payment.process.js';
import { WalletLapseSweep } from './wallet/wallet-lapse.sweep.js';
import { WalletModule } from './wallet/wallet.module.js';
import { walletProjections, walletViews } from './wallet/wallet.views.js';

/** The exchange: what is offered, and what becomes of orders. */
export const exchange: ServiceDefinition = {
  name: 'exchange',
  title: '数据交易所 · Data exchange',
  description: '挂牌、下单与交易。 Offers, orders and their course, on the registry’s event log.',
  port: 3001,
  slices: [
    {
      module: OfferModule,
      views: offerViews,
      projections: offerProjections,
      processes: [OfferSheetProcess, OfferSuspensionProcess, OfferTitleProcess],
    },
    {
      module: NeedModule,
      views: needViews,
      projections: needProjections,
      processes: [NeedMatchingProcess],
    },
    {
      module: OrderModule,
      views: orderViews,
      projections: orderProjections,
      processes: [
        OrderProgressProcess,
        OrderSettlementProcess,
        RecoveryReturnProcess,
        LicenceEndProcess,
        RightReturnProcess,
        OrderChargingProcess,
        ChargeRecoveryProcess,
      ],
      sweeps: [OrderDueSweep, ChargeDueSweep],
    },
    {
      module: SettlementModule,
      views: settlementViews,
      projections: settlementProjections,
    },
    { module: MarketModule, views: marketViews, projections: marketProjections },
    { module: SharingModule, views: sharingViews, projections: sharingProjections },
    { module: CrossBorderModule },
    { module: EntitlementModule },
    { module: UsageModule },
    {
      module: DataspaceModule,
      views: dataspaceViews,
      projections: dataspaceProjections,
      processes: [DataspaceProgressProcess],
      sweeps: [OutboxDelivery],
    },
    {
      module: WalletModule,
      views: walletViews,
      projections: walletProjections,
      processes: [HoldReleaseProcess, OrderPaymentProcess, HoldDrawProcess],
      sweeps: [WalletLapseSweep],
    },
  ],
  versions: projectionVersions,
};
