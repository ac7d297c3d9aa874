import { Standings } from '@ledger/http/parties/standings.js';
import { Module } from '@nestjs/common';
import { AmortisationRunProcess } from './amortisation-run.process.js';
import { BookPostingProcess } from './book-posting.process.js';
import { Bookkeepings } from './bookkeepings.js';
import { EntityRuns } from './entity-runs.js';
import { JournalQueriesController } from './journal.queries.controller.js';
import { Journals } from './journals.js';
import { PeriodSealingProcess } from './period-sealing.process.js';
import { PeriodsCommandsController } from './periods.commands.controller.js';
import { Periods } from './periods.js';
import { RunBooks } from './run-books.js';
import { VoucherReversalProcess } from './voucher-reversal.process.js';
import { VouchersCommandsController } from './vouchers.commands.controller.js';
import { Vouchers } from './vouchers.js';

/** Vouchers, months, runs over books, the year end. */
@Module({
  controllers: [VouchersCommandsController, PeriodsCommandsController, JournalQueriesController],
  providers: [
    Bookkeepings,
    Journals,
    EntityRuns,
    RunBooks,
    Vouchers,
    Periods,
    BookPostingProcess,
    AmortisationRunProcess,
    VoucherReversalProcess,
    PeriodSealingProcess,
    Standings,
  ],
})
export class JournalModule {}
