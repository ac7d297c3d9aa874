import { isIndustry } from '../asset/industry.js';

/** Names of the sections of GB/T 4754—2017, as sheets write them instead of the letter. */
const names = {
  A: '农、林、牧、渔业',
  B: '采矿业',
  C: '制造业',
  D: '电力、热力、燃气及水生产和供应业',
  E: '建筑业',
  F: '批发和零售业',
  G: '交通运输、仓储和邮政业',
  H: '住宿和餐饮业',
  I: '信息传输、软件和信息技术服务业',
  J: '金融业',
  K: '房地产业',
  L: '租赁和商务服务业',
  M: '科学研究和技术服务业',
  N: '水利、环境和公共设施管理业',
  O: '居民服务、修理和其他服务业',
  P: '教育',
  Q: '卫生和社会工作',
  R: '文化、体育和娱乐业',
  S: '公共管理、社会保障和社会组织',
  T: '国际组织',
} as const;

/**
 * The section letter, with its division where one is named (`J`, `J66`), from a letter, a division,
 * a section's name, or letter and name; undefined where there is no such industry.
 */
export const industryOf = (text: string): string | undefined => {
  const written = text.normalize('NFKC').replace(/\s/gu, '').toUpperCase();
  const [, letter = '', digits, name = ''] = /^([A-T])?(\d{2})?(.*)$/u.exec(written) ?? [];
  if (digits !== undefined) return /^\d/u.test(name) ? undefined : divisionOf(letter, digits);
  const named = letterByName.get(plain(name));
  if (letter === '') return named;
  return named === undefined || named === letter ? letter : undefined;
};

const divisionOf = (letter: string, digits: string): string | undefined =>
  (letter === '' ? letters : [letter]).map((section) => section + digits).find(isIndustry);

const plain = (name: string): string => name.replace(/[、,，。.\-—/]/gu, '');

const letters = Object.keys(names);

const letterByName: ReadonlyMap<string, string> = new Map(
  Object.entries(names).map(([letter, name]) => [plain(name), letter] as const),
);
