import type { SchemeName } from './scheme.js';

/** The schemes as documents name them. */
export const schemeWords: Readonly<
  Record<SchemeName, { readonly zh: string; readonly en: string }>
> = {
  'national-2026': {
    zh: '《数据产权登记工作指引（试行）》（2026）',
    en: 'National guide on data property registration (2026)',
  },
  shenzhen: { zh: '深圳市数据产权登记规则', en: 'Shenzhen data property registration' },
  'beijing-data-ip': { zh: '北京市数据知识产权登记', en: 'Beijing data intellectual property' },
  'in-house': { zh: '机构内部登记台账', en: 'In-house ledger' },
};
