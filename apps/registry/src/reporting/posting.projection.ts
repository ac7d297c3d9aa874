import type { VoucherLine, VoucherPosted } from '@ledger/domain/accounting/journal.events.js';
import { accountKey } from '@ledger/domain/journal/chart.policies.js';
import { minorUnits } from '@ledger/domain/money.js';
import { movementText } from '@ledger/domain/reporting/movement-text.js';
import { accountingDate, reportDate, restatedMonth } from '@ledger/domain/reporting/report-days.js';
import type { RecordedEvent, RecordedOf } from '@ledger/event-store/event.js';
import type { Projection } from '@ledger/read-model/projection.js';
import { RowTable, type Statements } from '@ledger/read-model/row-table.js';
import { createHash } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { PostingBookView, PostingSumView, PostingView } from './posting.view.js';
import { postingKey, voucherKey, VoucherView } from './voucher.view.js';

/** Vouchers whose lines are written together. */
const runMax = 500;

interface Tables {
  readonly vouchers: RowTable<VoucherView>;
  readonly postings: RowTable<PostingView>;
  readonly sums: RowTable<PostingSumView>;
  readonly books: RowTable<PostingBookView>;
}

type Posted = RecordedOf<VoucherPosted>;

/**
 * Vouchers, their lines, and the sums of each day that reports read. A line remembers what its sum
 * had come to, so a figure as known at any position costs one look-up a sum and no replay.
 */
export const postingProjection: Projection = {
  name: 'posting',
  categories: ['journal'],
  tables: [VoucherView, PostingView, PostingSumView, PostingBookView],
  apply: (events, manager) => write(tablesOf(manager.connection), events, manager),
  replayInto: (dataSource, { schema }) => {
    const tables = tablesOf(dataSource, schema);
    return {
      take: (events, db) => write(tables, events, db),
      flush: () => Promise.resolve(),
    };
  },
};

const tablesOf = (dataSource: DataSource, schema?: string): Tables => ({
  vouchers: new RowTable(dataSource.getMetadata(VoucherView), 'key', schema),
  postings: new RowTable(dataSource.getMetadata(PostingView), 'key', schema),
  sums: new RowTable(dataSource.getMetadata(PostingSumView), 'key', schema),
  books: new RowTable(dataSource.getMetadata(PostingBookView), 'key', schema),
});

const isPosted = (event: RecordedEvent): event is Posted => event.type === 'VoucherPosted';

const write = async (
  tables: Tables,
  events: readonly RecordedEvent[],
  db: Statements,
): Promise<void> => {
  const posted = events.filter(isPosted);
  for (let from = 0; from < posted.length; from += runMax) {
    await writeRun(tables, posted.slice(from, from + runMax), db);
  }
};

const writeRun = async (tables: Tables, events: readonly Posted[], db: Statements) => {
  const known = await tables.vouchers.load(
    db,
    events.map(({ data }) => voucherKey(data.entityPartyId, data.month, data.number)),
  );
  const written = new Set(known.map(({ key }) => key));
  const vouchers = events.map(voucherRow).filter(({ key }) => !written.has(key));
  if (vouchers.length === 0) return;
  const isNew = new Set(vouchers.map(({ key }) => key));
  const lines = events.flatMap(linesOf).filter(({ voucherKey: of }) => isNew.has(of));
  const sums = new Map<string, PostingSumView>();
  const keys = [...new Set(lines.map(({ sumKey }) => sumKey))];
  for (const row of await tables.sums.load(db, keys)) sums.set(row.key, row);
  const postings = lines.map((line) => added(sums, line));
  await tables.vouchers.upsert(db, vouchers);
  await tables.postings.upsert(db, postings);
  await tables.sums.upsert(db, [...sums.values()]);
  await tables.books.upsert(db, await costs(tables, postings, db));
};

/** The books whose cost was debited, with what that has come to. */
const costs = async (
  tables: Tables,
  postings: readonly PostingView[],
  db: Statements,
): Promise<readonly PostingBookView[]> => {
  const debited = postings.flatMap((line) => {
    const [carriedAs = '', section] = line.movement?.split('/') ?? [];
    const isCost = line.bookId !== null && section === 'cost' && BigInt(line.debit) > 0n;
    return isCost ? [{ ...line, bookId: line.bookId!, carriedAs }] : [];
  });
  const keyOf = ({ bookId, carriedAs }: (typeof debited)[number]) => `${bookId}/${carriedAs}`;
  const rows = new Map<string, PostingBookView>();
  const keys = [...new Set(debited.map(keyOf))];
  for (const row of await tables.books.load(db, keys)) rows.set(row.key, row);
  for (const line of debited) {
    const { entityPartyId, bookId, carriedAs, debit, position: lastPosition } = line;
    const key = keyOf(line);
    const costDebit = String(BigInt(rows.get(key)?.costDebit ?? '0') + BigInt(debit));
    rows.set(key, { key, entityPartyId, bookId, carriedAs, costDebit, lastPosition });
  }
  return [...rows.values()];
};

