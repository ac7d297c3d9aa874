import type { ProjectionVersions } from '@ledger/read-model/projection.js';

/**
 * Which version of its rule each projection has. `npm run generate` writes it: a version grows when
 * sample events make other rows; services make rows of an older version anew by themselves.
 */
export const projectionVersions: ProjectionVersions = {
  'accounting-period': { version: 1, rows: 'ea5d7038d8408e61' },
  'accounting-suggestion': { version: 1, rows: '201ea4f0488c1566' },
  alert: { version: 1, rows: '60b46e953fc37089' },
  'amortisation-run-progress': { version: 1, rows: '1af9e4cd6b264760' },
  asset: { version: 10, rows: '41e4ea38828c23ef' },
  'asset-import-progress': { version: 6, rows: '537fedf8aadff449' },
  'asset-import-row': { version: 5, rows: '363a6c5c61d8505a' },
  'asset-licensee': { version: 1, rows: '4a4cd39d8c96fb3b' },
  'asset-reader': { version: 2, rows: 'b3ea74d3c014ac98' },
  'asset-sale': { version: 1, rows: '2bcfa529c7d56462' },
  'asset-sketch': { version: 2, rows: '0a5e8e3749a4e9ae' },
  book: { version: 1, rows: 'a325d67d810774d7' },
  'book-note': { version: 1, rows: 'd51ddac84fdd0b0f' },
  certificate: { version: 4, rows: 'cd9b46b57cc81883' },
  'credit-base': { version: 4, rows: 'f7a5f04375a653d4' },
  duplicate: { version: 1, rows: 'e30d1dc150fca97c' },
  'entity-book': { version: 1, rows: 'a511534a9f709bcb' },
  feed: { version: 17, rows: 'e8bf6bfb67b93462' },
  financing: { version: 1, rows: 'f2281bf7792d8f49' },
  'grading-due': { version: 1, rows: '6c25163f301d4a40' },
  'label-change': { version: 1, rows: '2c79995680241b1c' },
  lineage: { version: 1, rows: '87d3ff440da221e0' },
  party: { version: 3, rows: '81e4730b11057ad9' },
  'party-bar': { version: 1, rows: 'cfad1df5c10f451d' },
  pledge: { version: 2, rows: '329dcb2ddc639655' },
  posting: { version: 1, rows: '76fd24fdd8cb5e96' },
  'quality-assessment': { version: 1, rows: '58b073496254571d' },
  'title-bar': { version: 1, rows: 'f638e93de4260325' },
  'title-due': { version: 1, rows: 'd876f91d534cf67e' },
  'title-holder': { version: 1, rows: '8cd5f786af9b26f6' },
  'transfer-case': { version: 1, rows: '35f3f2083650a4aa' },
  'valuation-view': { version: 2, rows: '6c050ec4561fb5a0' },
  'voucher-draft': { version: 1, rows: 'f55931f6d054629c' },
  watch: { version: 1, rows: 'c1f27f77f7ece71d' },
  webhook: { version: 1, rows: '038dff5f6310e8b7' },
};
