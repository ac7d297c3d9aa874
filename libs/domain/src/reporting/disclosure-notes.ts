import { fromMinorUnits, groupedAmount } from '../money.js';
import type { Words } from '../title/title-extract.words.js';
import { closingOf, sumOf } from './account-sums.js';
import type { DisclosureNote } from './disclosure.js';
import type {
  BookFigures,
  DisclosureFacts,
  EstimateChange,
  LifeGroup,
  Measured,
  RestrictedBook,
} from './disclosure-facts.js';
import type { DisclosurePolicy } from './disclosure.policy.js';
import { figuresAt } from './statutory-table.js';

/**
 * The text disclosures of a class, in the order of the Rules: what is required of it (fact sheet
 * 6.3, 6.4), then what the entity says of its own will (6.5).
 */
export const disclosureNotes = (facts: DisclosureFacts): readonly DisclosureNote[] => {
  const required = facts.table.name === 'intangible' ? ofIntangible(facts) : ofInventory(facts);
  return [...required, ...voluntary(facts)];
};

const note = (
  no: string,
  zh: string,
  en: string,
  paragraphs: readonly Words[],
  none?: Words,
): DisclosureNote => ({
  no,
  title: { zh, en },
  isRequired: true,
  paragraphs: paragraphs.length === 0 && none !== undefined ? [none] : paragraphs,
});

const nothing: Words = { zh: '本期无。', en: 'None in the period.' };

const yuan = (minor: bigint): string => groupedAmount(fromMinorUnits(minor).amount);

const ofIntangible = (facts: DisclosureFacts): readonly DisclosureNote[] => [
  note(
    '2',
    '使用寿命的估计及摊销方法',
    'Useful lives and methods of amortisation',
    facts.lives.map(lifeWords),
    nothing,
  ),
  note(
    '3',
    '摊销期、摊销方法或残值的变更（会计估计变更）',
    'Changes of period, method or residual value (CAS 28)',
    facts.changes.map(changeWords),
    nothing,
  ),
  note(
    '4',
    '单项重大的数据资源无形资产',
    'Individually significant items',
    facts.significant.map(significantWords),
    nothing,
  ),
  note(
    '5',
    '所有权或使用权受到限制以及用于担保的数据资源无形资产',
    'Restricted or used as security',
    restrictedWords(facts),
    nothing,
  ),
  note('6', '数据资源研究开发支出', 'R&D expenditure on data resources', [researchWords(facts)]),
  note(
    '7',
    '数据资源无形资产减值',
    'Impairment (CAS 8)',
    facts.measured.filter(({ kind }) => kind === 'impairment').map(measuredWords),
    nothing,
  ),
  note('8', '划分为持有待售的数据资源', 'Held for sale (CAS 42)', heldForSale(facts), nothing),
];

const ofInventory = (facts: DisclosureFacts): readonly DisclosureNote[] => [
  note('2', '发出数据资源存货成本所采用的方法', 'How the cost of inventory issued is found', [
    costingWords[facts.policy.inventoryCosting],
  ]),
  note(
    '3',
    '可变现净值的确定依据、存货跌价准备的计提与转回',
    'Net realisable value, provisions made and reversed',
    [
      {
        zh:
          '可变现净值按估计售价减去至完工时估计将要发生的成本、估计的销售费用以及相关税费后的金额确定；' +
          '存货跌价准备按单个存货项目计提，影响因素消失的，在原计提金额内转回。',
        en:
          'Net realisable value is the estimated price less costs to complete, selling expenses ' +
          'and taxes. Provisions are made item by item and reversed up to what was made.',
      },
      ...facts.measured.filter(({ kind }) => kind !== 'impairment').map(measuredWords),
    ],
  ),
  note(
    '4',
    '单项重大的数据资源存货',
    'Individually significant items',
    facts.significant.map(significantWords),
    nothing,
  ),
  note(
    '5',
    '所有权或使用权受到限制以及用于担保的数据资源存货',
    'Restricted or used as security',
    restrictedWords(facts),
    nothing,
  ),
];

