import type { RightKind } from '../asset/asset.events.js';
import type { BarGround, LegalForm } from './title.events.js';

/** A text in both languages of the register. */
export type Words = { readonly zh: string; readonly en: string };

/** The names of a right: in the opinion of 2022 (数据二十条) and in the national guide of 2026. */
export interface RightLabels {
  readonly zh2022: string;
  readonly zh2026: string;
  readonly en2022: string;
  readonly en2026: string;
}

export const rightLabels: Readonly<Record<RightKind, RightLabels>> = {
  holding: {
    zh2022: '数据资源持有权',
    zh2026: '数据持有权',
    en2022: 'right to hold data resources',
    en2026: 'right to hold data',
  },
  processing: {
    zh2022: '数据加工使用权',
    zh2026: '数据使用权',
    en2022: 'right to process and use data',
    en2026: 'right to use data',
  },
  operation: {
    zh2022: '数据产品经营权',
    zh2026: '数据经营权',
    en2022: 'right to operate data products',
    en2026: 'right to operate data',
  },
};

export const barGroundWords: Readonly<Record<BarGround, Words>> = {
  freeze: { zh: '查封（冻结）', en: 'Freeze' },
  dispute: { zh: '权属争议', en: 'Dispute' },
  possibleDuplicate: { zh: '疑似重复登记', en: 'Possible duplicate' },
  suspendedCertificate: { zh: '凭证暂停', en: 'Certificate suspended' },
  insolvency: { zh: '破产程序', en: 'Insolvency' },
  administrative: { zh: '行政限制', en: 'Administrative restriction' },
};

export const legalFormWords: Readonly<Record<LegalForm, Words>> = {
  rightsPledge: { zh: '权利质权（当事人主张）', en: 'Pledge of a right (as claimed)' },
  mortgage: { zh: '抵押权（当事人主张）', en: 'Mortgage (as claimed)' },
  other: { zh: '其他担保（当事人主张）', en: 'Other security (as claimed)' },
};

/** What stands at the head of a column or line. */
export const words = {
  document: { zh: '数据产权登记簿查询结果', en: 'Extract of the data title' },
  name: { zh: '数据名称', en: 'Name' },
  summary: { zh: '概述', en: 'Summary' },
  industry: { zh: '所属行业', en: 'Industry' },
  certificate: { zh: '登记凭证号', en: 'Certificate' },
  scheme: { zh: '登记规则', en: 'Scheme' },
  state: { zh: '登记状态', en: 'State of the registration' },
  registeredUntil: { zh: '登记有效期至（含当日）', en: 'Registered until (inclusive)' },
  grade: { zh: '数据级别', en: 'Grade of the data' },
  registrar: { zh: '登记机构', en: 'Registrar' },
  closed: { zh: '登记簿关闭', en: 'Title closed' },
  holder: { zh: '权利人', en: 'Holder' },
  coHolder: { zh: '共有人', en: 'Joint holder' },
  share: { zh: '份额', en: 'Share' },
  basis: { zh: '权利依据', en: 'Basis' },
  from: { zh: '起始日', en: 'From' },
  until: { zh: '截止日（含当日）', en: 'Until (inclusive)' },
  purposes: { zh: '用途', en: 'Purposes' },
  fields: { zh: '字段', en: 'Fields' },
  territory: { zh: '地域', en: 'Territory' },
  remarks: { zh: '备注', en: 'Remarks' },
  cameFrom: { zh: '由转让而来，原权利', en: 'By transfer out of entry' },
  byOrder: { zh: '依法律文书转移，作出机关', en: 'Moved by order of' },
  corrected: { zh: '经更正（登记簿版本）', en: 'Corrected (versions of the title)' },
  ground: { zh: '事由', en: 'Ground' },
  authority: { zh: '机关', en: 'Authority' },
  document_: { zh: '文书号', en: 'Document' },
  months: { zh: '期限（月，自生效起算）', en: 'Term (months from taking effect)' },
  pledgee: { zh: '质权人', en: 'Pledgee' },
  claimant: { zh: '主张质权的人', en: 'Claimant' },
  secured: { zh: '担保金额', en: 'Secured amount' },
  cap: { zh: '最高债权额', en: 'Maximum amount' },
  remaining: { zh: '未解除金额', en: 'Not released' },
  form: { zh: '担保形式', en: 'Legal form' },
  external: { zh: '外部登记', en: 'External registration' },
  notExternal: { zh: '未在外部登记', en: 'not externally registered' },
  objectGone: {
    zh: '标的已灭失（《民法典》第三百九十条）',
    en: 'object gone (Civil Code art. 390)',
  },
  lapsesAfter: { zh: '出质人确认的最后一日', en: 'Last day for the pledgor to confirm' },
  place: { zh: '登记顺序', en: 'Order of registration' },
  lender: { zh: '贷款人', en: 'Lender' },
  grantee: { zh: '被许可人', en: 'Grantee' },
  granter: { zh: '许可人', en: 'Granter' },
  exclusive: { zh: '独占', en: 'Exclusive' },
  licencesMax: { zh: '许可份数上限', en: 'Licences at most' },
  soldRight: { zh: '转让的权利', en: 'Right that is sold' },
  wholeRight: { zh: '全部', en: 'all of it' },
  depth: { zh: '可再许可层级', en: 'Levels of sub-licence' },
  offer: { zh: '挂牌', en: 'Offer' },
  order: { zh: '订单', en: 'Order' },
  yes: { zh: '是', en: 'yes' },
  no: { zh: '否', en: 'no' },
} as const satisfies Readonly<Record<string, Words>>;

export const encumbranceWords = {
  bar: { zh: '限制', en: 'Bar' },
  waitingFreeze: { zh: '轮候查封', en: 'Waiting freeze' },
  pledge: { zh: '质押', en: 'Pledge' },
  claim: { zh: '质押主张（待出质人确认）', en: 'Claimed pledge (unconfirmed)' },
  registrationReservation: { zh: '登记预留', en: 'Registration reserved' },
  licenceReservation: { zh: '交易预留', en: 'Reserved for an order' },
  grant: { zh: '许可', en: 'Grant' },
  exclusiveGrant: { zh: '独占许可', en: 'Exclusive grant' },
  licensing: { zh: '许可授权（在售）', en: 'Licensing authorisation' },
} as const satisfies Readonly<Record<string, Words>>;

export const notes: readonly Words[] = [
  {
    zh: '同一权利上的登记事项按登记先后（登记簿版本）排列，依《民法典》第四百一十四条的规则；本页不构成对担保权优先顺位的法律结论。',
    en: 'Entries are in the order of registration (version of the title), the rule being Civil Code art. 414; this page is no legal conclusion about priority.',
  },
  {
    zh: '权利名称按 2022 年《数据二十条》与 2026 年国家指引并列。同一数据上的同种权利可以由多个权利人分别享有，互不排斥。',
    en: 'Rights are named as in 2022 and in the national guide of 2026. Several holders may have the same right in the same data independently.',
  },
  {
    zh: '本页所示为所载日志位置时本登记簿的记载；登记凭证与登记簿不一致的，以登记簿为准。',
    en: 'This is what the title says as of the position of the log that is named. Where a certificate differs, the title prevails.',
  },
];
