import type { Clock } from '@ledger/event-store/clock.js';
import { organisations } from '../support/apps.js';
import { by } from '../support/asset-api.js';
import {
  accountant,
  AccountingStory,
  type Answer,
  cny,
  entityPartyId,
  loan,
  secondAccountant,
} from '../support/accounting-story.js';

import.meta.jest.setTimeout(300_000);

let now = Date.parse('2026-01-10T02:00:00.000Z');
const clock: Clock = { now: () => new Date(now).toISOString() };
const vouchers = '/v1/accounting/vouchers';
const period = (month: string, what: string) => `/v1/accounting/periods/${month}/${what}`;

let story: AccountingStory;
beforeAll(async () => {
  story = await AccountingStory.start(clock);
});
afterAll(() => story.close());

const items = async (path: string, after: number | undefined) => {
  const answer = await story.get(`${path}?after=${after ?? 0}`);
  expect(answer.status).toBe(200);
  return (answer.body as { items: readonly Record<string, unknown>[] }).items;
};

describe('a voucher by hand', () => {
  it('gets the next number of its month, and once under a key', async () => {
    const first = await story.does(201, vouchers, loan('2025-03-20'));
    expect(first).toMatchObject({ month: '2025-03', number: 1, state: 'posted' });
    const key = { 'idempotency-key': 'loan-2' };
    const second = await story.post(vouchers, loan('2025-03-21'), accountant, key);
    const again = await story.post(vouchers, loan('2025-03-21'), accountant, key);
    expect([second.body, again.body]).toMatchObject([{ number: 2 }, { number: 2 }]);
    expect(again.headers['idempotency-replayed']).toBe('true');
    expect(await story.does(201, vouchers, loan('2025-04-01'))).toMatchObject({ number: 1 });
  });

  it('balances, on accounts that there are and that the books do not keep', async () => {
    const [debit, credit] = loan('2025-03-20').lines;
    const less = { ...credit, amount: cny('299999.99') };
    const of = (...lines: readonly (object | undefined)[]) => loan('2025-03-20', { lines });
    await story.refused('voucher_not_balanced', vouchers, of(debit, less));
    const zero = { ...credit, amount: cny('0.00') };
    await story.refused('voucher_amount_invalid', vouchers, of(debit, credit, zero));
    await story.refused(
      'voucher_account_unknown',
      vouchers,
      of({ ...debit, account: '9' }, credit),
    );
    await story.refused(
      'voucher_account_of_books',
      vouchers,
      of({ ...debit, account: '1701' }, credit),
    );
    await story.refused('voucher_date_in_future', vouchers, loan('2026-01-11'));
  });

  it('is the accountant’s alone to make', async () => {
    const { status } = await story.post(vouchers, loan('2025-03-20'), by('manager'));
    expect(status).toBe(403);
  });
});

describe('a red voucher', () => {
  it('takes one back once, and nothing that is not there', async () => {
    const { number } = await story.does(201, vouchers, loan('2025-03-25'));
    const path = `${vouchers}/2025-03/${number}/reversal`;
    const red = await story.does(201, path, { reason: '重复记账' });
    expect(red).toMatchObject({ month: '2025-03', number: number! + 1, state: 'posted' });
    await story.refused('voucher_reversed_already', path, { reason: '重复记账' });
    const ofRed = `${vouchers}/2025-03/${number! + 1}/reversal`;
    await story.refused('voucher_not_reversible', ofRed, { reason: '重复记账' });
    const none = `${vouchers}/2025-03/99/reversal`;
    await story.refused('voucher_not_found', none, { reason: '重复记账' });
  });
});

describe('two persons by policy', () => {
  const policy = '/v1/policies/bookkeeping/versions';
  const adopt = (persons: number, from: string) => {
    const content = { enterprise: 'general', facts: 'automatic', persons };
    const reason = '内部控制制度';
    return story.does(201, policy, { partyId: entityPartyId, content, from, reason });
  };
  const review = (id: string) => `/v1/accounting/voucher-drafts/${id}/review`;
  const post = { decision: 'post' };

  it('let a voucher wait without a number until another one posts it', async () => {
    await adopt(2, '2026-01-10');
    const draft = await story.does(201, vouchers, loan('2025-03-26'));
    expect(draft).toMatchObject({ state: 'waiting', month: '2025-03' });
    expect(draft.number).toBeUndefined();
    const waiting = await items('/v1/accounting/voucher-drafts', draft.position);
    expect(waiting).toMatchObject([{ draftId: draft.id, date: '2025-03-26', summary: '质押借款' }]);
    await story.refused('drafts_waiting', period('2025-03', 'closing'));
    await story.refused('voucher_four_eyes_required', review(draft.id), post);
    const posted = await story.does(200, review(draft.id), post, secondAccountant);
    expect(posted).toMatchObject({ state: 'posted', month: '2025-03' });
    await story.refused('voucher_draft_not_found', review(draft.id), post, secondAccountant);
    await story.refused('voucher_draft_not_found', review('anything'), post, secondAccountant);
    expect(await items('/v1/accounting/voucher-drafts', posted.position)).toEqual([]);
  });

  it('send back a red voucher, and the other may be taken back again', async () => {
    const path = `${vouchers}/2025-03/1/reversal`;
    const draft = await story.does(201, path, { reason: '误记' });
    const rejecting = { decision: 'reject', reason: '无误，不应冲销' };
    const back = await story.does(200, review(draft.id), rejecting, secondAccountant);
    expect(back.state).toBe('rejected');
    await story.settled();
    const again = await story.does(201, path, { reason: '确系误记' });
    await story.does(200, review(again.id), post, secondAccountant);
    now = Date.parse('2026-01-11T02:00:00.000Z');
    await adopt(1, '2026-01-11');
  });
});

