import type { VoucherPosted } from '@ledger/domain/accounting/journal.events.js';
import { journalStream } from '@ledger/domain/journal/journal.state.js';
import { periodsKind } from '@ledger/domain/journal/periods.decider.js';
import { periodsStream } from '@ledger/domain/journal/periods.state.js';
import { fromMinorUnits } from '@ledger/domain/money.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { eventBytesMax } from '@ledger/event-store/event-log.js';
import type { RecordedEvent, RecordedOf } from '@ledger/event-store/event.js';
import { derivedId } from '@ledger/event-store/ids.js';
import { InMemoryEventLog } from '@ledger/event-store/in-memory/in-memory-event-log.js';
import { NotYet } from '@ledger/read-model/passing.js';
import type { ReadModels } from '@ledger/read-model/read-models.js';
import type { DataSource } from 'typeorm';
import { AmortisationRunProcess } from './amortisation-run.process.js';
import { Bookkeepings } from './bookkeepings.js';
import { EntityRuns } from './entity-runs.js';
import { Journals } from './journals.js';
import { RunBooks } from './run-books.js';
import { boughtBefore, recordBook } from './testing/recorded-books.js';

const entityPartyId = 'entity';
const clock = { now: () => '2025-02-10T02:00:00.000Z' };
const month = '2025-01';
/** More than a page of the run, and several vouchers. */
const booksMax = 620;
const bookId = (index: number): string => derivedId('book', String(index));
const ids = Array.from({ length: booksMax }, (_, index) => bookId(index)).toSorted();
const context = {
  actor: { person: 'token-1', partyId: entityPartyId, role: 'accountant' as const },
  correlationId: 'c-1',
};

/** The table of books as far as a run asks it; the second page may be the one too many. */
const tableOf = (onSecondPage: () => void = () => undefined) =>
  ({
    query: (_: string, [, after, limit]: readonly [string, string, number]) => {
      if (after !== '') onSecondPage();
      const rest = ids.filter((id) => id > after);
      return Promise.resolve(rest.slice(0, limit).map((id) => ({ id })));
    },
  }) as unknown as DataSource;
const upToDate = { caughtUp: () => Promise.resolve(true) } as unknown as ReadModels;

/** A service of its own on the log: caches and all. */
const service = (log: InMemoryEventLog, table = tableOf()) => {
  const loop = new CommandLoop(log, clock);
  const bookkeepings = new Bookkeepings(loop, clock);
  const books = new RunBooks(table, log, new EntityRuns(log));
  const journals = new Journals(loop, clock);
  const process = new AmortisationRunProcess(loop, upToDate, journals, bookkeepings, books);
  return { loop, bookkeepings, process };
};

const filled = async (): Promise<InMemoryEventLog> => {
  const log = new InMemoryEventLog(clock);
  for (let index = 0; index < booksMax; index += 1) {
    const bought = { costMinor: BigInt(100_000 + index), months: 36 };
    const events = boughtBefore(entityPartyId, bookId(index), bought);
    await recordBook(log, events, clock.now());
  }
  return log;
};

const started = async (log: InMemoryEventLog, runId: string): Promise<RecordedEvent> => {
  const { loop, bookkeepings } = service(log);
  const { reference: chart } = (await bookkeepings.of(entityPartyId)).chart;
  const data = { entityPartyId, month, runId, chart };
  const command = { type: 'StartAmortisationRun' as const, data };
  const outcome = await loop.handler(periodsKind)(periodsStream(entityPartyId), command, context);
  return outcome.events[0]!;
};

const vouchers = async (log: InMemoryEventLog): Promise<readonly RecordedOf<VoucherPosted>[]> =>
  (await log.read(journalStream(entityPartyId, month))) as unknown as RecordedOf<VoucherPosted>[];

const completed = async (log: InMemoryEventLog) =>
  (await log.read(periodsStream(entityPartyId))).filter(
    ({ type }) => type === 'AmortisationRunCompleted',
  );

const going = new AbortController().signal;

/** Half up: what a book of so many fen is charged in its first month. */
const firstCharge = (costMinor: number): bigint => BigInt(Math.floor(costMinor / 36 + 0.5));

describe('a run over the books of an entity', () => {
  it('charges every book once, in vouchers that fit an event and name each book’s event', async () => {
    const log = await filled();
    await service(log).process.react(await started(log, 'run-1'), going);
    const posted = await vouchers(log);
    const lines = posted.flatMap(({ data }) => data.lines.filter(({ movement }) => movement));
    expect(lines.map(({ bookId: id }) => id)).toEqual(ids);
    const sum = Array.from({ length: booksMax }, (_, index) => firstCharge(100_000 + index));
    const total = fromMinorUnits(sum.reduce((one, other) => one + other, 0n));
    expect(await completed(log)).toMatchObject([
      { data: { runId: 'run-1', examined: booksMax, vouchers: posted.length, total } },
    ]);
    for (const [index, { data }] of posted.entries()) {
      expect(data.lines.length).toBeLessThanOrEqual(500);
      expect(JSON.stringify(data).length).toBeLessThan(eventBytesMax);
      expect(data.run).toMatchObject({ runId: 'run-1', chunk: index + 1 });
      expect(data.lines.every(({ source }) => source !== undefined)).toBe(true);
    }
    expect(posted.length).toBeGreaterThan(2);
  });

  it('goes on after an interruption with what it had not posted', async () => {
    const [whole, broken] = [await filled(), await filled()];
    await service(whole).process.react(await started(whole, 'run-1'), going);
    const event = await started(broken, 'run-1');
    const stopping = new AbortController();
    const first = service(
      broken,
      tableOf(() => stopping.abort()),
    );
    await expect(first.process.react(event, stopping.signal)).rejects.toThrow(NotYet);
    const before = (await vouchers(broken)).length;
    expect(before).toBeGreaterThan(0);
    await service(broken).process.react(event, going);
    const said = async (log: InMemoryEventLog) =>
      (await vouchers(log)).map(({ data }) => ({
        number: data.number,
        run: data.run,
        charges: data.lines.map(({ bookId: id, amount }) => [id, amount.amount]),
      }));
    expect(await said(broken)).toEqual(await said(whole));
    expect((await vouchers(broken)).length).toBeGreaterThan(before);
    expect((await completed(broken)).map(({ data }) => data)).toEqual(
      (await completed(whole)).map(({ data }) => data),
    );
  });

  it('changes nothing when it is done again', async () => {
    const log = await filled();
    const event = await started(log, 'run-1');
    await service(log).process.react(event, going);
    const posted = await vouchers(log);
    await service(log).process.react(event, going);
    await service(log).process.react(await started(log, 'run-2'), going);
    expect(await vouchers(log)).toEqual(posted);
    expect((await completed(log)).map(({ data }) => data)).toMatchObject([
      { runId: 'run-1', vouchers: posted.length },
      { runId: 'run-2', examined: booksMax, vouchers: 0, total: fromMinorUnits(0n) },
    ]);
  });
});
