import type { PolicyDefinition } from './policy.definition.js';
import {
  eligibilityRules,
  type Scheme,
  type SchemeName,
  schemeNames,
  schemeShape,
} from './scheme.js';

/** Limits of the guide's form, annex 1. */
const formLimits = (beyond: 'warn' | 'refuse'): Scheme['textLimits'] => [
  { field: 'name', charactersMax: 40, beyond, rule: 'guide_annex_1_name_40' },
  { field: 'summary', charactersMax: 400, beyond, rule: 'guide_annex_1_summary_400' },
];

/** Guide of 2026: clocks of art. 14–28, renewal of art. 36, form of annex 1, number of annex 6. */
const national: Scheme = {
  registrar: 'designated',
  required: [
    'name',
    'summary',
    'industry',
    'source',
    'territory',
    'timeSpan',
    'updateFrequency',
    'volume',
    'form',
    'structure',
    'limits',
  ],
  textLimits: formLimits('refuse'),
  eligibility: eligibilityRules,
  acceptance: { workingDays: 3, silenceAccepts: true },
  // The guide leaves this term to the registrar.
  supplement: { workingDays: 10 },
  review: { workingDays: 10, extensionWorkingDays: 10, coversTransfers: true },
  publicity: { workingDays: 5 },
  objection: { isPossible: true, noticeWorkingDays: 5, investigationWorkingDays: 10 },
  validity: { monthsMax: 60, endsWithSourceAgreement: false },
  renewal: { windowMonths: 6 },
  certificate: {
    prefix: 'SJ',
    registrarCode: 'designation',
    serialDigits: 4,
    isPublic: true,
  },
};

/**
 * In the manner of 深发改规〔2023〕5号, whose six kinds of registration know no renewal: valid until
 * ended. Its clocks and the form of its number are assumptions that an operator sets right.
 */
const shenzhen: Scheme = {
  ...national,
  required: ['name', 'summary', 'industry', 'source', 'timeSpan', 'volume', 'form', 'limits'],
  textLimits: formLimits('warn'),
  acceptance: { workingDays: 5, silenceAccepts: false },
  review: { workingDays: 20, extensionWorkingDays: 10, coversTransfers: false },
  publicity: { workingDays: 10 },
  validity: { monthsMax: 0, endsWithSourceAgreement: false },
  renewal: { windowMonths: 0 },
  certificate: { ...national.certificate, prefix: 'SZ' },
};

/**
 * Beijing terms: 3 years from announcement, or to the end of the source agreement where that is
 * earlier (art. 13). Its other clocks and the form of its number are assumptions.
 */
const beijingDataIp: Scheme = {
  ...national,
  required: ['name', 'summary', 'content', 'industry', 'source', 'updateFrequency', 'form'],
  textLimits: formLimits('warn'),
  acceptance: { workingDays: 5, silenceAccepts: false },
  review: { ...national.review, coversTransfers: false },
  publicity: { workingDays: 10 },
  validity: { monthsMax: 36, endsWithSourceAgreement: true },
  certificate: { ...national.certificate, prefix: 'BJ' },
};

/**
 * A holder's own ledger: text limits of the guide's form only warn, no clocks, no publicity, valid
 * until ended, the number unknown to the public. It makes no claim against third parties, so it
 * takes core-grade data, organs' data and derived data without named sources, which the national
 * scheme does not.
 */
const inHouse: Scheme = {
  registrar: 'applicant',
  required: ['name', 'summary', 'source', 'form'],
  textLimits: formLimits('warn'),
  eligibility: [],
  acceptance: { workingDays: 0, silenceAccepts: false },
  supplement: { workingDays: 0 },
  review: { workingDays: 0, extensionWorkingDays: 0, coversTransfers: false },
  publicity: { workingDays: 0 },
  objection: { isPossible: false, noticeWorkingDays: 0, investigationWorkingDays: 0 },
  validity: { monthsMax: 0, endsWithSourceAgreement: false },
  renewal: { windowMonths: 0 },
  certificate: { prefix: 'N', registrarCode: 'partyId', serialDigits: 6, isPublic: false },
};

/** The content that each scheme ships with. */
export const shippedSchemes: Readonly<Record<SchemeName, Scheme>> = {
  'national-2026': national,
  shenzhen,
  'beijing-data-ip': beijingDataIp,
  'in-house': inHouse,
};

const titles: Readonly<Record<SchemeName, PolicyDefinition['title']>> = {
  'national-2026': { zh: '国家数据产权登记（2026 指引）', en: 'National guide of 2026' },
  shenzhen: { zh: '地方登记（深圳办法）', en: 'Local scheme in the manner of Shenzhen' },
  'beijing-data-ip': { zh: '数据知识产权登记（北京办法）', en: 'Data IP on Beijing terms' },
  'in-house': { zh: '内部台账', en: 'A holder’s own ledger' },
};

/** Each scheme is a policy of its own, under the scheme's name. */
export const schemePolicies: readonly PolicyDefinition<Scheme>[] = schemeNames.map((name) => ({
  name,
  title: titles[name],
  of: 'ledger',
  partyMayAdopt: false,
  isConfidential: false,
  shape: schemeShape,
  shipped: () => shippedSchemes[name],
}));
