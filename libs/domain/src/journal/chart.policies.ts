import { type AccountRole, accountRoles } from '../accounting/entry.js';
import type { LedgerAccount } from '../accounting/journal.events.js';
import type { PolicyDefinition } from '../policy/policy.definition.js';
import type { PolicyFault, PolicyMember } from '../policy/policy.shape.js';

/** One account of a chart, and what it is for. `other`: the entity's own, for vouchers by hand. */
export type ChartAccount = {
  readonly role: AccountRole;
  readonly code: string;
  readonly name: string;
  /** Detail account (明细科目) below the code. */
  readonly subCode?: string;
  readonly subName?: string;
};

export type Chart = { readonly accounts: readonly ChartAccount[] };

const codeForm = '^[0-9A-Za-z][0-9A-Za-z-]{0,19}$';

const members: Readonly<Record<string, PolicyMember>> = {
  role: {
    is: 'oneOf',
    values: accountRoles,
    about: '用途：what is booked on it; each once, `other` as often as needed.',
  },
  code: { is: 'text', max: 20, pattern: codeForm, about: '科目编号：code of the account.' },
  name: { is: 'text', max: 60, about: '科目名称：name of the account.' },
  subCode: {
    is: 'text',
    max: 20,
    pattern: codeForm,
    optional: true,
    about: '明细科目编号：code of the detail below it.',
  },
  subName: { is: 'text', max: 60, optional: true, about: '明细科目名称：name of the detail.' },
};

/** The codes of the application guidance (应用指南 附录) by role: code, name, detail. */
const general: readonly (readonly [AccountRole, string, string, string?, string?])[] = [
  ['bank', '1002', '银行存款'],
  ['receivables', '1122', '应收账款'],
  ['inventory', '1405', '库存商品', '01', '数据资源'],
  ['inventoryProvision', '1471', '存货跌价准备', '01', '数据资源'],
  ['heldForSale', '1481', '持有待售资产', '01', '数据资源'],
  ['heldForSaleImpairment', '1482', '持有待售资产减值准备', '01', '数据资源'],
  ['intangible', '1701', '无形资产', '01', '数据资源'],
  ['accumulatedAmortisation', '1702', '累计摊销', '01', '数据资源'],
  ['intangibleImpairment', '1703', '无形资产减值准备', '01', '数据资源'],
  ['developmentExpenditure', '5301', '研发支出', '02', '资本化支出'],
  ['developmentImpairment', '5302', '研发支出减值准备', '01', '数据资源'],
  ['researchExpense', '5301', '研发支出', '01', '费用化支出'],
  ['pendingLoss', '1901', '待处理财产损溢'],
  ['shortTermLoan', '2001', '短期借款'],
  ['longTermLoan', '2501', '长期借款'],
  ['payables', '2202', '应付账款'],
  ['payroll', '2211', '应付职工薪酬'],
  ['inputTax', '2221', '应交税费', '0101', '应交增值税（进项税额）'],
  ['outputTax', '2221', '应交税费', '0107', '应交增值税（销项税额）'],
  ['paidInCapital', '4001', '实收资本'],
  ['capitalReserve', '4002', '资本公积'],
  ['deferredIncome', '2401', '递延收益'],
  ['productionCost', '5001', '生产成本', '01', '数据资源'],
  ['contractCost', '5401', '合同履约成本', '01', '数据服务'],
  ['revenue', '6001', '主营业务收入'],
  ['otherRevenue', '6051', '其他业务收入'],
  ['disposalGain', '6115', '资产处置损益'],
  ['costOfSales', '6401', '主营业务成本'],
  ['otherCost', '6402', '其他业务成本'],
  ['administrationExpense', '6602', '管理费用'],
  ['impairmentLoss', '6701', '资产减值损失'],
  ['nonOperatingIncome', '6301', '营业外收入'],
  ['nonOperatingLoss', '6711', '营业外支出'],
  ['priorPeriodAdjustment', '6901', '以前年度损益调整'],
  ['openingBalance', '0000', '期初余额对应科目'],
];

