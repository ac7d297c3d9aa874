import { Standings } from '@ledger/http/parties/standings.js';
import { PoliciesInForce } from '@ledger/http/policies/policies-in-force.js';
import { Module } from '@nestjs/common';
import { HoldDrawProcess } from './hold-draw.process.js';
import { HoldReleaseProcess } from './hold-release.process.js';
import { OrderPaymentProcess } from './order-payment.process.js';
import { WalletLapseSweep } from './wallet-lapse.sweep.js';
import { WalletCommandsController } from './wallet.commands.controller.js';
import { WalletEntries } from './wallet-entries.js';
import { WalletEvidence } from './wallet.evidence.js';
import { WalletQueriesController } from './wallet.queries.controller.js';

/** Wallets: paid in, held, captured, voided, freed by the clock. */
@Module({
  controllers: [WalletCommandsController, WalletQueriesController],
  providers: [
    WalletEvidence,
    WalletEntries,
    Standings,
    PoliciesInForce,
    HoldDrawProcess,
    HoldReleaseProcess,
    OrderPaymentProcess,
    WalletLapseSweep,
  ],
})
export class WalletModule {}
