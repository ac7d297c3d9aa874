import { gradeWords, stateWords } from '@ledger/domain/asset/asset.words.js';
import type { AssetStep } from '@ledger/domain/asset/life.graph.js';
import type { FinancingStatus } from '@ledger/domain/financing/facility.js';
import type { QualityDimension } from '@ledger/domain/quality/quality.score.js';
import type { Channel, PledgedObject } from '@ledger/domain/title/external-registration.js';
import type { FixingGround } from '@ledger/domain/title/pledge-life.events.js';
import type { PledgeStanding } from '@ledger/domain/title/title.standing.js';
import { rightLabels } from '@ledger/domain/title/title-extract.words.js';
import { approachWords } from '@ledger/domain/valuation/report/report.words.js';
import type { TargetFault } from '@ledger/domain/webhook/webhook-target.js';

/** Chinese words by code of the interface. */
type Lexicon = Readonly<Record<string, string>>;

const zhOf = (words: Readonly<Record<string, { readonly zh: string }>>): Lexicon =>
  Object.fromEntries(Object.entries(words).map(([code, { zh }]) => [code, zh]));

const steps: Readonly<Record<AssetStep, string>> = {
  draft: '存为草稿',
  submission: '提交',
  supplement: '补正',
  withdrawal: '撤回',
  acceptance: '受理',
  return: '一次性告知',
  rejection: '不予登记',
  publication: '公示',
  'supplement-request': '要求补充佐证材料',
  'review-supplement': '补充佐证材料',
  'review-extension': '延长审查',
  objections: '提出异议',
  registration: '登记',
  change: '变更',
  renewal: '续期',
  suspension: '中止',
  restoration: '恢复',
  cancellation: '注销',
  revocation: '撤销',
  corrections: '更正',
};

const pledgeStandings: Readonly<Record<PledgeStanding, string>> = {
  none: '未生效',
  claimed: '主张，待确认',
  registered: '已登记',
  released: '已解除',
  declined: '已拒绝',
  lapsed: '已失效',
  cancelled: '已注销',
  enforced: '已实现',
};

const financingStatuses: Readonly<Record<FinancingStatus, string>> = {
  none: '不存在',
  requested: '已申请',
  offered: '已报价',
  accepted: '已承诺',
  perfected: '担保已设立',
  defaulted: '已违约',
  closed: '已了结',
};

const channels: Readonly<Record<Channel, string>> = {
  unifiedRegister: '动产融资统一登记公示系统',
  dataIpPlatform: '数据知识产权登记平台',
  dataRegistry: '数据登记机构',
  patentOffice: '专利登记机关',
  trademarkOffice: '商标登记机关',
  copyrightOffice: '著作权登记机关',
};

const objects: Readonly<Record<PledgedObject, string>> = {
  dataRight: '数据权利',
  dataIp: '数据知识产权',
  receivable: '应收账款',
  patent: '专利权',
  trademark: '注册商标专用权',
  copyright: '著作权',
};

const fixingGrounds: Readonly<Record<FixingGround, string>> = {
  periodEnded: '债权确定期间届满',
  twoYears: '未约定期间，设立满二年',
  noNewClaims: '新的债权不可能发生',
  seizureKnown: '知道或者应当知道标的被查封、扣押',
  insolvency: '债务人、出质人被宣告破产或者解散清算',
  otherLaw: '法律规定的其他情形',
};

const dimensions: Readonly<Record<QualityDimension, string>> = {
  standardisation: '规范性',
  completeness: '完整性',
  accuracy: '准确性',
  consistency: '一致性',
  timeliness: '时效性',
  accessibility: '可访问性',
};

const targetFaults: Readonly<Record<TargetFault, string>> = {
  notHttps: '不是 https',
  credentials: '含用户名或口令',
  fragment: '含片段',
  insideName: '内部域名',
  tooLong: '地址过长',
};

const grades = zhOf(gradeWords);

/** By the placeholder that is filled; a code that is not here is shown as it is. */
const byPlaceholder: Readonly<Record<string, Lexicon>> = {
  status: zhOf(stateWords),
  possible: { ...steps, dismissed: '不成立' },
  outcome: { dismissed: '不成立', ...steps },
  standing: { ...pledgeStandings, withdrawn: '已撤回' },
  as: { approved: '已批准', rejected: '已驳回', withdrawn: '已撤回' },
  ended: { superseded: '已被替代', withdrawn: '已撤回' },
  decision: { unfounded: '不成立', upheld: '成立' },
  grade: grades,
  highest: grades,
  rights: Object.fromEntries(
    Object.entries(rightLabels).map(([code, { zh2022 }]) => [code, zh2022]),
  ),
  approach: zhOf(approachWords),
  object: objects,
  channels,
  ground: fixingGrounds,
  dimension: dimensions,
  dimensions,
  fault: targetFaults,
};

/** Where a problem means something of its own by the same placeholder. */
const byProblem: Readonly<Record<string, Readonly<Record<string, Lexicon>>>> = {
  financing_state_forbids: { status: financingStatuses },
};

/** A code as Chinese readers are told it: `已登记（registered）`; what is no code stays as it is. */
export const zhWord = (problem: string, placeholder: string, code: string): string => {
  const lexicon = byProblem[problem]?.[placeholder] ?? byPlaceholder[placeholder];
  const word = lexicon !== undefined && Object.hasOwn(lexicon, code) ? lexicon[code] : undefined;
  return word === undefined ? code : `${word}（${code}）`;
};
