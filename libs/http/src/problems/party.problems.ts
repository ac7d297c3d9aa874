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
} as const satisfies ProblemsOf<PartyRefusal>;
