import { accountingDate, reportDate } from '@ledger/domain/reporting/report-days.js';
import type { SampleJournal } from '@ledger/domain/reporting/testing/vouchers.js';
import { exampleA } from '@ledger/domain/reporting/testing/worked-examples.js';
import { Accounts, type StoredSums } from './accounts.js';
import type { LoggedEvent } from './event.js';

/** Vouchers as a database row says them, from position 1 on. */
const logged = (posted: SampleJournal['posted']): readonly LoggedEvent[] =>
  posted.map(({ type, data }, at) => ({
    position: at + 1,
    recordedAt: '2026-01-01T00:00:00.000000Z',
    stream: `journal-${data.entityPartyId}-${data.month}`,
    version: data.number,
    id: String(at),
    type,
    schemaVersion: 1,
    data,
    metadata: {},
    salt: '',
    previousDigest: '',
  }));

const found = (events: readonly LoggedEvent[], stored?: StoredSums) => {
  const accounts = new Accounts(stored);
  for (const event of events) accounts.take(event);
  return accounts.compared().map(({ en }) => en);
};

/** The sums as the read model holds them, added up here in another way. */
const sumsOf = (posted: SampleJournal['posted']): ReadonlyMap<string, string> => {
  const sums = new Map<string, readonly [bigint, bigint]>();
  for (const { data } of posted) {
    for (const { account, role, bookId, movement, side, amount } of data.lines) {
      const cell = movement
        ? `${movement.table}/${movement.section}/${movement.row}/${movement.source}`
        : '';
      const days = `${accountingDate(data)}|${reportDate(data)}`;
      const marks = `${bookId !== undefined}|${cell}|${data.kind === 'opening'}`;
      const key = `${data.entityPartyId}|${days}|${account.code}|${role}|${marks}`;
      const [debit, credit] = sums.get(key) ?? [0n, 0n];
      const fen = BigInt(amount.amount.replace('.', ''));
      sums.set(key, side === 'debit' ? [debit + fen, credit] : [debit, credit + fen]);
    }
  }
  return new Map([...sums].map(([key, [debit, credit]]) => [key, `${debit} ${credit}`]));
};

const { posted } = exampleA().post(
  '2026-03-31',
  [
    ['accumulatedAmortisation', 1, ['B', 'intangible', 'amortisation', 'charge', 'purchased']],
    ['priorPeriodAdjustment', -1],
  ],
  { kind: 'restatement', restates: { year: 2025, reason: '更正' } },
);
const stored = { through: posted.length, sums: sumsOf(posted) };

describe('the accounts of a log', () => {
  it('are sound as they were posted, and the sums of reports are theirs', () => {
    expect(found(logged(posted), stored)).toEqual([]);
  });

  it('name a sum of the read model that was changed, or that no voucher leads to', () => {
    const [key = ''] = stored.sums.keys();
    const changed = new Map(stored.sums).set(key, '1 0').set('other', '0 5');
    expect(found(logged(posted), { ...stored, sums: changed })).toEqual([
      expect.stringContaining(`(${key})`),
      expect.stringContaining('(other): 0 / 0 fen, and 0 / 5 there'),
    ]);
  });

  it('are compared only as far as the read model has come', () => {
    const half = posted.slice(0, 7);
    expect(found(logged(posted), { through: 7, sums: sumsOf(half) })).toEqual([]);
    expect(found(logged(posted))).toEqual([]);
  });

  it('name a voucher that does not balance and a number that is missing', () => {
    const [first, ...rest] = logged(posted);
    const data = first!.data as unknown as (typeof posted)[number]['data'];
    const torn = { ...first!, data: { ...data, lines: data.lines.slice(1) } };
    expect(found([torn, ...rest])).toEqual(['position 1: the voucher does not balance']);
    expect(found(rest.filter(({ stream }) => stream === first!.stream))[0]).toContain(
      'should be number 1, and is 2',
    );
  });

  it('name a month that was closed on other vouchers than it holds', () => {
    const [first] = logged(posted);
    const closing = { vouchers: 2, debit: { amount: '2040000.00', currency: 'CNY' } };
    const closed = { ...first!, position: 2, type: 'PeriodClosed', data: closing };
    expect(found([first!, closed])).toEqual([
      'position 2: the month was closed on other vouchers than it holds',
    ]);
    const right = { ...closed, data: { ...closing, vouchers: 1 } };
    expect(found([first!, right])).toEqual([]);
  });
});
