/**
 * How long the monthly amortisation of an entity's books takes, from the order to the last voucher,
 * and how much memory: `node bench/run.mjs accounting-run [--books N] [--months N]`.
 */
import { dataSource } from '@ledger/database/connection.js';
import { addToMonth } from '@ledger/domain/month.js';
import { periodsKind } from '@ledger/domain/journal/periods.decider.js';
import { periodsStream } from '@ledger/domain/journal/periods.state.js';
import { systemClock } from '@ledger/event-store/clock.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { derivedId } from '@ledger/event-store/ids.js';
import { PostgresEventLog } from '@ledger/event-store/postgres/postgres-event-log.js';
import { ReadModels } from '@ledger/read-model/read-models.js';
import { AmortisationRunProcess } from '@ledger/registry/journal/amortisation-run.process.js';
import { Bookkeepings } from '@ledger/registry/journal/bookkeepings.js';
import { EntityRuns } from '@ledger/registry/journal/entity-runs.js';
import { journalProjections, journalViews } from '@ledger/registry/journal/journal.views.js';
import { Journals } from '@ledger/registry/journal/journals.js';
import { RunBooks } from '@ledger/registry/journal/run-books.js';
import { boughtBefore, recordBook } from '@ledger/registry/journal/testing/recorded-books.js';
import { clearHeapSoon } from '@ledger/service/heap.js';
import { nodeOptions } from '@ledger/tools/service.js';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createBenchDatabase } from './database.js';
import { withServer } from './server.js';

const entityPartyId = derivedId('party', 'bench');
const firstMonth = '2025-01';
const booksAtOnce = 256;
const patienceMs = 1_800_000;

interface Told {
  /** Seconds of each month's run. */
  readonly seconds: readonly number[];
  readonly vouchers: number;
  readonly maxRssMiB: number;
}

/** Books that were bought before the ledger began, each of three facts. */
const fill = async (url: string, books: number): Promise<void> => {
  const log = new PostgresEventLog(url);
  const left = Array.from({ length: books }, (_, index) => index)[Symbol.iterator]();
  const work = async (): Promise<void> => {
    for (const index of left) {
      const bought = { costMinor: BigInt(1_000_000 + index), months: 36 + (index % 24) };
      const events = boughtBefore(entityPartyId, derivedId('book', String(index)), bought);
      await recordBook(log, events, systemClock.now());
    }
  };
  await Promise.all(Array.from({ length: booksAtOnce }, work));
  await log.close();
};

/** The service's part in it, in a process as the service is one, so that its memory is its own. */
const child = async ([url = '', months = '1']: string[]): Promise<void> => {
  clearHeapSoon();
  const [source, log] = [dataSource(url, journalViews), new PostgresEventLog(url)];
  await source.initialize();
  const loop = new CommandLoop(log, systemClock);
  const [journals, bookkeepings] = [
    new Journals(loop, systemClock),
    new Bookkeepings(loop, systemClock),
  ];
  const books = new RunBooks(source, log, new EntityRuns(log));
  const models: ReadModels = new ReadModels(
    { dataSource: source, log, clock: systemClock },
    () => ({
      projections: journalProjections,
      processes: [new AmortisationRunProcess(loop, models, journals, bookkeepings, books)],
    }),
  );
  models.start();
  const { head } = await log.versions([]);
  if (!(await models.caughtUp('all', head, patienceMs))) throw new Error('It does not catch up.');
  const stream = periodsStream(entityPartyId);
  const handle = loop.handler(periodsKind);
  const { reference: chart } = (await bookkeepings.of(entityPartyId)).chart;
  const actor = { person: 'bench', partyId: entityPartyId, role: 'accountant' as const };
  const seconds: number[] = [];
  for (let index = 0; index < Number(months); index += 1) {
    const began = performance.now();
    const month = addToMonth(firstMonth, index);
    const data = { entityPartyId, month, runId: derivedId('run', month), chart };
    const context = { actor, correlationId: derivedId('bench', month) };
    const command = { type: 'StartAmortisationRun' as const, data };
    const { position } = await handle(stream, command, context);
    if (!(await models.caughtUp('amortisation-run', position, patienceMs))) {
      throw new Error('The run does not end.');
    }
    seconds.push((performance.now() - began) / 1_000);
  }
  const completed = (await log.read(stream)).at(-1)?.data as
    { readonly vouchers: number } | undefined;
  const vouchers = completed?.vouchers ?? 0;
  const maxRssMiB = process.resourceUsage().maxRSS / 1_024;
  process.stdout.write(JSON.stringify({ seconds, vouchers, maxRssMiB } satisfies Told));
  await models.stop();
  await log.close();
  await source.destroy();
};

const inChild = async (url: string, months: string): Promise<Told> => {
  const args = [...nodeOptions, fileURLToPath(import.meta.url), 'child', url, months];
  const started = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  started.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const [code] = (await once(started, 'close')) as [number];
  if (code !== 0) throw new Error(`The run ended with ${code}.`);
  return JSON.parse(text) as Told;
};

const main = async (): Promise<void> => {
  const { values } = parseArgs({
    options: {
      books: { type: 'string', default: '100000' },
      months: { type: 'string', default: '3' },
    },
  });
  const database = await createBenchDatabase();
  try {
    await fill(database.appUrl, Number(values.books));
    // The tables are filled by a process of its own: what that takes is no part of a month's run.
    await inChild(database.appUrl, '0');
    const { seconds, vouchers, maxRssMiB } = await inChild(database.appUrl, values.months);
    const told = seconds.map((each) => each.toFixed(1)).join(', ');
    console.log(
      `${values.books} books: ${told} s a month, ${vouchers} vouchers, ${maxRssMiB.toFixed(0)} MiB`,
    );
  } finally {
    await database.drop();
  }
};

await (process.argv[2] === 'child' ? child(process.argv.slice(3)) : withServer(main));