/** Where a financial enterprise names an account otherwise; its statements have other lines too. */
const financial: Readonly<Partial<Record<AccountRole, readonly [string, string]>>> = {
  bank: ['1011', '存放同业'],
  shortTermLoan: ['2003', '拆入资金'],
  inventory: ['1461', '其他资产'],
  administrationExpense: ['6601', '业务及管理费'],
  revenue: ['6021', '手续费及佣金收入'],
  costOfSales: ['6421', '手续费及佣金支出'],
};

const chartOf = (
  differently: Readonly<Partial<Record<AccountRole, readonly [string, string]>>>,
): Chart => ({
  accounts: general.map(([role, code, name, subCode, subName]) => {
    const [ownCode, ownName] = differently[role] ?? [code, name];
    const detail = subCode === undefined ? {} : { subCode, subName: subName ?? subCode };
    return { role, code: ownCode, name: ownName, ...detail };
  }),
});

const definition = (
  name: string,
  zh: string,
  en: string,
  shipped: () => Chart,
): PolicyDefinition<Chart> => ({
  name,
  title: { zh, en },
  of: 'both',
  partyMayAdopt: true,
  isConfidential: true,
  shape: {
    is: 'object',
    members: {
      accounts: {
        is: 'list',
        max: 500,
        of: { is: 'object', members },
        about: '科目：every account that vouchers are booked on.',
      },
    },
  },
  moreFaults: (content) => chartFaults(content),
  shipped,
});

/** What general enterprises book on; each adopts its own codes and details in its place. */
export const generalChartPolicy = definition(
  'chart-of-accounts',
  '会计科目表（一般企业）',
  'Chart of accounts (general enterprises)',
  () => chartOf({}),
);

/** The same for banks, insurers, securities firms; to be reviewed by the entity's accountant. */
export const financialChartPolicy = definition(
  'chart-of-accounts-financial',
  '会计科目表（金融企业）',
  'Chart of accounts (financial enterprises)',
  () => chartOf(financial),
);

/** Every role has its account, and an account has one role: a code leads back to what it is for. */
const chartFaults = ({ accounts }: Chart): readonly PolicyFault[] => {
  const roles = new Set<string>();
  const codes = new Map<string, string>();
  const faults = accounts.flatMap((account, index): readonly PolicyFault[] => {
    const { role, name, code } = account;
    const pointer = `/accounts/${index}`;
    const key = accountKey(accountOf(account));
    const isTwice = (role !== 'other' && roles.has(role)) || codes.has(key);
    const isNamedTwice = (codes.get(`${code} name`) ?? name) !== name;
    roles.add(role);
    codes.set(key, role).set(`${code} name`, name);
    if ((account.subCode === undefined) !== (account.subName === undefined)) {
      return [{ pointer, expected: 'subCode and subName together' }];
    }
    if (isTwice) return [{ pointer, expected: 'each role and each account once' }];
    return isNamedTwice ? [{ pointer, expected: 'one name for one code' }] : [];
  });
  const missing = accountRoles.filter((role) => role !== 'other' && !roles.has(role));
  const absent = missing.map((role) => ({
    pointer: '/accounts',
    expected: `an account for ${role}`,
  }));
  return [...faults, ...absent].slice(0, 20);
};

/** The account as lines name it. */
export const accountOf = ({ code, name, subCode, subName }: ChartAccount): LedgerAccount => ({
  code,
  name,
  ...(subCode === undefined || subName === undefined
    ? {}
    : { sub: { code: subCode, name: subName } }),
});

/** How a person names an account: `1002`, or `2221.0101` with its detail. */
export const accountKey = ({ code, sub }: LedgerAccount): string =>
  sub === undefined ? code : `${code}.${sub.code}`;
