import fc from 'fast-check';
import type { VoucherContent } from '../accounting/journal.events.js';
import type { Meta } from '../decider.js';
import { minorUnits } from '../money.js';
import { Refused } from '../refusal.js';
import { specOf } from '../testing/decider-spec.js';
import type { JournalCommand } from './journal.commands.js';
import { draftsMax, journalKind } from './journal.decider.js';
import type { JournalEvent } from './journal.events.js';
import { evolveJournal, initialJournal, type JournalState } from './journal.state.js';
import { lineOn, voucherOf } from './testing/voucher.js';

const given = specOf(journalKind.decider);
const [entityPartyId, month] = ['entity', '2025-03'];
const as = (person = 'token-1', now = '2026-01-10T02:00:00.000Z'): Meta => ({
  actor: { person, partyId: entityPartyId, role: 'accountant' },
  now,
});
const cny = (amount: string) => ({ amount, currency: 'CNY' as const });

type Told = Partial<Extract<JournalCommand, { type: 'RecordVoucher' }>['data']>;
const record = (content: VoucherContent, more: Told = {}, meta = as()): JournalCommand => ({
  type: 'RecordVoucher',
  data: { voucherId: 'v-1', content, isDraft: false, mayAdjust: false, ...more },
  meta,
});
const posted = (number: number, content = voucherOf(), more: object = {}): JournalEvent => ({
  type: 'VoucherPosted',
  data: { ...content, number, ...more },
});
const prepared = (content = voucherOf(), draftId = 'v-1'): JournalEvent => ({
  type: 'VoucherPrepared',
  data: { ...content, draftId },
});
const closed: JournalEvent = {
  type: 'PeriodClosed',
  data: { entityPartyId, month, vouchers: 0, debit: cny('0.00'), closedBy: 'token-1' },
};
const december = { entityPartyId, month: '2025-12' };
const closedDecember: JournalEvent = { ...closed, data: { ...closed.data, ...december } };
const approved: JournalEvent = {
  type: 'ReportApproved',
  data: {
    ...{ ...december, year: 2025, approvedOn: '2026-01-10', approvedBy: 'token-1' },
    ...{ vouchers: 0, debit: cny('0.00') },
  },
};
const review = (person: string, more: object = {}): JournalCommand => ({
  type: 'ReviewVoucherDraft',
  data: { entityPartyId, month, draftId: 'v-1', decision: 'post', ...more },
  meta: as(person),
});
const rejecting = { decision: 'reject', reason: '附件不全' };
const twoPersons = { policy: 'bookkeeping', version: 2, persons: 2 };
const claim = (number: number, kind = 'manual', reversalId = 'r-1'): JournalCommand =>
  ({
    type: 'ClaimVoucherReversal',
    data: { entityPartyId, month, number, reversalId, kind, reason: '重复记账' },
    meta: as(),
  }) as JournalCommand;
const claimed: JournalEvent = {
  type: 'VoucherReversalClaimed',
  data: {
    ...{ entityPartyId, month, number: 1, reversalId: 'r-1' },
    ...{ reason: '重复记账', claimedBy: 'token-1' },
  },
};
const close: JournalCommand = { type: 'ClosePeriod', data: { entityPartyId, month }, meta: as() };
const approve = (more: object = {}): JournalCommand => ({
  type: 'ApproveReport',
  data: { ...december, year: 2025, ...more },
  meta: as(),
});

describe('a voucher', () => {
  it('is posted with the next number of its month', () => {
    given().when(record(voucherOf())).then(posted(1));
    given(posted(1), prepared()).when(record(voucherOf())).then(posted(2));
  });

  it('balances, or is refused', () => {
    const lines = [lineOn('bank', 'debit', 100n), lineOn('shortTermLoan', 'credit', 99n)];
    given()
      .when(record(voucherOf({}, lines)))
      .thenRefused('voucher_not_balanced', { debit: '1.00', credit: '0.99' });
    given()
      .when(record(voucherOf({}, [])))
      .thenRefused('voucher_not_balanced');
  });

  it('moves something on every line, and is red only where it takes back', () => {
    const of = (minor: bigint) => [
      lineOn('bank', 'debit', minor),
      lineOn('shortTermLoan', 'credit', minor),
    ];
    given()
      .when(record(voucherOf({}, of(0n))))
      .thenRefused('voucher_amount_invalid', { line: 1, amount: '0.00' });
    given()
      .when(record(voucherOf({}, of(-1n))))
      .thenRefused('voucher_amount_invalid');
    const red = voucherOf({ kind: 'reversal' }, of(-1n));
    given().when(record(red)).then(posted(1, red));
  });

  it('is dated today at the latest where it is written by hand', () => {
    const ahead = as('token-1', '2025-03-19T15:59:59.000Z');
    given()
      .when(record(voucherOf(), {}, ahead))
      .thenRefused('voucher_date_in_future', { date: '2025-03-20', today: '2025-03-19' });
    given()
      .when(record(voucherOf(), {}, as('token-1', '2025-03-19T16:00:00.000Z')))
      .then(posted(1));
  });

  it('written by hand stays off the accounts that the books keep', () => {
    const lines = [lineOn('intangible', 'debit', 100n), lineOn('bank', 'credit', 100n)];
    given()
      .when(record(voucherOf({}, lines)))
      .thenRefused('voucher_account_of_books', { accounts: ['1701'] });
    const fact = voucherOf({ kind: 'fact' }, lines);
    given().when(record(fact)).then(posted(1, fact));
  });

  it('of a run is posted once, chunk by chunk', () => {
    const chunk = (number: number) =>
      voucherOf({
        kind: 'amortisation',
        run: { runId: 'run', chunk: number, books: 1, examined: number, digest: 'a'.repeat(64) },
      });
    given(posted(1, chunk(1)))
      .when(record(chunk(1)))
      .thenNothing();
    given(posted(1, chunk(1)))
      .when(record(chunk(2)))
      .then(posted(2, chunk(2)));
  });

  it('finds no room in a full month; a red one and a chunk of a run do', () => {
    const full: JournalState = { ...initialJournal(), events: journalKind.eventsMax - 20_000 };
    const decide = (content: VoucherContent) =>
      journalKind.decider.decide(record(content), full).length;
    expect(() => decide(voucherOf())).toThrow(expect.objectContaining({ code: 'journal_full' }));
    expect(decide(voucherOf({ kind: 'reversal' }))).toBe(1);
    const one = { ...full, events: full.events - 1 };
    expect(journalKind.decider.decide(record(voucherOf()), one)).toHaveLength(1);
    expect(journalKind.eventsMax).toBe(200_000);
  });
});

