import type { Words } from '../../title/title-extract.js';
import type { StepName } from '../engine/working.js';
import type { Approach } from '../engine/engine.js';
import type { ComputedModel } from '../engine/inputs.js';
import type { Appraisal } from '../valuation.events.js';
import type { ValuationStanding } from '../valuation.reliance.js';

export const documentWords: Words = {
  zh: '数据资产评估报告（登记摘要）',
  en: 'Data Asset Valuation Report, as Recorded',
};

export const notDisclosed: Words = { zh: '未披露', en: 'not disclosed' };

export const approachWords: Readonly<Record<Approach, Words>> = {
  cost: { zh: '成本法', en: 'Cost approach' },
  income: { zh: '收益法', en: 'Income approach' },
  market: { zh: '市场法', en: 'Market approach' },
};

export const modelWords: Readonly<Record<ComputedModel | 'external', Words>> = {
  costReplacement: { zh: '重置成本，P = C × δ', en: 'Replacement cost, P = C × δ' },
  costExpertGuide: {
    zh: '专家指引第9号，P = TC × (1 + R) × U',
    en: 'Expert guide 9, P = TC × (1 + R) × U',
  },
  incomeDirect: { zh: '直接收益预测，F = R', en: 'Direct income, F = R' },
  incomeShare: { zh: '分成收益预测，F = R × K', en: 'Share of income, F = R × K' },
  incomeExcess: { zh: '超额收益预测，F = R − ΣC', en: 'Excess income, F = R − ΣC' },
  incomeIncremental: { zh: '增量收益预测，F = RY − RN', en: 'Incremental income, F = RY − RN' },
  marketAdjusted: {
    zh: '可比案例调整，P = Σ Q × X1…X5',
    en: 'Adjusted comparables, P = Σ Q × X1…X5',
  },
  external: { zh: '报告自载数值，本系统未计算', en: 'The report’s own figure, not computed here' },
};

export const purposeWords: Readonly<Record<Appraisal['purpose'], Words>> = {
  pledge: { zh: '质押', en: 'Pledge' },
  transaction: { zh: '交易', en: 'Transaction' },
  contribution: { zh: '出资', en: 'Contribution' },
  booking: { zh: '入表参考', en: 'Reference for booking' },
  other: { zh: '其他', en: 'Other' },
};

export const valueTypeWords: Readonly<Record<Appraisal['valueType'], Words>> = {
  market: { zh: '市场价值', en: 'Market value' },
  investment: { zh: '投资价值', en: 'Investment value' },
  inUse: { zh: '在用价值', en: 'In-use value' },
  other: { zh: '其他', en: 'Other' },
};

export const standingWords: Readonly<Record<ValuationStanding, Words>> = {
  valid: { zh: '在使用期内', en: 'usable' },
  notYetIssued: { zh: '尚未出具', en: 'not yet issued' },
  runOut: { zh: '已超过使用期', en: 'past its last day' },
  superseded: { zh: '已被替代', en: 'superseded' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
};

export const stepWords: Readonly<Record<StepName, Words>> = {
  replacementCost: { zh: '重置成本 C', en: 'Replacement cost C' },
  qualityCoefficient: { zh: '质量系数 α', en: 'Quality coefficient α' },
  remainingLife: { zh: '剩余经济寿命比例', en: 'Remaining life of the whole' },
  otherFactor: { zh: '其他调整因素', en: 'Other factor' },
  adjustment: { zh: '价值调整系数 δ', en: 'Adjustment δ' },
  costWithReturn: { zh: 'TC × (1 + R)', en: 'TC × (1 + R)' },
  circulation: { zh: '流通系数 β', en: 'Circulation β' },
  scarcity: { zh: '稀缺系数 l', en: 'Scarcity l' },
  risk: { zh: '价值实现风险 r', en: 'Risk r' },
  utility: { zh: '数据效用 U', en: 'Utility U' },
  discountRate: { zh: '折现率 i', en: 'Discount rate i' },
  contributions: { zh: '其他资产贡献 ΣC', en: 'Contributions ΣC' },
  dataIncome: { zh: '数据资产收益 F', en: 'Income of the data F' },
  discountFactor: { zh: '折现系数', en: 'Discount factor' },
  presentValue: { zh: '现值', en: 'Present value' },
  referenceValue: { zh: '参照价值 Q', en: 'Reference value Q' },
  marketAdjustment: { zh: '调整系数之积', en: 'Product of adjustments' },
  dataSetValue: { zh: '数据集价值', en: 'Value of the data set' },
  unroundedValue: { zh: '评估值（未取整）', en: 'Value before rounding' },
};

/** What is general to every report of this register. */
export const noteWords: readonly Words[] = [
  {
    zh: '本摘要根据登记系统记载生成，不替代评估机构签章的报告；报告以其摘要值（SHA-256）识别。',
    en: 'Made from the register; it does not replace the sealed report, known by its SHA-256.',
  },
  {
    zh: '结论仅在载明的评估目的和使用范围内使用（资产评估法第三十二条），使用期自评估基准日起计算。',
    en: 'Usable within its stated purpose and scope only (Asset Appraisal Law art. 32); counted from the base date.',
  },
  {
    zh: '评估结论不得直接作为入账金额，登记评估不改变任何账面价值。',
    en: 'A conclusion is no carrying amount: recording a valuation changes no book.',
  },
  {
    zh: '计算使用 50 位有效数字，中间值保留 20 位小数，仅在最后四舍五入至分；同一模型版本永远得出同一结果。',
    en: 'Computed with 50 digits, steps kept to 20 decimals, rounded to fen once; a model version gives one result for ever.',
  },
];
