import { dataSource } from '@ledger/database/connection.js';
import type { OrderCommand } from '@ledger/domain/order/order.commands.js';
import { orderKind } from '@ledger/domain/order/order.decider.js';
import * as course from '@ledger/domain/order/testing/course-samples.js';
import { buyer, orderId, place, seller, sign } from '@ledger/domain/order/testing/order-samples.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { RecordedEvent } from '@ledger/event-store/event.js';
import { InMemoryEventLog } from '@ledger/event-store/in-memory/in-memory-event-log.js';
import type { DataSource } from 'typeorm';
import { createTestDatabase } from '../../../../test/support/database.js';
import type { TestDatabase } from '../../../../test/support/database.js';
import { settlementProjections, settlementViews } from './settlement.module.js';

const clock = { now: () => '2026-03-02T02:00:00.000Z' };
const tables = ['account', 'total', 'entry', 'day'].map((name) => `read.ledger_${name}`);

let database: TestDatabase;
let source: DataSource;

beforeAll(async () => {
  database = await createTestDatabase();
  source = await dataSource(database.appUrl, settlementViews).initialize();
});
afterAll(async () => {
  await source.destroy();
  await database.drop();
});
beforeEach(() => source.query(`TRUNCATE ${[...tables, 'read.invoice'].join(', ')}`));

/** Paid, delivered, disputed and reduced, settled, given back in part and then wholly. */
const story: readonly OrderCommand[] = [
  place('ordinary'),
  sign(seller),
  sign(buyer),
  course.fund('120000.00'),
  course.deliver(),
  course.dispute(),
  course.resolve('priceReduction', '20000.00'),
  course.accept(),
  course.settle(),
  course.refund('partial', '333.33'),
  course.prove(2),
  course.refund('full'),
  course.prove(3),
];

const recorded = async (): Promise<readonly RecordedEvent[]> => {
  const log = new InMemoryEventLog(clock);
  const handle = new CommandLoop(log, clock).handler(orderKind);
  for (const { meta, ...command } of story) {
    await handle(`order-${orderId}`, command, { actor: meta.actor, correlationId: 'story' });
  }
  const { events } = await log.readAll(0, 1_000);
  await log.close();
  return events;
};

const apply = async (events: readonly RecordedEvent[]): Promise<void> => {
  for (const projection of settlementProjections) {
    await source.transaction((manager) => projection.apply(events, manager));
  }
};

/** Every row of every table, by its first column. */
const rows = async () =>
  Promise.all(
    [...tables, 'read.invoice'].map((table) => source.query(`SELECT * FROM ${table} ORDER BY 1`)),
  );

describe('accounts, entries and days', () => {
  it('are in balance after every single event', async () => {
    for (const event of await recorded()) {
      await apply([event]);
      for (const table of ['read.ledger_total', 'read.ledger_account', 'read.ledger_day']) {
        const [sums] = await source.query<{ off: string }[]>(
          `SELECT coalesce(sum(debit_minor::numeric - credit_minor::numeric), 0)::text AS off
             FROM ${table}`,
        );
        expect([event.type, table, sums?.off]).toEqual([event.type, table, '0']);
      }
    }
    const left = await source.query<{ id: string; balance: string }[]>(
      `SELECT account_id AS id, (credit_minor::numeric - debit_minor::numeric)::text AS balance
         FROM read.ledger_account WHERE credit_minor <> debit_minor ORDER BY 1`,
    );
    // All of it is back with the buyer, who is owed what lies at the bank.
    expect(left).toEqual([
      { id: 'custody:exchange', balance: '-12000000' },
      { id: `payable:${buyer}`, balance: '12000000' },
    ]);
    const invoices = await source.query<{ kind: string; gross: string }[]>(
      'SELECT kind, gross_minor AS gross FROM read.invoice ORDER BY position',
    );
    expect(invoices).toEqual([
      { kind: 'blue', gross: '10000000' },
      { kind: 'red', gross: '-33333' },
      { kind: 'red', gross: '-9966667' },
    ]);
  });

  it('are the same in one run, event by event, and applied again', async () => {
    const events = await recorded();
    await apply(events);
    const inOneRun = await rows();
    await apply(events);
    expect(await rows()).toEqual(inOneRun);
    await source.query(`TRUNCATE ${[...tables, 'read.invoice'].join(', ')}`);
    for (const event of events) await apply([event]);
    expect(await rows()).toEqual(inOneRun);
  });
});
