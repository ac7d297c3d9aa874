import type { NettingRefusal } from '@ledger/domain/settlement/netting.refusals.js';
import type { ProblemsOf } from './problem-text.js';

/** What the refusals of this slice answer. */
export const nettingProblems = {
  netting_month_open: {
    status: 409,
    zh: { title: '该月尚未结束', detail: '{month} 至 {until} 方结束，请于次月轧差。' },
    en: {
      title: 'The month has not ended',
      detail: '{month} ends on {until}: set it off after that.',
    },
  },
  netting_not_in_order: {
    status: 409,
    zh: { title: '该月不能再轧差', detail: '已轧差至 {latest}，{month} 的款项已在其中。' },
    en: {
      title: 'Not in order',
      detail: 'Months up to {latest} are set off; what was open of {month} was in them.',
    },
  },
  netting_nothing: {
    status: 409,
    zh: { title: '没有可轧差的款项', detail: '{month} 末没有应收应付。' },
    en: {
      title: 'Nothing to set off',
      detail: 'Nothing was owed in either direction at the end of {month}.',
    },
  },
} as const satisfies ProblemsOf<NettingRefusal>;
