import type { Words } from '../title/title-extract.words.js';
import { type AccountSum, closingOf, sumOf } from './account-sums.js';
import type { DisclosureFacts, Measured, MeasuredMatter } from './disclosure-facts.js';
import type { DisclosureNote } from './disclosure.js';
import {
  appraisalWords,
  changeWords,
  indefiniteWords,
  lifeWords,
  measuredWords,
  restrictedLine,
  significantWords,
  yuan,
} from './disclosure-words.js';
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

const ofIntangible = (facts: DisclosureFacts): readonly DisclosureNote[] => [
  note(
    '2',
    '使用寿命的估计及摊销方法',
    'Useful lives and methods of amortisation',
    [...facts.lives.map(lifeWords), ...facts.indefinite.map(indefiniteWords)],
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
    facts.significant.map((one) => significantWords(one, false)),
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
    told(facts.measured, ({ matter }) => isImpairment(matter) && matter.of !== 'heldForSale'),
    nothing,
  ),
  note('8', '划分为持有待售的数据资源', 'Held for sale (CAS 42)', heldForSale(facts), nothing),
  ...appraised('9', facts),
];

const isImpairment = (
  matter: MeasuredMatter,
): matter is Extract<MeasuredMatter, { readonly kind: 'impairment' }> =>
  matter.kind === 'impairment';

const told = (
  measured: readonly Measured[],
  counts: (one: Measured) => boolean,
): readonly Words[] => measured.filter(counts).map(measuredWords);

/** Only where a resource that is named in the report was appraised (fact sheet 6.5). */
const appraised = (no: string, { appraisals }: DisclosureFacts): readonly DisclosureNote[] =>
  appraisals.length === 0
    ? []
    : [note(no, '数据资源的评估', 'Appraisals', appraisals.map(appraisalWords))];

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
      ...told(
        facts.measured,
        ({ matter: { kind } }) => kind === 'writeDown' || kind === 'reversal',
      ),
    ],
  ),
  note(
    '4',
    '单项重大的数据资源存货',
    'Individually significant items',
    facts.significant.map((one) => significantWords(one, true)),
    nothing,
  ),
  note(
    '5',
    '所有权或使用权受到限制以及用于担保的数据资源存货',
    'Restricted or used as security',
    restrictedWords(facts),
    nothing,
  ),
  ...appraised('6', facts),
];

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

const heldForSale = ({ sums, measured }: DisclosureFacts): readonly Words[] => {
  const held = sumOf(
    sums.filter(
      ({ role, hasBook }) =>
        hasBook && (role === 'heldForSale' || role === 'heldForSaleImpairment'),
    ),
    closingOf,
  );
  const happened = told(
    measured,
    ({ matter }) =>
      matter.kind.startsWith('held') || (isImpairment(matter) && matter.of === 'heldForSale'),
  );
  if (held === 0n) return happened;
  return [
    ...happened,
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

/** What lapsed, by what was set against it (自愿披露 item 6): cost less that went to the loss. */
const lapsedWords = ({ table, sums, measured }: DisclosureFacts): readonly Words[] => {
  const cost = figuresAt(table, 'cost.lapse').total;
  const name = table.name;
  const amortised = name === 'intangible' ? figuresAt(table, 'amortisation.lapse').total : 0n;
  const provided = sumOf(sums.filter(isProvisionLapsed(name)), ({ within }) => within.debit);
  const happened = told(measured, ({ matter }) => matter.kind === 'lapse');
  if (cost === 0n) return happened;
  const left = yuan(cost - amortised - provided);
  const offset = {
    zh: [amortised === 0n ? '' : '累计摊销', provided === 0n ? '' : '减值（跌价）准备'],
    en: [amortised === 0n ? '' : 'amortisation', provided === 0n ? '' : 'provisions'],
  };
  const [zh, en] = [offset.zh, offset.en].map((words) => words.filter((word) => word !== ''));
  return [
    {
      zh:
        `本期失效且终止确认的账面原值 ${yuan(cost)} 元` +
        `${zh!.length === 0 ? '' : `，扣除${zh!.join('、')}后 ${left} 元`}，计入当期损益。`,
      en:
        `Cost derecognised on lapse ${yuan(cost)}` +
        `${en!.length === 0 ? '' : `, ${left} after ${en!.join(' and ')}`}, charged to profit or loss.`,
    },
    ...happened,
  ];
};

/** Impairment leaves under its own row; a provision for inventory is written off. */
const isProvisionLapsed =
  (name: 'intangible' | 'inventory') =>
  ({ movement }: AccountSum): boolean =>
    name === 'intangible' &&
    movement?.table === 'intangible' &&
    movement.section === 'impairment' &&
    movement.row === 'lapse';

/** The entity's own words by item; the lapse of rights is told by the figures themselves. */
const voluntary = (facts: DisclosureFacts): readonly DisclosureNote[] =>
  Object.entries(voluntaryTitles).flatMap(([item, title]) => {
    const own = facts.policy.texts.filter((one) => one.item === item);
    const paragraphs = [
      ...(item === '6' ? lapsedWords(facts) : []),
      ...own.map(({ zh, en = zh }) => ({ zh, en })),
    ];
    return paragraphs.length === 0
      ? []
      : [{ no: `自愿-${item}`, title, isRequired: false, paragraphs }];
  });
