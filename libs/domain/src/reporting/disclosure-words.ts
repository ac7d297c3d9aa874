import { fromMinorUnits, groupedAmount, minorUnits, type Money } from '../money.js';
import type { Words } from '../title/title-extract.words.js';
import type { Appraisal } from '../valuation/valuation.events.js';
import type {
  BookFigures,
  DisclosedAppraisal,
  EstimateChange,
  EstimateTerms,
  IndefiniteBook,
  LifeGroup,
  Measured,
  MeasuredMatter,
  RestrictedBook,
} from './disclosure-facts.js';

/** Sentences of the text disclosures, in both languages; amounts in yuan. */

export const yuan = (minor: bigint): string => groupedAmount(fromMinorUnits(minor).amount);
const told = (amount: Money): string => yuan(minorUnits(amount));

const methods: Readonly<Record<string, Words>> = {
  straightLine: { zh: '年限平均法（直线法）', en: 'straight line' },
  unitsOfUse: { zh: '产量（使用量）法', en: 'units of use' },
  indefinite: { zh: '使用寿命不确定、不予摊销', en: 'indefinite life, not amortised' },
};

export const lifeWords = ({ method, months, books }: LifeGroup): Words => {
  if (method === 'indefinite') {
    return {
      zh: `使用寿命不确定的 ${books} 项，不予摊销，每年进行减值测试。`,
      en: `${books} of indefinite life: not amortised, tested for impairment every year.`,
    };
  }
  if (method === 'unitsOfUse') {
    return {
      zh: `按产量（使用量）法摊销的 ${books} 项。`,
      en: `${books} amortised by units of use.`,
    };
  }
  return {
    zh: `使用寿命 ${months ?? 0} 个月的 ${books} 项，按年限平均法（直线法）逐月摊销。`,
    en: `${books} with a life of ${months ?? 0} months, amortised straight-line by month.`,
  };
};

export const indefiniteWords = ({ name, carrying, basis }: IndefiniteBook): Words => ({
  zh: `${name}：使用寿命不确定，账面价值 ${yuan(carrying)} 元，判断依据：${basis}。`,
  en: `${name}: indefinite life, carrying amount ${yuan(carrying)}, judged by: ${basis}.`,
});

/** What differs between two estimates, said of each that does. */
const termsChanged = (before: EstimateTerms, after: EstimateTerms): readonly Words[] => {
  const [was, is] = [methods[before.method], methods[after.method]];
  const [first, then] = [before.months, after.months].map((months) => String(months ?? 0));
  const [had, has] = [yuan(before.residual), yuan(after.residual)];
  return [
    ...(before.method === after.method
      ? []
      : [
          {
            zh: `摊销方法由${was?.zh ?? before.method}变更为${is?.zh ?? after.method}`,
            en: `the method changed from ${was?.en ?? before.method} to ${is?.en ?? after.method}`,
          },
        ]),
    ...(before.months === undefined || after.months === undefined || first === then
      ? []
      : [
          {
            zh: `剩余摊销期由 ${first} 个月变更为 ${then} 个月`,
            en: `the period left changed from ${first} to ${then} months`,
          },
        ]),
    ...(had === has
      ? []
      : [
          {
            zh: `预计净残值由 ${had} 元变更为 ${has} 元`,
            en: `the residual value changed from ${had} to ${has}`,
          },
        ]),
  ];
};

/** Content, reason, effect on this period and on later ones (CAS 28 art. 16). */
export const changeWords = (change: EstimateChange): Words => {
  const { name, on, reason, chargeBefore, chargeAfter, months } = change;
  const terms = termsChanged(change.before, change.after);
  const [before, after] = [yuan(chargeBefore), yuan(chargeAfter)];
  const monthly = chargeAfter - chargeBefore;
  const isKnown = chargeAfter !== 0n && change.after.method === 'straightLine';
  const [now, later] = [yuan(monthly * BigInt(months)), yuan(monthly)];
  const effect = {
    zh: isKnown ? `，影响本期摊销额 ${now} 元、以后期间每月 ${later} 元` : '',
    en: isKnown ? `, which makes ${now} in this period and ${later} a month later` : '',
  };
  return {
    zh:
      `${name}：自 ${on} 起${terms.map(({ zh }) => zh).join('，')}，原因：${reason}；` +
      `月摊销额由 ${before} 元变更为 ${after} 元${effect.zh}，采用未来适用法。`,
    en:
      `${name}: from ${on} ${terms.map(({ en }) => en).join(', ')} (${reason}); ` +
      `the monthly charge from ${before} to ${after}${effect.en}, prospectively.`,
  };
};

