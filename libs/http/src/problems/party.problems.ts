import type { PartyRefusal } from '@ledger/domain/party/party.refusals.js';
import type { ProblemsOf } from './problem-text.js';

/** What the refusals of this slice answer. */
export const partyProblems = {
  party_not_found: {
    status: 404,
    zh: { title: '没有这个主体', detail: '没有这个主体，或者您无权查看。请核对标识后重试。' },
    en: {
      title: 'No such party',
      detail: 'There is no such party, or you may not see it. Check the id and try again.',
    },
  },
  natural_person_not_admitted: {
    status: 409,
    zh: {
      title: '自然人不能登记为主体',
      detail: '本版本只登记法人、非法人组织等机构；请勿提交个人身份号码。',
    },
    en: {
      title: 'Natural persons cannot be parties',
      detail: 'This release registers organisations only. Do not send personal identity numbers.',
    },
  },
  not_own_organisation: {
    status: 403,
    zh: {
      title: '只能登记本机构',
      detail: '数据资产管理员只能登记令牌中 org 所指的机构；登记其他机构须由登记员办理。',
    },
    en: {
      title: 'You may register your own organisation only',
      detail: 'A manager registers the organisation in his token’s org; a registrar registers any.',
    },
  },
  uscc_malformed: {
    status: 400,
    zh: {
      title: '统一社会信用代码格式不符',
      detail: '须为 18 位数字或大写字母（不含 I、O、S、V、Z），见 GB 32100-2015。',
    },
    en: {
      title: 'Not a unified social credit code',
      detail: 'It has 18 digits or capital letters other than I, O, S, V, Z (GB 32100-2015).',
    },
  },
  uscc_check_failed: {
    status: 409,
    zh: {
      title: '统一社会信用代码校验位不符',
      detail:
        '{uscc} 的校验位不符。请核对证照；证照确实如此的，在 checkOverrideReason 中写明理由。',
    },
    en: {
      title: 'The check character of the code fails',
      detail:
        'Compare {uscc} with the licence. If the licence says so, give the reason in ' +
        'checkOverrideReason.',
    },
  },
  lei_malformed: {
    status: 400,
    zh: {
      title: '法人机构识别编码（LEI）格式不符',
      detail: '须为 18 位字母或数字加 2 位校验数字，见 ISO 17442。',
    },
    en: {
      title: 'Not a legal entity identifier',
      detail: 'It has 18 letters or digits and two check digits (ISO 17442).',
    },
  },
  lei_check_failed: {
    status: 409,
    zh: { title: 'LEI 校验位不符', detail: '{lei} 的校验位不符（ISO 17442）。请核对后重发。' },
    en: {
      title: 'The check digits of the LEI fail',
      detail: '{lei} fails its check (ISO 17442). Compare it with the register.',
    },
  },
  foreign_identifier_malformed: {
    status: 400,
    zh: {
      title: '境外登记号格式不符',
      detail:
        '须为国别代码（CN 除外）、冒号与登记号，如 DE:HRB 12345；中国机构请用统一社会信用代码。',
    },
    en: {
      title: 'Not an entry of a foreign register',
      detail:
        'Write country code (not CN), colon and number, such as DE:HRB 12345. Chinese ' +
        'organisations are named by their unified social credit code.',
    },
  },
  party_country_needed: {
    status: 400,
    zh: {
      title: '缺少登记国家或地区',
      detail: 'LEI 不载明登记地，请在 country 中填写国家或地区代码（ISO 3166-1），如 SG。',
    },
    en: {
      title: 'The country is missing',
      detail:
        'An LEI does not say where the organisation is registered: give country (ISO 3166-1), ' +
        'such as SG.',
    },
  },
  party_country_wrong: {
    status: 409,
    zh: {
      title: '登记国家或地区与标识不符',
      detail: '{country} 与该标识不符；境内机构只能以统一社会信用代码登记。',
    },
    en: {
      title: 'The country does not fit the identifier',
      detail:
        '{country} does not fit: organisations of the mainland are registered by their unified ' +
        'social credit code alone.',
    },
  },
  party_name_invalid: {
    status: 400,
    zh: { title: '机构名称长度不符', detail: '名称须为 1 至 {charactersMax} 个字符。' },
    en: {
      title: 'The name is empty or too long',
      detail: 'A name has 1 to {charactersMax} characters.',
    },
  },
  party_already_registered: {
    status: 409,
    zh: {
      title: '该标识已登记',
      detail: '主体 {partyId} 已以不同的名称或类别登记。请查询该主体；需要更正的请联系登记员。',
    },
    en: {
      title: 'The identifier is registered already',
      detail: 'Party {partyId} is registered with another name or class. Look it up.',
    },
  },
  party_suspended: {
    status: 403,
    zh: {
      title: '主体已暂停',
      detail: '该机构的业务已被暂停，不能办理新的授权、处分、质押或同意。',
    },
    en: {
      title: 'The organisation is suspended',
      detail: 'It gives and takes nothing new while it is suspended.',
    },
  },
  party_succeeded: {
    status: 409,
    zh: {
      title: '主体已合并或分立',
      detail: '该机构已由 {successorPartyIds} 承继，请以承继主体办理。',
    },
    en: {
      title: 'The organisation was merged or divided',
      detail: 'Its successors {successorPartyIds} act in its place.',
    },
  },
  party_date_invalid: {
    status: 409,
    zh: { title: '日期不符', detail: '{field} 不是有效日期，或者早于其所依据的日期。' },
    en: {
      title: 'The date is not possible',
      detail: '{field} is no date, or lies before what it follows on.',
    },
  },
  party_name_dated_already: {
    status: 409,
    zh: { title: '该日已有名称', detail: '自 {from} 起的名称已登记为“{name}”。' },
    en: { title: 'A name of that day is recorded', detail: 'From {from} the name is “{name}”.' },
  },
  party_class_unchanged: {
    status: 409,
    zh: { title: '类别未变', detail: '该组织已登记为此类别（{partyClass}），无须更正。' },
    en: {
      title: 'The class is that one already',
      detail: 'The organisation is registered as {partyClass}: there is nothing to correct.',
    },
  },
  party_class_contradicts_uscc: {
    status: 409,
    zh: {
      title: '机构类别与统一社会信用代码不符',
      detail: '该代码由机构编制部门赋予（GB 32100-2015），类别只能为：{possible}。',
    },
    en: {
      title: 'The class contradicts the code',
      detail:
        'The code was given by an office of public-sector establishment (GB 32100-2015); the class ' +
        'is one of: {possible}.',
    },
  },
  successors_invalid: {
    status: 409,
    zh: {
      title: '承继主体填写不符',
      detail: '合并须有一个承继主体，分立须有两个以上；份额或均不写，或合计为 1。',
    },
    en: {
      title: 'The successors are not well stated',
      detail:
        'A merger has one successor, a division at least two; shares add up to 1 or are left out.',
    },
  },
  successor_not_registered: {
    status: 409,
    zh: { title: '承继主体尚未登记', detail: '主体 {partyIds} 尚未登记，或已合并、分立。' },
    en: {
      title: 'A successor is not registered',
      detail: 'Party {partyIds} is not registered, or was itself merged or divided.',
    },
  },
  succession_already_recorded: {
    status: 409,
    zh: { title: '承继已登记', detail: '该机构的承继已登记为 {successorPartyIds}。' },
    en: {
      title: 'The succession is recorded',
      detail: 'It was recorded with the successors {successorPartyIds}.',
    },
  },
  insolvency_already_open: {
    status: 409,
    zh: { title: '破产程序进行中', detail: '案件 {caseNumber} 尚未终结。' },
    en: { title: 'Insolvency proceedings are open', detail: 'Case {caseNumber} has not ended.' },
  },
  insolvency_not_open: {
    status: 409,
    zh: { title: '没有进行中的破产程序', detail: '该机构没有进行中的破产程序。' },
    en: { title: 'No insolvency proceedings are open', detail: 'There is nothing to end.' },
  },
} as const satisfies ProblemsOf<PartyRefusal>;
