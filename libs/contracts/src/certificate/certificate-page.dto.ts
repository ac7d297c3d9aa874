import { PageLanguageField } from '../fields.js';

/** How a certificate's page is shown. */
export class CertificatePageQuery {
  @PageLanguageField()
  language?: 'zh' | 'en';
}