/** @param isInventory tells the net realisable value; not below cost where none was found. */
export const significantWords = (
  { name, carrying, monthsLeft, netRealisableValue }: BookFigures,
  isInventory: boolean,
): Words => {
  const left = {
    zh: monthsLeft === undefined ? '' : `，剩余摊销期限 ${monthsLeft} 个月`,
    en: monthsLeft === undefined ? '' : `, ${monthsLeft} months left`,
  };
  const value = inventoryValue(netRealisableValue);
  return {
    zh: `${name}：账面价值 ${yuan(carrying)} 元${left.zh}${isInventory ? value.zh : ''}。`,
    en: `${name}: carrying amount ${yuan(carrying)}${left.en}${isInventory ? value.en : ''}.`,
  };
};

const inventoryValue = (found: bigint | undefined): Words =>
  found === undefined
    ? { zh: '，可变现净值不低于成本', en: ', net realisable value not below cost' }
    : { zh: `，可变现净值 ${yuan(found)} 元`, en: `, net realisable value ${yuan(found)}` };

export const restrictedLine = (
  { name, carrying, charge, restrictions }: RestrictedBook,
  isAmortised: boolean,
): Words => {
  const pledges = restrictions.filter(({ is }) => is === 'pledge').length;
  const bars = restrictions.length - pledges;
  const zh = [
    ...(pledges === 0 ? [] : [`用于担保（质押 ${pledges} 笔）`]),
    ...(bars === 0 ? [] : [`权利受限（限制 ${bars} 项）`]),
  ].join('、');
  const en = [
    ...(pledges === 0 ? [] : [`security (${pledges} pledges)`]),
    ...(bars === 0 ? [] : [`restricted (${bars} bars)`]),
  ].join(', ');
  const amortised = isAmortised
    ? { zh: `，本期摊销额 ${yuan(charge)} 元`, en: `, amortisation ${yuan(charge)}` }
    : { zh: '', en: '' };
  return {
    zh: `${name}：${zh}，账面价值 ${yuan(carrying)} 元${amortised.zh}。`,
    en: `${name}: ${en}, carrying amount ${yuan(carrying)}${amortised.en}.`,
  };
};

export const measuredWords = ({ name, on, matter }: Measured): Words => {
  const { zh, en } = matterWords(matter);
  return { zh: `${name}：${on} ${zh}。`, en: `${name}: ${on} ${en}.` };
};

const provisions = {
  writeDown: { zh: '计提存货跌价准备', en: 'written down by' },
  reversal: { zh: '转回存货跌价准备', en: 'reversed by' },
} as const;

const matterWords = (matter: MeasuredMatter): Words => {
  switch (matter.kind) {
    case 'impairment':
      return impairmentWords(matter);
    case 'writeDown':
    case 'reversal': {
      const words = provisions[matter.kind];
      const [amount, value] = [told(matter.amount), told(matter.netRealisableValue)];
      const why = whyOf(matter);
      return {
        zh: `${words.zh} ${amount} 元，可变现净值 ${value} 元${why.zh}`,
        en: `${words.en} ${amount}, net realisable value ${value}${why.en}`,
      };
    }
    case 'heldReversal': {
      const [amount, value] = [told(matter.amount), told(matter.netRealisableValue)];
      const why = whyOf(matter);
      return {
        zh: `转回持有待售资产减值准备 ${amount} 元，公允价值减去出售费用后的净额 ${value} 元${why.zh}`,
        en: `loss while held for sale reversed by ${amount}, fair value less costs ${value}${why.en}`,
      };
    }
    case 'lapse': {
      const [amortised, impaired] = [told(matter.amortised), told(matter.impaired)];
      // Inventory is not amortised: what is nothing is left out.
      const ofAmortised =
        minorUnits(matter.amortised) === 0n
          ? { zh: '', en: '' }
          : { zh: `累计摊销 ${amortised} 元，`, en: `amortised ${amortised}, ` };
      return {
        zh:
          `失效终止确认：账面原值 ${told(matter.cost)} 元，${ofAmortised.zh}` +
          `减值（跌价）准备 ${impaired} 元，原因：${matter.reason}`,
        en:
          `lapsed and derecognised: cost ${told(matter.cost)}, ${ofAmortised.en}` +
          `provided for ${impaired} (${matter.reason})`,
      };
    }
    case 'heldForSale':
      return {
        zh:
          `划分为持有待售：划分前账面价值 ${told(matter.carrying)} 元，公允价值减去出售费用后的净额 ` +
          `${told(matter.fairValueLessCosts)} 元，确认减值 ${told(matter.amount)} 元，停止摊销`,
        en:
          `classified as held for sale: carrying amount ${told(matter.carrying)}, fair value less ` +
          `costs ${told(matter.fairValueLessCosts)}, loss ${told(matter.amount)}, no amortisation`,
      };
    case 'heldWithdrawn':
      return {
        zh: `不再划分为持有待售，按 ${told(matter.carrying)} 元计量并恢复摊销，原因：${matter.reason}`,
        en: `held for sale no more, measured at ${told(matter.carrying)} (${matter.reason})`,
      };
  }
};

