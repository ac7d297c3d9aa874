import type { CrossBorderRefusal } from '@ledger/domain/cross-border/cross-border.refusals.js';
import type { ProblemsOf } from './problem-text.js';

/** What the refusals of this slice answer. */
export const crossBorderProblems = {
  export_date_wrong: {
    status: 409,
    zh: {
      title: '出境日期有误',
      detail:
        '日期 {on} 不得晚于今日 {today}，且须在所申报的年度内（年度按北京时间自 1 月 1 日起算）。',
    },
    en: {
      title: 'The day of the export is wrong',
      detail:
        '{on} must not lie after today ({today}) and must lie in the year declared (China time).',
    },
  },
  export_important_unassessed: {
    status: 409,
    zh: {
      title: '重要数据出境须经安全评估',
      detail:
        '依据 {basis} 不足：重要数据须通过数据出境安全评估（网络数据安全管理条例第三十七条）。',
    },
    en: {
      title: 'Important data leaves only after a security assessment',
      detail: 'Basis {basis} is not enough (Network Data Security Regulation art. 37).',
    },
  },
  export_basis_contradicts_data: {
    status: 409,
    zh: {
      title: '依据与数据不符',
      detail:
        '依据 {basis} 表示不含个人信息，但申报了 {persons} 人（敏感 {sensitivePersons} 人）。',
    },
    en: {
      title: 'The basis contradicts the data',
      detail:
        'Basis {basis} says that there is no personal information, but {persons} persons ' +
        '({sensitivePersons} sensitive) are declared.',
    },
  },
  export_basis_insufficient: {
    status: 409,
    zh: {
      title: '出境依据不足',
      detail:
        '连同本次，本年累计 {persons} 人（敏感 {sensitivePersons} 人），依据 {basis} 不足，需：{needed}（国家网信办令第16号）。',
    },
    en: {
      title: 'The basis does not carry the export',
      detail:
        'With it the year comes to {persons} persons ({sensitivePersons} sensitive): {basis} is not ' +
        'enough, {needed} is needed (CAC Order 16).',
    },
  },
  export_document_required: {
    status: 409,
    zh: {
      title: '缺少依据文件',
      detail: '依据 {basis} 须附备案、认证或评估文件的摘要 documentDigest。',
    },
    en: {
      title: 'A document is needed',
      detail:
        'Basis {basis} needs documentDigest: the SHA-256 of the filing, certificate or result.',
    },
  },
  export_not_found: {
    status: 404,
    zh: { title: '没有这项出境申报', detail: '本机构在该年度没有此申报。请核对标识与年度。' },
    en: {
      title: 'No such export',
      detail: 'The organisation declared no such export in that year. Check the id and the year.',
    },
  },
} as const satisfies ProblemsOf<CrossBorderRefusal>;