describe('a draft', () => {
  const two = voucherOf({ bookkeeping: twoPersons });

  it('waits without a number and is posted by another person', () => {
    given()
      .when(record(two, { isDraft: true }))
      .then(prepared(two));
    given(prepared(two)).when(review('token-1')).thenRefused('voucher_four_eyes_required');
    given(prepared(two))
      .when(review('token-2'))
      .then(posted(1, two, { reviewer: 'token-2', draftId: 'v-1' }));
    const alone = { reviewer: 'token-1', draftId: 'v-1' };
    given(prepared())
      .when(review('token-1'))
      .then(posted(1, voucherOf(), alone));
  });

  it('is rejected with a reason, and is decided once', () => {
    given(prepared(two))
      .when(review('token-2', rejecting))
      .then({
        type: 'VoucherDraftRejected',
        data: { entityPartyId, month, draftId: 'v-1', reason: '附件不全', reviewer: 'token-2' },
      });
    given().when(review('token-2')).thenRefused('voucher_draft_not_found');
    const done = posted(1, two, { draftId: 'v-1' });
    given(prepared(two), done).when(review('token-2')).thenRefused('voucher_draft_not_found');
  });

  it('of a fact is not rejected: the fact is taken back in its book', () => {
    const fact = voucherOf({ kind: 'fact', bookkeeping: twoPersons });
    given(prepared(fact)).when(review('token-2', rejecting)).thenRefused('voucher_rests_on_books');
  });

  it('is one of a limited number', () => {
    const drafts = new Map(
      Array.from({ length: draftsMax }, (_, n) => [`d-${n}`, { ...voucherOf(), draftId: `${n}` }]),
    );
    const state: JournalState = { ...initialJournal(), drafts };
    expect(() => journalKind.decider.decide(record(two, { isDraft: true }), state)).toThrow(
      new Refused('too_many_drafts', { max: draftsMax }),
    );
  });
});

describe('a reversal', () => {
  it('is claimed once in the stream of the voucher that it takes back', () => {
    given(posted(1)).when(claim(1)).then(claimed);
    given(posted(1), claimed).when(claim(1)).thenNothing();
    given(posted(1), claimed)
      .when(claim(1, 'manual', 'r-2'))
      .thenRefused('voucher_reversed_already', { number: 1 });
    given(posted(1)).when(claim(2)).thenRefused('voucher_not_found', { number: 2 });
    given(posted(1), closed).when(claim(1)).then(claimed);
  });

  it('of what rests on books is the book’s; a red voucher is not reversed', () => {
    given(posted(1)).when(claim(1, 'fact')).thenRefused('voucher_rests_on_books');
    given(posted(1)).when(claim(1, 'amortisation')).thenRefused('voucher_rests_on_books');
    given(posted(1)).when(claim(1, 'reversal')).thenRefused('voucher_not_reversible');
  });

  it('is free again when its draft was rejected', () => {
    const data = { entityPartyId, month, number: 1, reversalId: 'r-1' };
    const freed: JournalEvent = { type: 'VoucherReversalReleased', data };
    const command: JournalCommand = { type: 'ReleaseVoucherReversal', data, meta: as() };
    given(posted(1), claimed).when(command).then(freed);
    given(posted(1)).when(command).thenNothing();
    given(posted(1), claimed, freed).when(claim(1)).then(claimed);
  });
});

