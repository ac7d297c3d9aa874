import { EnumField } from '../fields.js';

/** How a certificate's page is shown. */
export class CertificatePageQuery {
  @EnumField(['zh', 'en'], {
    optional: true,
    description: 'Language of the page; by `Accept-Language` when absent.',
    example: 'zh',
  })
  language?: 'zh' | 'en';
}
