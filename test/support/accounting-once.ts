import { partyIdOf } from '@ledger/event-store/ids.js';
import { loan } from './accounting-story.js';
import { organisations } from './apps.js';
import type { Once } from './once.js';
import type { World } from './world.js';

const { secondLender } = organisations;
/** An entity without books, whose months can be closed here; and a second person of it. */
const accountant = [secondLender, 'accountant'] as const;
const second = [secondLender, 'accountant', 'auditor'] as const;

/** Vouchers, months and the year end, each under one key. */
export const accountingOnce = async (world: World, once: Once): Promise<void> => {
  const route = (rest: string) => `registry POST /v1/accounting/${rest}`;
  const dated = (date: string) => ({
    body: loan(date),
    other: loan(date, { summary: '另一摘要' }),
  });
  await once(route('vouchers'), { as: accountant, ...dated('2025-12-20') });
  const things = { month: '2025-12', year: '2025', number: '1' };
  const of = { as: accountant, things };
  const reasons = { body: { reason: '误记' }, other: { reason: '重复' } };
  await once(route('vouchers/{month}/{number}/reversal'), { ...of, ...reasons });
  await once(route('periods/{month}/amortisation'), of);
  await once(route('periods/{month}/closing'), of);
  const approval = { body: { approvedOn: '2026-04-20' }, other: { approvedOn: '2026-04-21' } };
  await once(route('years/{year}/approval'), { ...of, ...approval });
  const { lines } = loan('2026-01-05');
  const error = { concernsMonth: '2025-12', summary: '更正', reason: '科目有误', lines };
  const restated = { body: error, other: { ...error, reason: '另有原因' } };
  await once(route('years/{year}/restatements'), { ...of, ...restated });

  const content = { enterprise: 'general', facts: 'automatic', persons: 2 };
  const partyId = partyIdOf('uscc', secondLender);
  const adopting = { partyId, content, from: '2026-11-20', reason: '内部控制制度' };
  await world.post(world.registry, '/v1/policies/bookkeeping/versions', adopting, accountant);
  const drafted = loan('2026-11-20');
  const draft = await world.post(world.registry, '/v1/accounting/vouchers', drafted, accountant);
  const review = { as: second, things: { ...things, draftId: draft.id } };
  const decided = { body: { decision: 'post' }, other: { decision: 'reject', reason: '附件不全' } };
  await once(route('voucher-drafts/{draftId}/review'), { ...review, ...decided });
};