describe('a month', () => {
  it('is closed with what was posted, and takes nothing after it', () => {
    given(posted(1))
      .when(close)
      .then({ ...closed, data: { ...closed.data, vouchers: 1, debit: cny('300000.00') } });
    given(closed).when(record(voucherOf())).thenRefused('period_closed', { month });
    given(closed)
      .when(record(voucherOf(), { mayAdjust: true }))
      .thenRefused('period_closed');
    given(closed).when(close).thenNothing();
  });

  it('is not closed while drafts wait', () => {
    given(prepared()).when(close).thenRefused('drafts_waiting');
  });
});

describe('December', () => {
  const adjusting = voucherOf({ month: '2025-12', date: '2025-12-31' });

  it('takes adjustments after its closing until the report is approved', () => {
    const asked = record(adjusting, { mayAdjust: true });
    given(closedDecember)
      .when(asked)
      .then(posted(1, { ...adjusting, isAdjustment: true }));
    given(closedDecember).when(record(adjusting)).thenRefused('period_closed');
    given().when(asked).then(posted(1, adjusting));
    given(closedDecember, approved)
      .when(asked)
      .thenRefused('adjustment_period_over', { month: '2025-12', year: 2025 });
  });

  it('holds the approval, once, after the closing and without drafts', () => {
    given(closedDecember).when(approve()).then(approved);
    given().when(approve()).thenRefused('report_not_ready', { year: 2025, month: '2025-12' });
    given(closedDecember, approved).when(approve()).thenRefused('report_approved');
    given(closedDecember, prepared(adjusting)).when(approve()).thenRefused('drafts_waiting');
    given(closedDecember)
      .when(approve({ approvedOn: '2026-01-11' }))
      .thenRefused('voucher_date_in_future');
  });
});

describe('a restatement', () => {
  const restates = { year: 2024, reason: '上年漏计提减值' };
  const cell = {
    table: 'intangible',
    section: 'impairment',
    row: 'charge',
    source: 'purchased',
  } as const;
  const of = (more: Partial<VoucherContent> = {}, extra: object = {}) =>
    voucherOf({ kind: 'restatement', concernsMonth: '2024-12', restates, ...more }, [
      lineOn('priorPeriodAdjustment', 'debit', 100n),
      lineOn('intangibleImpairment', 'credit', 100n, { bookId: 'b', movement: cell, ...extra }),
    ]);
  const asked = (content = of(), approvedYear = 2024) => record(content, { approvedYear });

  it('is posted to the open month and says what it concerns', () => {
    given()
      .when(asked())
      .then(posted(1, of()), {
        type: 'RestatementPosted',
        data: { entityPartyId, month, concernsMonth: '2024-12', number: 1, ...restates },
      });
  });

  it('is of a year whose report was approved', () => {
    given().when(asked(of(), 2023)).thenRefused('restatement_before_approval', { year: 2024 });
    given()
      .when(asked(of({ concernsMonth: '2025-01' })))
      .thenRefused('restatement_outside_year');
  });

  it('names the cell of the table that an asset account moves', () => {
    given()
      .when(asked(of({}, { movement: { ...cell, table: 'inventory' } })))
      .thenRefused('voucher_movement_unknown', { line: 2 });
  });
});

describe('any journal', () => {
  it('numbers its vouchers from 1 without gaps, balanced, whatever is tried', () => {
    const step = fc.record({
      what: fc.constantFrom('post', 'draft', 'review', 'reject', 'close', 'reverse'),
      minor: fc.bigInt({ min: -5n, max: 1_000_000n }),
      off: fc.constantFrom(0n, 0n, 0n, 1n),
      number: fc.integer({ min: 1, max: 8 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let state = initialJournal();
        const vouchers: number[] = [];
        let isClosed = false;
        for (const [index, { what, minor, off, number }] of steps.entries()) {
          const content = voucherOf({ bookkeeping: twoPersons }, [
            lineOn('bank', 'debit', minor),
            lineOn('shortTermLoan', 'credit', minor + off),
          ]);
          const draftId = [...state.drafts.keys()][0] ?? 'none';
          const command: JournalCommand =
            what === 'post' || what === 'draft'
              ? record(content, { voucherId: `v-${index}`, isDraft: what === 'draft' })
              : what === 'close'
                ? close
                : what === 'reverse'
                  ? claim(number)
                  : review('token-2', what === 'review' ? { draftId } : { draftId, ...rejecting });
          let events: readonly JournalEvent[] = [];
          try {
            events = journalKind.decider.decide(command, state);
          } catch (error) {
            if (!(error instanceof Refused)) throw error;
          }
          for (const event of events) {
            if (event.type === 'VoucherPosted') {
              expect(isClosed).toBe(false);
              vouchers.push(event.data.number);
              const sum = event.data.lines.reduce(
                (total, { side, amount }) =>
                  total + (side === 'debit' ? minorUnits(amount) : -minorUnits(amount)),
                0n,
              );
              expect(sum).toBe(0n);
            }
            if (event.type === 'PeriodClosed') {
              isClosed = true;
              expect(event.data.vouchers).toBe(vouchers.length);
            }
            state = evolveJournal(state, event);
          }
        }
        expect(vouchers).toEqual(vouchers.map((_, index) => index + 1));
      }),
    );
  });
});