const lifeWords = ({ method, months, books }: LifeGroup): Words => {
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

const changeWords = (change: EstimateChange): Words => {
  const { name, on, reason, monthsBefore = 0, monthsAfter = 0 } = change;
  const [before, after] = [yuan(change.chargeBefore), yuan(change.chargeAfter)];
  return {
    zh:
      `${name}：自 ${on} 起摊销期由 ${monthsBefore} 个月变更为 ${monthsAfter} 个月，原因：${reason}；` +
      `月摊销额由 ${before} 元变更为 ${after} 元，采用未来适用法。`,
    en:
      `${name}: from ${on} the period changed from ${monthsBefore} to ${monthsAfter} months ` +
      `(${reason}); the monthly charge from ${before} to ${after}, prospectively.`,
  };
};

const significantWords = ({ name, carrying, monthsLeft }: BookFigures): Words => {
  const left = {
    zh: monthsLeft === undefined ? '' : `，剩余摊销期限 ${monthsLeft} 个月`,
    en: monthsLeft === undefined ? '' : `, ${monthsLeft} months left`,
  };
  return {
    zh: `${name}：账面价值 ${yuan(carrying)} 元${left.zh}。`,
    en: `${name}: carrying amount ${yuan(carrying)}${left.en}.`,
  };
};

const restrictedWords = ({ restricted, table }: DisclosureFacts): readonly Words[] => {
  if (restricted.length === 0) return [];
  const carrying = yuan(sumOf(restricted, (one) => one.carrying));
  const charge = yuan(sumOf(restricted, (one) => one.charge));
  const isAmortised = table.name === 'intangible';
  return [
    ...restricted.map((one) => restrictedLine(one, isAmortised)),
    {
      zh: `合计：账面价值 ${carrying} 元${isAmortised ? `，本期摊销额 ${charge} 元` : ''}。`,
      en: `Total: carrying amount ${carrying}${isAmortised ? `, amortisation ${charge}` : ''}.`,
    },
  ];
};

const restrictedLine = (
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

/** What was spent on research and on development that did not qualify is expensed when incurred. */
const researchWords = ({ sums, table }: DisclosureFacts): Words => {
  const expensed = sumOf(
    sums.filter(({ role, isOpening }) => role === 'researchExpense' && !isOpening),
    ({ within }) => within.debit,
  );
  const recognised = figuresAt(table, 'cost.ownWork').total;
  return {
    zh: `本期计入当期损益的研究开发支出 ${yuan(expensed)} 元；确认为无形资产的金额 ${yuan(recognised)} 元。`,
    en: `Expensed in the period ${yuan(expensed)}; recognised as intangible assets ${yuan(recognised)}.`,
  };
};

const measuredWords = (measured: Measured): Words => {
  const { name, kind, on, amount, netRealisableValue, reason } = measured;
  const words = {
    impairment: { zh: '计提减值准备', en: 'impaired by' },
    writeDown: { zh: '计提存货跌价准备', en: 'written down by' },
    reversal: { zh: '转回存货跌价准备', en: 'reversed by' },
  }[kind];
  const value = netRealisableValue === undefined ? undefined : yuan(netRealisableValue);
  return {
    zh:
      `${name}：${on} ${words.zh} ${yuan(amount)} 元` +
      `${value === undefined ? '' : `，可变现净值 ${value} 元`}${reason === undefined ? '' : `，原因：${reason}`}。`,
    en:
      `${name}: ${on} ${words.en} ${yuan(amount)}` +
      `${value === undefined ? '' : `, net realisable value ${value}`}${reason === undefined ? '' : ` (${reason})`}.`,
  };
};

const heldForSale = ({ sums }: DisclosureFacts): readonly Words[] => {
  const held = sumOf(
    sums.filter(
      ({ role, hasBook }) =>
        hasBook && (role === 'heldForSale' || role === 'heldForSaleImpairment'),
    ),
    closingOf,
  );
  if (held === 0n) return [];
  return [
    {
      zh: `期末划分为持有待售的数据资源账面价值 ${yuan(held)} 元，列报于持有待售资产，不再摊销。`,
      en: `Data resources held for sale: carrying amount ${yuan(held)}, no longer amortised.`,
    },
  ];
};

const costingWords: Readonly<Record<DisclosurePolicy['inventoryCosting'], Words>> = {
  specific: { zh: '采用个别计价法。', en: 'Specific identification.' },
  fifo: { zh: '采用先进先出法。', en: 'First in, first out.' },
  monthlyAverage: { zh: '采用月末一次加权平均法。', en: 'Weighted average of the month.' },
  movingAverage: { zh: '采用移动加权平均法。', en: 'Moving weighted average.' },
};

const voluntaryTitles: Readonly<Record<string, Words>> = {
  '1': { zh: '应用场景或业务模式、价值创造方式及前景', en: 'Use, business model and outlook' },
  '2': {
    zh: '原始数据的类型、规模、来源、权属与质量',
    en: 'Raw data: type, scale, source, rights',
  },
  '3': {
    zh: '加工维护、安全保护及人员与关键技术投入',
    en: 'Processing, security, people, technology',
  },
  '4': { zh: '应用情况、作价出资、流通交易与服务计费', en: 'Use, contribution, trading, charging' },
  '5': { zh: '重大交易事项的影响与风险（含质押融资）', en: 'Major transactions, pledge financing' },
  '6': { zh: '相关权利失效及其原因与影响', en: 'Lapse of rights, cause and effects' },
  '7': { zh: '转让、许可或应用所受的限制', en: 'Limits on transfer, licence or use' },
  '8': { zh: '其他', en: 'Other matters' },
};

/** The entity's own words by item; the lapse of rights is told by the figures themselves. */
const voluntary = ({ policy, table }: DisclosureFacts): readonly DisclosureNote[] => {
  const lapsed = figuresAt(table, 'cost.lapse').total;
  const carried =
    lapsed - (table.name === 'intangible' ? figuresAt(table, 'amortisation.lapse').total : 0n);
  const figures: Words = {
    zh: `本期失效且终止确认的账面原值 ${yuan(lapsed)} 元${table.name === 'intangible' ? `，扣除累计摊销后 ${yuan(carried)} 元` : ''}。`,
    en: `Cost derecognised on lapse ${yuan(lapsed)}${table.name === 'intangible' ? `, ${yuan(carried)} after amortisation` : ''}.`,
  };
  return Object.entries(voluntaryTitles).flatMap(([item, title]) => {
    const own = policy.texts.filter((one) => one.item === item);
    const paragraphs = [
      ...(item === '6' && lapsed !== 0n ? [figures] : []),
      ...own.map(({ zh, en = zh }) => ({ zh, en })),
    ];
    return paragraphs.length === 0
      ? []
      : [{ no: `自愿-${item}`, title, isRequired: false, paragraphs }];
  });
};
