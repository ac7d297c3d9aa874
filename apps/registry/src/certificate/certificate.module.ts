import { Module } from '@nestjs/common';
import { CertificateAdjusting } from './certificate-adjusting.process.js';
import { CertificateNumbering } from './certificate-numbering.js';
import { CertificateWaitingSweep } from './certificate-waiting.sweep.js';
import { CertificateIssuing } from './certificate-issuing.process.js';
import { CertificateQueriesController } from './certificate.queries.controller.js';

/** Certificates: numbered by a process, looked up by anybody where the scheme makes them public. */
@Module({
  controllers: [CertificateQueriesController],
  providers: [
    CertificateAdjusting,
    CertificateIssuing,
    CertificateNumbering,
    CertificateWaitingSweep,
  ],
})
export class CertificateModule {}