describe('a month', () => {
  it('is closed after the ones before it, and after its amortisation', async () => {
    await story.refused('amortisation_outstanding', period('2025-04', 'amortisation'));
    await story.refused('amortisation_outstanding', period('2025-03', 'closing'));
    await story.does(200, period('2025-03', 'amortisation'));
    await story.does(200, period('2025-04', 'amortisation'));
    await story.refused('amortisation_out_of_order', period('2025-03', 'amortisation'));
    await story.refused('earlier_period_open', period('2025-04', 'closing'));
    await story.refused('period_not_begun', period('2026-02', 'closing'));
    const closed = await story.does(200, period('2025-03', 'closing'));
    expect(closed).toMatchObject({ id: '2025-03', state: 'closed' });
    const [april, march] = await items('/v1/accounting/periods', closed.position! + 1);
    expect([april, march]).toMatchObject([
      { month: '2025-04', state: 'open' },
      { month: '2025-03', state: 'closed', digest: closed.digest, vouchers: closed.vouchers },
    ]);
  });

  it('that is closed answers with the open one', async () => {
    const open = { month: '2025-03', openMonth: '2025-04' };
    const named = await story.refused('period_closed', vouchers, loan('2025-03-31'));
    expect(named.obstacles).toEqual(open);
    const early = await story.refused('period_closed', vouchers, loan('2025-02-28'));
    expect(early.obstacles).toEqual({ month: '2025-02', openMonth: '2025-04' });
    const closing = await story.refused('period_closed', period('2025-03', 'closing'));
    expect(closing.obstacles).toEqual(open);
    const run = await story.refused('period_closed', period('2025-03', 'amortisation'));
    expect(run.obstacles).toEqual(open);
  });

  it('that is closed keeps a voucher which is taken back in the open one', async () => {
    const red = await story.does(201, `${vouchers}/2025-03/2/reversal`, { reason: '重复记账' });
    expect(red).toMatchObject({ month: '2025-04', state: 'posted', concernsMonth: '2025-03' });
    const path = `${vouchers}/2025-04/1/reversal`;
    await story.refused('period_closed', path, { reason: '误记', date: '2025-03-31' });
  });

  it('shows its run', async () => {
    await story.settled();
    const { status, body } = await story.get(period('2025-04', 'amortisation'));
    const counts = { examined: 0, books: 0, vouchers: 0, total: cny('0.00') };
    expect([status, body]).toMatchObject([200, { state: 'completed', ...counts }]);
    const none = await story.get(period('2025-05', 'amortisation'));
    expect([none.status, (none.body as Answer).code]).toEqual([404, 'amortisation_run_not_found']);
  });

  it('is another organisation’s own matter', async () => {
    const stranger = by('accountant', organisations.lender);
    const { body } = await story.get('/v1/accounting/periods', stranger);
    expect(body).toEqual({ items: [] });
    const path = `/v1/accounting/periods?entity=${entityPartyId}`;
    expect((await story.get(path, stranger)).status).toBe(404);
    const auditor = by('auditor', organisations.lender);
    expect((await story.get(path, auditor)).status).toBe(200);
  });
});

describe('a year', () => {
  const approval = '/v1/accounting/years/2025/approval';
  const restatements = '/v1/accounting/years/2025/restatements';
  const bookId = '3f2b8c1e-5d47-4a9b-8e60-7c1d2f3a4b5c';
  const movement = {
    table: 'intangible',
    section: 'impairment',
    row: 'charge',
    source: 'purchased',
  };
  const restatement = (more: object = {}, line: object = { bookId, movement }) => ({
    concernsMonth: '2025-12',
    summary: '更正 2025 年度少计提的减值准备',
    reason: '减值测试参数有误',
    lines: [
      { account: '6901', side: 'debit', amount: cny('100.00') },
      { account: '1703', side: 'credit', amount: cny('100.00'), ...line },
    ],
    ...more,
  });

  it('is closed month by month, then adjusted until its report is approved', async () => {
    await story.refused('report_not_ready', approval);
    await story.refused('restatement_before_approval', restatements, restatement());
    await story.does(200, period('2025-04', 'closing'));
    for (let month = 5; month <= 12; month += 1) {
      await story.closeMonth(`2025-${String(month).padStart(2, '0')}`);
    }
    await story.refused('period_closed', vouchers, loan('2025-12-31'));
    const adjusted = await story.does(201, vouchers, loan('2025-12-31', { adjustment: true }));
    expect(adjusted).toMatchObject({ month: '2025-12', number: 1 });
    await story.refused('restatement_before_approval', restatements, restatement());
    await story.does(200, approval, { reportDigest: 'c'.repeat(64) });
    await story.refused('report_approved', approval);
    const late = loan('2025-12-31', { adjustment: true });
    const over = await story.refused('adjustment_period_over', vouchers, late);
    expect(over.obstacles).toMatchObject({ openMonth: '2026-01', year: 2025 });
  });

  it('that was approved is restated in the open month', async () => {
    const outside = restatement({ concernsMonth: '2024-12' });
    await story.refused('restatement_outside_year', restatements, outside);
    await story.refused('voucher_movement_unknown', restatements, restatement({}, {}));
    const restated = await story.does(201, restatements, restatement());
    expect(restated).toMatchObject({ month: '2026-01', state: 'posted', concernsMonth: '2025-12' });
    await story.refused('voucher_not_reversible', `${vouchers}/2026-01/1/reversal`, {
      reason: '误记',
    });
  });
});
