import type { RiskKind } from '@ledger/domain/alert/alert.events.js';

/** What the risk monitor found and the recommended step, per kind. */
export const riskWords: Readonly<Record<RiskKind, { readonly zh: string; readonly en: string }>> = {
  coverageBelow: {
    zh: '担保物价值对欠款或所担保金额的覆盖已低于约定倍数。请核对评估与余额，并按合同要求补足担保、部分还款或追加保证金。',
    en:
      'What the collateral is worth covers what is owed or secured less than agreed. Check the ' +
      'appraisal and the balance; ask for more security, a part repayment or margin.',
  },
  valuationExpiring: {
    zh: '所依据的评估将先于贷款到期，或者已经失效。请在其最后一日之前取得新的评估报告。',
    en:
      'The appraisal that is relied on ends before the loan does, or has ended. Obtain a new ' +
      'report before its last day.',
  },
  certificateExpiring: {
    zh: '该资产的登记凭证将先于贷款到期，或者已经到期。请要求持有人在续期窗口内办理续期。',
    en:
      'The certificate of the asset ends before the loan does, or has ended. Ask the holder to ' +
      'renew it while the window is open.',
  },
  rightExpiring: {
    zh: '出质的权利将先于贷款到期，或者已经终止。请要求延长权利期限、另行提供担保或提前还款。',
    en:
      'The pledged right ends before the loan does, or has ended. Ask for its extension, for other ' +
      'security, or for early repayment.',
  },
  registrationExpiring: {
    zh: '质押登记即将到期，或者已经失效。请在最后一日之前展期：失效后再登记只能取得新的顺位。',
    en:
      'The registration of the pledge runs out, or has lapsed. Extend it before its last day: ' +
      'registered again after that it has a new place.',
  },
  pledgeObjection: {
    zh: '有人对该质押登记提出异议。请核对登记依据；异议人在期限内起诉或申请仲裁的，异议持续有效。',
    en:
      'Somebody objects to the registration of the pledge. Check what it rests on; the objection ' +
      'stays where suit or arbitration is filed in time.',
  },
  barRaised: {
    zh: '该权利上设有冻结、争议、破产或行政限制。请向作出限制的机关核实，暂停放款，并评估提前到期条款。',
    en:
      'A freeze, a dispute, an insolvency or a measure weighs on the right. Ask the authority, ' +
      'pause drawdowns, and consider what the contract says of early maturity.',
  },
  releaseOverdue: {
    zh: '应解除的质押登记逾期未解除。质权人请立即办理解除；出质人可提出异议或请求登记机构依生效文书注销。',
    en:
      'The release of the pledge is overdue. The pledgee should release it now; the pledgor may ' +
      'object or bring an effective decision to the registrar.',
  },
  revenueFalling: {
    zh: '该资产在交易所的合同收入较前一期明显下降。请向借款人了解原因，并考虑重新评估。',
    en:
      'What the asset earns under contracts of the exchange has fallen. Ask the borrower why, and ' +
      'consider a new appraisal.',
  },
  objectGone: {
    zh: '该资产已注销，质押标的已灭失。请主张保险金、赔偿金等代位物，或要求补充担保（民法典第三百九十条、第四百零八条）。',
    en:
      'The asset is cancelled: the pledge has lost its object. Turn to what replaces it, or ask ' +
      'for more security (Civil Code art. 390, 408).',
  },
};
