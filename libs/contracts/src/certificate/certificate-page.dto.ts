import { PageLanguageField, TextField } from '../fields.js';

/** How a certificate's page is shown. */
export class CertificatePageQuery {
  @PageLanguageField()
  language?: 'zh' | 'en';
}

/** Which certificate somebody asks about. */
export class CertificateLookUpQuery extends CertificatePageQuery {
  @TextField({
    max: 40,
    optional: true,
    description: 'Number on the certificate; absent: the page asks for it.',
    example: 'SJ4412026090001',
  })
  certificateNo?: string;
}
