import type { Words } from './asset.words.js';

/** Names of the sections of GB/T 4754—2017 国民经济行业分类, in English as statistics print them. */
export const industryWords = {
  A: { zh: '农、林、牧、渔业', en: 'Agriculture, forestry, animal husbandry and fishery' },
  B: { zh: '采矿业', en: 'Mining' },
  C: { zh: '制造业', en: 'Manufacturing' },
  D: {
    zh: '电力、热力、燃气及水生产和供应业',
    en: 'Production and supply of electricity, heat, gas and water',
  },
  E: { zh: '建筑业', en: 'Construction' },
  F: { zh: '批发和零售业', en: 'Wholesale and retail trades' },
  G: { zh: '交通运输、仓储和邮政业', en: 'Transport, storage and post' },
  H: { zh: '住宿和餐饮业', en: 'Hotels and catering services' },
  I: {
    zh: '信息传输、软件和信息技术服务业',
    en: 'Information transmission, software and information technology',
  },
  J: { zh: '金融业', en: 'Financial intermediation' },
  K: { zh: '房地产业', en: 'Real estate' },
  L: { zh: '租赁和商务服务业', en: 'Leasing and business services' },
  M: { zh: '科学研究和技术服务业', en: 'Scientific research and technical services' },
  N: {
    zh: '水利、环境和公共设施管理业',
    en: 'Management of water conservancy, environment and public facilities',
  },
  O: {
    zh: '居民服务、修理和其他服务业',
    en: 'Services to households, repair and other services',
  },
  P: { zh: '教育', en: 'Education' },
  Q: { zh: '卫生和社会工作', en: 'Health and social services' },
  R: { zh: '文化、体育和娱乐业', en: 'Culture, sports and entertainment' },
  S: {
    zh: '公共管理、社会保障和社会组织',
    en: 'Public management, social security and social organisation',
  },
  T: { zh: '国际组织', en: 'International organisations' },
} as const satisfies Readonly<Record<string, Words>>;

const isSection = (letter: string): letter is keyof typeof industryWords => letter in industryWords;

/** A code with its section's name, as people read it: `J66 金融业`; one that has none as it is. */
export const industryText = (code: string): Words => {
  const section = code.slice(0, 1);
  if (!isSection(section)) return { zh: code, en: code };
  const { zh, en } = industryWords[section];
  return { zh: `${code} ${zh}`, en: `${code} ${en}` };
};
