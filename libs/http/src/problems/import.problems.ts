import type { ImportRefusal } from '@ledger/domain/import/import.refusals.js';
import type { ProblemsOf } from './problem-text.js';

/** What the refusals of this slice answer. */
export const importProblems = {
  import_not_found: {
    status: 404,
    zh: {
      title: '没有这个导入任务',
      detail: '没有这个导入任务，或者您无权查看。请核对标识后重试。',
    },
    en: {
      title: 'No such import',
      detail: 'There is no such import, or you may not see it. Check the id and try again.',
    },
  },
} as const satisfies ProblemsOf<ImportRefusal>;
