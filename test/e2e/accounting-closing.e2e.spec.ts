import { journalStream } from '@ledger/domain/journal/journal.state.js';
import type { Clock } from '@ledger/event-store/clock.js';
import type { RunningApp } from '../support/apps.js';
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

const clientsMax = 64;
/** So that a closing that never comes ends the test. */
const turnsMax = 40;
const factsMax = 4;
const clock: Clock = { now: () => '2026-02-10T02:00:00.000Z' };
const vouchers = '/v1/accounting/vouchers';

let story: AccountingStory;
beforeAll(async () => {
  story = await AccountingStory.start(clock);
});
afterAll(() => story.close());

interface Voucher {
  readonly month: string;
  readonly number: number;
  readonly kind: string;
  readonly date: string;
  readonly summary: string;
  readonly concernsMonth?: string;
  readonly lines: readonly { readonly debit: string; readonly credit: string }[];
}

const journal = async (from: string, to: string): Promise<readonly Voucher[]> => {
  await story.settled();
  const found: Voucher[] = [];
  for (let cursor = ''; ;) {
    const path = `/v1/accounting/journal?from=${from}&to=${to}&limit=200${cursor}`;
    const { status, body } = await story.get(path);
    expect([path, status]).toEqual([path, 200]);
    const page = body as { items: readonly Voucher[]; next?: string };
    found.push(...page.items);
    if (page.next === undefined) return found;
    cursor = `&cursor=${encodeURIComponent(page.next)}`;
  }
};

const research = (on: string, note: string) => ({ on, note, amount: cny('100.00') });
const bookOf = async (name: string) =>
  (await story.does(201, '/v1/books', { name, source: 'selfMade' })).id;

describe('closing while 64 clients post', () => {
  it('lets in what came before it, and nothing after', async () => {
    const second: RunningApp = await story.cluster.startRegistry();
    const authorization = await story.cluster.bearer(...accountant);
    const books = await Promise.all(
      Array.from({ length: factsMax }, (_, index) => bookOf(`在研项目 ${index}`)),
    );
    const run = '/v1/accounting/periods/2025-01/amortisation';
    await story.does(200, run);
    let isOver = false;
    const answers: Answer[] = [];
    const client = async (index: number): Promise<void> => {
      const { http } = index % 2 === 0 ? story.registry : second;
      for (let turn = 0; !isOver && turn < turnsMax; turn += 1) {
        const body = loan('2025-01-15', { summary: `借款 ${index}-${turn}` });
        const { body: answer } = await http.post(vouchers).set({ authorization }).send(body);
        answers.push(answer as Answer);
      }
    };
    const fact = async (book: string, index: number): Promise<void> => {
      const path = `/v1/books/${book}/research`;
      await story.does(200, path, research('2025-01-20', `研究 ${index}`));
    };
    const closing = async () => {
      while (answers.length < clientsMax * 2) await story.get('/v1/accounting/periods');
      for (;;) {
        // It waits for the facts recorded before it, which queue behind the clients: 503, try again.
        const { status, body } = await story.post('/v1/accounting/periods/2025-01/closing');
        if (status === 503) continue;
        isOver = true;
        expect([status, body]).toEqual([200, expect.anything()]);
        return body as Answer;
      }
    };
    const all = Array.from({ length: clientsMax }, (_, index) => index);
    const [closed] = await Promise.all([closing(), ...all.map(client), ...books.map(fact)]);
    await second.close();

    const posted = answers.filter(({ state }) => state === 'posted');
    const refused = answers.filter(({ code }) => code === 'period_closed');
    // Who lost too many races against the other process is told to try again: 503.
    const other = answers.filter(({ state, code }) => state === undefined && code !== 'busy');
    expect(other).toHaveLength(refused.length);
    for (const { obstacles } of refused) {
      expect(obstacles).toEqual({ month: '2025-01', openMonth: '2025-02' });
    }
    const january = await journal('2025-01-01', '2025-01-31');
    expect(january).toHaveLength(closed.vouchers ?? 0);
    expect(january.map(({ number }) => number)).toEqual(january.map((_, index) => index + 1));
    const numbers = posted.map(({ number }) => number ?? 0).toSorted((a, b) => a - b);
    const byHand = january.filter(({ kind }) => kind === 'manual').map(({ number }) => number);
    expect(numbers).toEqual(byHand);

    const february = await journal('2025-02-01', '2025-02-28');
    const facts = [...january, ...february].filter(({ kind }) => kind === 'fact');
    // Two vouchers a fact, each posted once, in the month or in the open one that says so.
    expect(facts).toHaveLength(factsMax * 2);
    expect(new Set(facts.map(({ summary }) => summary)).size).toBe(factsMax);
    for (const { concernsMonth } of february) expect(concernsMonth).toBe('2025-01');

    const log = story.cluster.openLog();
    const events = await log.read(journalStream(entityPartyId, '2025-01'));
    await log.close();
    expect(events.at(-1)?.type).toBe('PeriodClosed');
    expect(events.at(-1)?.version).toBe(closed.version);
  });
});

