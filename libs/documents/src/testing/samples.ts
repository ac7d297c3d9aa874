import { schemeWords } from '@ledger/domain/policy/scheme.words.js';
import {
  encumbranceWords,
  notes,
  rightLabels,
  words,
} from '@ledger/domain/title/title-extract.words.js';
import type { Line, TitleExtract, Words } from '@ledger/domain/title/title-extract.js';
import type { CertificateSheet } from '../certificate.js';

const assetId = '3f2b8c1e-5d47-4a9b-8e60-7c1d2f3a4b5c';
const at = '2026-11-22T02:30:00.000Z';
const recordedAt = '2026-11-21T02:00:00.000001Z';

export const sampleCertificate: CertificateSheet = {
  certificateNo: 'SJ4403002611001',
  assetId,
  name: '小微企业月度用电信息（2021—2026）',
  summary: '按月汇总的小微企业用电量，供银行授信评估与贷后监测；不含个人信息。',
  scheme: schemeWords['national-2026'],
  standing: 'valid',
  registrants: [{ name: '示例电力数据公司', identifier: '91440300MADX00019R' }],
  registrar: { name: '示例登记机构', identifier: '91110000MA00BUYER0' },
  rights: [
    { label: rightLabels.holding, holders: [{ name: '示例电力数据公司' }] },
    { label: rightLabels.operation, holders: [{ name: '示例电力数据公司' }, { name: '示例银行' }] },
  ],
  issuedOn: '2026-11-22',
  validFrom: '2026-11-22',
  validUntil: '2029-11-21',
  lookUpUrl: 'https://ledger.example/v1/certificates/SJ4403002611001.html',
  at,
  version: 7,
};

const line = (label: Words, value: string): Line => ({ label, value: { zh: value, en: value } });
const party = (role: Words, name: string) => ({ role, partyId: assetId, name });

/** An extract with so many pledges, and a basis of so many characters. */
export const sampleExtract = (pledges: number, basisLength = 10): TitleExtract => ({
  document: words.document,
  assetId,
  titleVersion: 17,
  asOf: 40_213,
  at,
  date: '2026-11-22',
  property: [line(words.name, '小微企业月度用电信息'), line(words.state, 'registered')],
  rights: [
    {
      no: 1,
      holdingId: 'h',
      label: rightLabels.operation,
      holders: [{ ...party(words.coHolder, '示例电力数据公司'), share: '2/3' }],
      lines: [line(words.basis, '自行采集并加工，'.repeat(basisLength / 8))],
      recordedAt,
    },
  ],
  encumbrances: Array.from({ length: pledges }, (_, index) => ({
    no: index + 1,
    kind: 'pledge' as const,
    id: `p-${index}`,
    label: encumbranceWords.pledge,
    rights: [1],
    parties: [party(words.pledgee, '示例银行')],
    lines: [line(words.cap, '12500000.00 CNY'), line(words.until, '2029-11-20')],
    recordedAt,
  })),
  notes,
});
