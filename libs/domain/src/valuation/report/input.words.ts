import { groupedAmount } from '../../money.js';
import type { Words } from '../../title/title-extract.js';

/** What the members of model inputs are called; years and data sets are numbered from 1. */
export const inputWords: Readonly<Record<string, Words>> = {
  costs: { zh: '成本', en: 'Costs' },
  preliminary: { zh: '前期费用', en: 'Preliminary cost' },
  direct: { zh: '直接成本', en: 'Direct cost' },
  indirect: { zh: '间接成本', en: 'Indirect cost' },
  opportunity: { zh: '机会成本', en: 'Opportunity cost' },
  taxes: { zh: '相关税费', en: 'Taxes' },
  quality: { zh: '质量', en: 'Quality' },
  remainingLife: { zh: '剩余寿命', en: 'Remaining life' },
  otherFactors: { zh: '其他因素', en: 'Other factors' },
  factor: { zh: '系数', en: 'Factor' },
  name: { zh: '名称', en: 'Name' },
  value: { zh: '数值', en: 'Value' },
  of: { zh: '除以', en: 'Of' },
  aboveOneReason: { zh: '大于 1 的理由', en: 'Reason above 1' },
  totalCost: { zh: '总成本 TC', en: 'Total cost TC' },
  returnRate: { zh: '成本回报率 R', en: 'Return on cost R' },
  circulation: { zh: '流通', en: 'Circulation' },
  open: { zh: '开放量', en: 'Open volume' },
  publiclyAvailable: { zh: '公开量', en: 'Public volume' },
  shared: { zh: '共享量', en: 'Shared volume' },
  total: { zh: '总量', en: 'Total volume' },
  openCoefficient: { zh: '开放传播系数 a', en: 'Coefficient a' },
  publicCoefficient: { zh: '公开传播系数 b', en: 'Coefficient b' },
  sharedCoefficient: { zh: '共享传播系数 c', en: 'Coefficient c' },
  scarcity: { zh: '稀缺', en: 'Scarcity' },
  risk: { zh: '风险', en: 'Risk' },
  discount: { zh: '折现', en: 'Discount' },
  rate: { zh: '率', en: 'Rate' },
  buildUp: { zh: '累加', en: 'Build-up' },
  riskFree: { zh: '无风险报酬率', en: 'Risk-free' },
  management: { zh: '管理风险', en: 'Management risk' },
  security: { zh: '数据安全风险', en: 'Security risk' },
  regulatory: { zh: '监管风险', en: 'Regulatory risk' },
  basis: { zh: '口径', en: 'Basis' },
  incomeBasis: { zh: '收益口径', en: 'Income basis' },
  convention: { zh: '折现时点', en: 'Convention' },
  life: { zh: '经济寿命', en: 'Economic life' },
  legalTerm: { zh: '法定期限（年）', en: 'Legal term, years' },
  contractTerm: { zh: '合同期限（年）', en: 'Contract term, years' },
  updateCycle: { zh: '更新周期（年）', en: 'Update cycle, years' },
  timeliness: { zh: '时效（年）', en: 'Timeliness, years' },
  productLife: { zh: '产品寿命（年）', en: 'Product life, years' },
  shareOf: { zh: '提成基数', en: 'Share of' },
  periods: { zh: '年', en: 'Year' },
  income: { zh: '收益 R', en: 'Income R' },
  base: { zh: '基数', en: 'Base' },
  workingCapital: { zh: '流动资产贡献', en: 'Working capital' },
  fixedAssets: { zh: '固定资产贡献', en: 'Fixed assets' },
  otherIntangibles: { zh: '其他无形资产贡献', en: 'Other intangibles' },
  workforce: { zh: '组合劳动力贡献', en: 'Workforce' },
  other: { zh: '其他', en: 'Other' },
  withData: { zh: '使用数据 RY', en: 'With the data RY' },
  withoutData: { zh: '不使用数据 RN', en: 'Without RN' },
  dataSets: { zh: '数据集', en: 'Data set' },
  references: { zh: '可比案例', en: 'Comparable' },
  weight: { zh: '权重', en: 'Weight' },
  comparableId: { zh: '成交编号', en: 'Deal' },
  supplyDemand: { zh: '供求', en: 'Supply and demand' },
  date: { zh: '期日', en: 'Date' },
  volume: { zh: '容量', en: 'Volume' },
  preTax: { zh: '税前', en: 'pre-tax' },
  postTax: { zh: '税后', en: 'post-tax' },
  endOfYear: { zh: '年末', en: 'end of year' },
  midYear: { zh: '年中', en: 'mid-year' },
  revenue: { zh: '收入', en: 'revenue' },
  profit: { zh: '利润', en: 'profit' },
};

/** Members whose values are words of their own. */
const worded: ReadonlySet<string> = new Set(['basis', 'incomeBasis', 'convention', 'shareOf']);

/** Members whose values are names or somebody's own words, even where they look like a number. */
const free: ReadonlySet<string> = new Set(['name', 'aboveOneReason', 'comparableId']);

/** One line of inputs: where it stands among them and what was put in. */
export interface InputLine {
  readonly label: Words;
  readonly value: Words;
}

/** Inputs as lines, in the order in which they were given: `Year 1 · Base  3,000,000`. */
export const inputLines = (inputs: unknown, path: readonly Words[] = []): readonly InputLine[] => {
  if (typeof inputs !== 'object' || inputs === null) return [];
  return Object.entries(inputs).flatMap(([name, value]: [string, unknown]) => {
    const known = inputWords[name] ?? { zh: name, en: name };
    if (Array.isArray(value)) {
      return value.flatMap((one: unknown, at) => inputLines(one, [...path, numbered(known, at)]));
    }
    if (typeof value === 'string') {
      return [{ label: joined([...path, known]), value: said(name, value) }];
    }
    return inputLines(value, [...path, known]);
  });
};

const said = (name: string, value: string): Words => {
  const word = worded.has(name) ? inputWords[value] : undefined;
  const text = free.has(name) ? value : groupedAmount(value);
  return word ?? { zh: text, en: text };
};

const numbered = ({ zh, en }: Words, at: number): Words => ({
  zh: `${zh}${at + 1}`,
  en: `${en} ${at + 1}`,
});

const joined = (path: readonly Words[]): Words => ({
  zh: path.map(({ zh }) => zh).join(' · '),
  en: path.map(({ en }) => en).join(' · '),
});
