import { OrderDoor } from '@ledger/http/orders/order-door.js';
import { UsageLook } from '@ledger/http/orders/usage-look.js';
import { PartyNames } from '@ledger/http/parties/party-names.js';
import { Standings } from '@ledger/http/parties/standings.js';
import type { Projection } from '@ledger/read-model/projection.js';
import { Module } from '@nestjs/common';
import type { EntityTarget, ObjectLiteral } from 'typeorm';
import { AccountQueriesController } from './account.queries.controller.js';
import { AccountSight } from './account.sight.js';
import { ChargeQueriesController } from './charge.queries.controller.js';
import { ChargeView } from './charge.view.js';
import { LedgerRows } from './ledger-rows.js';
import { moneyProjection } from './money.projection.js';
import { NettingCommandsController } from './netting.commands.controller.js';
import { NettingEvidence } from './netting.evidence.js';
import {
  InvoiceView,
  LedgerAccountView,
  LedgerDayView,
  LedgerEntryView,
  LedgerTotalView,
  PledgeProceedsView,
} from './settlement.views.js';
import { StatementQueriesController } from './statement.queries.controller.js';
import { Statements } from './statements.js';

/** Accounts and statements: what the postings of the log come to. */
@Module({
  controllers: [
    AccountQueriesController,
    ChargeQueriesController,
    StatementQueriesController,
    NettingCommandsController,
  ],
  providers: [
    OrderDoor,
    UsageLook,
    Standings,
    PartyNames,
    LedgerRows,
    NettingEvidence,
    Statements,
    AccountSight,
  ],
})
export class SettlementModule {}

/** Tables of this slice. */
export const settlementViews: readonly EntityTarget<ObjectLiteral>[] = [
  LedgerAccountView,
  LedgerTotalView,
  LedgerEntryView,
  LedgerDayView,
  ChargeView,
  InvoiceView,
  PledgeProceedsView,
];

/** What keeps them. */
export const settlementProjections: readonly Projection[] = [moneyProjection];
