import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { EvidenceReader } from '@ledger/evidence/proofs/evidence-reader.js';
import type { HttpConfiguration } from '@ledger/http/configuration.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { TitleDoor } from '@ledger/http/titles/title-door.js';
import { PUBLIC_ADDRESS, publicAddress } from '@ledger/http/public-address.js';
import { CONFIGURATION } from '@ledger/http/tokens.js';
import { Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CertificateChanges } from './certificate-changes.js';
import { certificateKeyFile, CertificateKeys } from './certificate-keys.js';
import { SearchCertifying } from './search-certifying.process.js';
import { CertificateWait } from './certificate-wait.js';
import { PledgeSearchCommandsController } from './pledge-search.commands.controller.js';
import { PledgeSearchDocumentsQueriesController } from './pledge-search-documents.queries.controller.js';
import { PledgeSearchQueriesController } from './pledge-search.queries.controller.js';
import { PledgeSearching } from './pledge-searching.js';
import { PledgorTitles } from './pledgor-titles.js';
import { PublishedKeys } from './published-keys.js';
import { SearchQueries } from './search-queries.js';
import { WellKnownQueriesController } from './well-known.queries.controller.js';

/** Searches with a certificate that anyone can verify. */
@Module({
  controllers: [
    PledgeSearchCommandsController,
    PledgeSearchDocumentsQueriesController,
    PledgeSearchQueriesController,
    WellKnownQueriesController,
  ],
  providers: [
    PledgeSearching,
    PledgorTitles,
    SearchQueries,
    Standings,
    CertificateWait,
    CertificateChanges,
    PublishedKeys,
    SearchCertifying,
    {
      provide: CertificateKeys,
      inject: [CONFIGURATION],
      useFactory: (configuration: HttpConfiguration) =>
        new CertificateKeys(certificateKeyFile(process.env, configuration)),
    },
    {
      provide: PUBLIC_ADDRESS,
      inject: [CONFIGURATION],
      useFactory: (configuration: HttpConfiguration) => publicAddress(process.env, configuration),
    },
    {
      provide: EvidenceReader,
      inject: [DataSource],
      useFactory: (dataSource: DataSource) => new EvidenceReader(dataSource),
    },
    {
      provide: TitleDoor,
      inject: [CommandLoop],
      useFactory: (loop: CommandLoop) => new TitleDoor(loop),
    },
  ],
})
export class PledgeSearchModule {}
