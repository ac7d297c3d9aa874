import { Module } from '@nestjs/common';
import { CertificateIssuing } from './certificate-issuing.process.js';
import { CertificateQueriesController } from './certificate.queries.controller.js';

/** Certificates: numbered by a process, looked up by anybody where the scheme makes them public. */
@Module({
  controllers: [CertificateQueriesController],
  providers: [CertificateIssuing],
  exports: [CertificateIssuing],
})
export class CertificateModule {}