const impairmentWords = (
  matter: Extract<MeasuredMatter, { readonly kind: 'impairment' }>,
): Words => {
  const by = {
    fairValueLessCosts: { zh: '公允价值减去处置费用后的净额', en: 'fair value less costs' },
    presentValue: { zh: '预计未来现金流量的现值', en: 'the present value of cash flows' },
  }[matter.by];
  const [amount, recoverable] = [told(matter.amount), told(matter.recoverable)];
  const of = { zh: matter.of === 'development' ? '（开发支出）' : '', en: '' };
  const why = whyOf(matter);
  return {
    zh: `计提减值准备 ${amount} 元${of.zh}，可收回金额 ${recoverable} 元（按${by.zh}确定）${why.zh}`,
    en: `impaired by ${amount}, recoverable amount ${recoverable} (${by.en})${why.en}`,
  };
};

const whyOf = ({
  basis,
  reason,
}: {
  readonly basis?: string;
  readonly reason?: string;
}): Words => ({
  zh:
    (basis === undefined ? '' : `，确定依据：${basis}`) +
    (reason === undefined ? '' : `，原因：${reason}`),
  en:
    (basis === undefined ? '' : `, found by: ${basis}`) +
    (reason === undefined ? '' : ` (${reason})`),
});

const approaches: Readonly<Record<string, Words>> = {
  cost: { zh: '成本法', en: 'cost approach' },
  income: { zh: '收益法', en: 'income approach' },
  market: { zh: '市场法', en: 'market approach' },
};

/** Source, assumptions and limits, choice of method, source of key parameters (fact sheet 6.5). */
export const appraisalWords = ({ name, firmName, appraisal }: DisclosedAppraisal): Words => {
  const { reportNumber, baseDate, value, assumptions, limitations, disclosures } = appraisal;
  const used = appraisal.results.map(
    ({ approach }) => approaches[approach] ?? { zh: approach, en: approach },
  );
  const why = disclosures?.methodReason ?? appraisal.singleApproachReason;
  const parameters = parameterText(appraisal);
  const listed = (zh: string, items: readonly string[]): string =>
    items.length === 0 ? '' : `；${zh}：${items.join('、')}`;
  return {
    zh:
      `${name}：信息来源为${firmName}的评估报告 ${reportNumber}（评估基准日 ${baseDate}，评估值 ` +
      `${told(value)} 元，不作为入账或调整账面价值的依据）；评估方法：${used.map(({ zh }) => zh).join('、')}` +
      `${why === undefined ? '' : `，选择理由：${why}`}` +
      `${listed('重要参数的来源', parameters)}${listed('假设前提', assumptions)}` +
      `${listed('限制条件', limitations)}。`,
    en:
      `${name}: report ${reportNumber} of ${firmName}, base date ${baseDate}, value ${told(value)} ` +
      `(never the basis of a carrying amount); ${used.map(({ en }) => en).join(', ')}` +
      `${why === undefined ? '' : ` (${why})`}; parameters: ${parameters.join(', ') || '—'}; ` +
      `assumptions: ${assumptions.join(', ') || '—'}; limits: ${limitations.join(', ') || '—'}.`,
  };
};

const parameterText = ({ disclosures }: Appraisal): readonly string[] =>
  (disclosures?.parameterSources ?? []).map(({ parameter, source }) => `${parameter}（${source}）`);
