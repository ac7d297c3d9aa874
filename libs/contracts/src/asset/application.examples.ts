/** Applications that are taken as they stand, for the documentation of the routes that take one. */
const rights = [
  { right: 'holding', basis: '数据采购合同 2026-017', from: '2026-01-01' },
  { right: 'processing', basis: '数据采购合同 2026-017', from: '2026-01-01' },
];

const described = {
  name: '小微企业月度用电信息',
  summary: '按采购合同取得的小微企业月度用电量，用于授信评估与贷后监测。',
  industry: 'D44',
  source: 'agreement',
  territory: 'provincial',
  timeSpan: { from: '2024-01-01', until: '2026-06-30' },
  updateFrequency: 'monthly',
  volume: { records: '1200000' },
  form: 'table',
  structure: 'structured',
  limits: '仅限境内，不得转售',
};

export const supplementExamples = {
  whole: {
    summary: '补正后的整份申请 · the whole form again',
    value: { description: described, rights },
  },
};

export const changeExamples = {
  limits: {
    summary: '限制范围变化 · other limits',
    value: { description: { ...described, limits: '仅限境内' }, reason: '限制范围变化' },
  },
};

export const correctionExamples = {
  name: {
    summary: '名称录入错误 · a clerical error',
    value: {
      correctedEvent: 1,
      description: described,
      reason: '名称录入错误',
    },
  },
};

export const applicationExamples = {
  inHouse: {
    summary: '内部台账 · a holder’s own ledger',
    value: {
      scheme: 'in-house',
      externalNumber: 'EXT-2026-0001',
      description: { ...described, category: 'business', grade: 'general', origin: 'enterprise' },
      rights,
    },
  },
  national: {
    summary: '国家数据产权登记 · national guide of 2026; name a designated registrar',
    value: {
      scheme: 'national-2026',
      registrarPartyId: '3f2b8c1e-5d47-4a9b-8e60-7c1d2f3a4b5c',
      description: described,
      rights,
    },
  },
};
