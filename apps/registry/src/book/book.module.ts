import { Standings } from '@ledger/http/parties/standings.js';
import { Module } from '@nestjs/common';
import { BookCostsCommandsController } from './book-costs.commands.controller.js';
import { BookDisposalsCommandsController } from './book-disposals.commands.controller.js';
import { BookFacts } from './book-facts.js';
import { BookLook } from './book-look.js';
import { BookMeasuresCommandsController } from './book-measures.commands.controller.js';
import { BookTakeoverProcess } from './book-takeover.process.js';
import { BookEvidence } from './book.evidence.js';
import { BookQueriesController } from './book.queries.controller.js';
import { SuggestionQueriesController } from './suggestion.queries.controller.js';

/** How entities carry their data resources: units of account and their facts. */
@Module({
  controllers: [
    BookCostsCommandsController,
    BookMeasuresCommandsController,
    BookDisposalsCommandsController,
    BookQueriesController,
    SuggestionQueriesController,
  ],
  providers: [BookEvidence, BookFacts, BookLook, BookTakeoverProcess, Standings],
})
export class BookModule {}