const voucherRow = (event: Posted): VoucherView => {
  const { data, position } = event;
  return {
    key: voucherKey(data.entityPartyId, data.month, data.number),
    entityPartyId: data.entityPartyId,
    month: data.month,
    number: data.number,
    kind: data.kind,
    date: data.date,
    concernsMonth: data.concernsMonth ?? null,
    restatedMonth: restatedMonth(data) ?? null,
    summary: data.summary,
    attachments: data.attachments,
    preparer: data.preparer,
    reviewer: data.reviewer ?? null,
    chartPolicy: data.chart.policy,
    chartVersion: data.chart.version,
    reversesMonth: data.reverses?.month ?? null,
    reversesNumber: data.reverses?.number ?? null,
    amounts: data.lines.map((line) => String(signedMinor(line))),
    stream: event.stream,
    version: event.version,
    eventId: event.id,
    recordedAt: event.recordedAt,
    position,
    lastPosition: position,
  };
};

const signedMinor = ({ side, amount }: VoucherLine): bigint =>
  side === 'debit' ? minorUnits(amount) : -minorUnits(amount);

type Line = Omit<PostingView, 'sumDebit' | 'sumCredit'> & { readonly isOpening: boolean };

const linesOf = ({ data, position }: Posted): readonly Line[] => {
  const voucher = voucherKey(data.entityPartyId, data.month, data.number);
  const [date, shownOn] = [accountingDate(data), reportDate(data)];
  const isOpening = data.kind === 'opening';
  return data.lines.map((line) => {
    const { role, bookId = null, source } = line;
    const account = accountOf(line);
    const movement = line.movement === undefined ? null : movementText(line.movement);
    const minor = String(minorUnits(line.amount));
    const place = [data.entityPartyId, date, shownOn, account.accountCode, role];
    const marks = [bookId === null ? '' : 'book', movement ?? '', isOpening ? 'opening' : ''];
    return {
      key: postingKey(voucher, line.line),
      entityPartyId: data.entityPartyId,
      voucherKey: voucher,
      line: line.line,
      date,
      reportDate: shownOn,
      ...account,
      role,
      debit: line.side === 'debit' ? minor : '0',
      credit: line.side === 'credit' ? minor : '0',
      bookId,
      movement,
      sourceStream: source?.stream ?? null,
      sourceVersion: source?.version ?? null,
      sourceEventId: source?.eventId ?? null,
      sumKey: shortened([...place, ...marks].join('|')),
      position,
      lastPosition: position,
      isOpening,
    };
  });
};

const accountOf = ({ account }: VoucherLine) => ({
  accountCode: accountKey(account),
  accountName: account.sub === undefined ? account.name : `${account.name}/${account.sub.name}`,
  generalCode: account.code,
  generalName: account.name,
});

/** A sum has its name in every line: 128 bits of a digest in place of all that tells it apart. */
const shortened = (name: string): string =>
  createHash('sha256').update(name).digest('base64url').slice(0, 22);

/** The line with what its sum has come to; the sum moves on. */
const added = (sums: Map<string, PostingSumView>, line: Line): PostingView => {
  const { isOpening, ...row } = line;
  const before = sums.get(line.sumKey);
  const debit = String(BigInt(before?.debit ?? '0') + BigInt(line.debit));
  const credit = String(BigInt(before?.credit ?? '0') + BigInt(line.credit));
  sums.set(line.sumKey, {
    key: line.sumKey,
    entityPartyId: line.entityPartyId,
    date: line.date,
    reportDate: line.reportDate,
    accountCode: line.accountCode,
    accountName: line.accountName,
    generalCode: line.generalCode,
    generalName: line.generalName,
    role: line.role,
    hasBook: line.bookId !== null,
    movement: line.movement,
    isOpening,
    debit,
    credit,
    lastPosition: line.position,
  });
  return { ...row, sumDebit: debit, sumCredit: credit };
};
