import type { HttpConfiguration } from '@ledger/http/configuration.js';
import { CONFIGURATION } from '@ledger/http/tokens.js';
import { PartyNames } from '@ledger/http/parties/party-names.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { Module } from '@nestjs/common';
import { CertificateAdjusting } from './certificate-adjusting.process.js';
import { CertificateDocumentsQueriesController } from './certificate-documents.queries.controller.js';
import { CertificateNumbering } from './certificate-numbering.js';
import { CertificateWaitingSweep } from './certificate-waiting.sweep.js';
import { CertificateSheets } from './certificate-sheets.js';
import { CertificateIssuing } from './certificate-issuing.process.js';
import { CertificateQueriesController } from './certificate.queries.controller.js';
import { PUBLIC_ADDRESS, publicAddress } from '@ledger/http/public-address.js';

/** Certificates: numbered by a process, looked up by anybody where the scheme makes them public. */
@Module({
  controllers: [CertificateDocumentsQueriesController, CertificateQueriesController],
  providers: [
    CertificateAdjusting,
    CertificateIssuing,
    CertificateNumbering,
    CertificateWaitingSweep,
    CertificateSheets,
    PartyNames,
    Standings,
    {
      provide: PUBLIC_ADDRESS,
      useFactory: (configuration: HttpConfiguration) => publicAddress(process.env, configuration),
      inject: [CONFIGURATION],
    },
  ],
})
export class CertificateModule {}