describe('a fact of a closed month', () => {
  it('lands in the open month and says so', async () => {
    const book = await bookOf('迟到的事实');
    await story.does(200, `/v1/books/${book}/research`, research('2025-01-31', '迟到'));
    const late = (await journal('2025-02-01', '2025-02-28')).filter(
      ({ summary }) => summary === '迟到',
    );
    expect(late).toMatchObject([
      { month: '2025-02', date: '2025-02-01', concernsMonth: '2025-01', kind: 'fact' },
      { month: '2025-02', date: '2025-02-01', concernsMonth: '2025-01', kind: 'fact' },
    ]);
  });

  it('of a year that is still adjusted stays in its December', async () => {
    for (let month = 2; month <= 12; month += 1) {
      await story.closeMonth(`2025-${String(month).padStart(2, '0')}`);
    }
    const book = await bookOf('资产负债表日后调整事项');
    await story.does(200, `/v1/books/${book}/research`, research('2025-11-30', '调整'));
    const december = await journal('2025-12-01', '2025-12-31');
    expect(december).toMatchObject([
      { month: '2025-12', concernsMonth: '2025-11', summary: '调整' },
      { month: '2025-12', concernsMonth: '2025-11', summary: '调整' },
    ]);
    await story.does(200, '/v1/accounting/years/2025/approval');
    await story.does(200, `/v1/books/${book}/research`, research('2025-11-30', '再晚'));
    const january = await journal('2026-01-01', '2026-01-31');
    expect(january).toMatchObject([{ concernsMonth: '2025-11' }, { concernsMonth: '2025-11' }]);
  });
});

describe('a voucher that rests on a book', () => {
  it('is taken back in its book, which posts the red one', async () => {
    const book = await bookOf('误记');
    const fact = `/v1/books/${book}/research`;
    const recorded = await story.does(200, fact, research('2026-01-20', '误记'));
    const own = (all: readonly Voucher[]) => all.filter(({ summary }) => summary === '误记');
    const [first, second] = own(await journal('2026-01-01', '2026-01-31'));
    const path = `${vouchers}/2026-01/${first!.number}/reversal`;
    await story.refused('voucher_rests_on_books', path, { reason: '误记' });
    const taking = { version: recorded.version, on: '2026-01-31', reason: '误记', note: '误记' };
    await story.does(200, `/v1/books/${book}/reversal`, taking);
    const red = own(await journal('2026-01-01', '2026-01-31')).slice(2);
    const inRed = ({ lines }: Voucher) =>
      lines.map(({ debit, credit }) => [negative(debit), negative(credit)]);
    expect(red.map(({ lines }) => lines.map(({ debit, credit }) => [debit, credit]))).toEqual([
      inRed(first!),
      inRed(second!),
    ]);
  });

  it('waits for an accountant where the policy says so, and is not sent back', async () => {
    const content = { enterprise: 'general', facts: 'accountant', persons: 2 };
    const adopting = { partyId: entityPartyId, content, from: '2026-02-10', reason: '内控' };
    await story.does(201, '/v1/policies/bookkeeping/versions', adopting);
    const book = await bookOf('须审核');
    await story.does(200, `/v1/books/${book}/research`, research('2026-02-05', '须审核'));
    await story.settled();
    const { body } = await story.get('/v1/accounting/voucher-drafts');
    const { items } = body as { items: readonly { draftId: string; summary: string }[] };
    expect(items.map(({ summary }) => summary)).toEqual(['须审核', '须审核']);
    const review = (index: number) =>
      `/v1/accounting/voucher-drafts/${items[index]!.draftId}/review`;
    await story.refused('voucher_four_eyes_required', review(0), { decision: 'post' });
    const rejecting = { decision: 'reject', reason: '不认可' };
    await story.refused('voucher_rests_on_books', review(0), rejecting, secondAccountant);
    for (const index of [0, 1]) {
      await story.does(200, review(index), { decision: 'post' }, secondAccountant);
    }
    expect(await journal('2026-02-01', '2026-02-28')).toHaveLength(2);
  });
});

const negative = (amount: string): string => (Number(amount) === 0 ? amount : `-${amount}`);
