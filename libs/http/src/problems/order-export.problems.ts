import type { OrderRefusal } from '@ledger/domain/order/order.refusals.js';
import type { ProblemsOf } from './problem-text.js';

/** What refusals answer where data would leave the country. */
export const orderExportProblems = {
  order_export_undeclared: {
    status: 409,
    zh: {
      title: '数据出境尚未申报',
      detail:
        '买方在境外或数据交付至境外，卖方须先以本交易申报 {year} 年的数据出境及其依据（POST /v1/exports；' +
        '《网络数据安全管理条例》第三十五条、《促进和规范数据跨境流动规定》）。',
    },
    en: {
      title: 'The export has not been declared',
      detail:
        'The buyer or the place of delivery is abroad: the seller first declares the export of {year} ' +
        'for this order with its basis (POST /v1/exports; Network Data Security Regulation art. 35, ' +
        'CAC Order 16).',
    },
  },
  order_export_unassessed: {
    status: 409,
    zh: {
      title: '重要数据出境未经安全评估',
      detail:
        '重要数据须通过数据出境安全评估，并以 securityAssessment 申报、附评估结果摘要' +
        '（《网络数据安全管理条例》第三十七条）。',
    },
    en: {
      title: 'Important data without its security assessment',
      detail:
        'Important data goes abroad after a security assessment: declare it as important on ' +
        'securityAssessment with the digest of the result (Network Data Security Regulation art. 37).',
    },
  },
  order_export_understated: {
    status: 409,
    zh: {
      title: '申报未计入个人信息',
      detail:
        '该数据为个人信息，不能以“不含个人信息或重要数据”出境（《个人信息保护法》第三十八条）。',
    },
    en: {
      title: 'The declaration leaves personal information out',
      detail:
        'This is personal information: its export cannot rest on there being none (PIPL art. 38).',
    },
  },
} as const satisfies ProblemsOf<Extract<OrderRefusal, `order_export_${string}`>>;
