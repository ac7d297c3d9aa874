import { dataSource } from '@ledger/database/connection.js';
import type { OrderCommand } from '@ledger/domain/order/order.commands.js';
import { orderKind } from '@ledger/domain/order/order.decider.js';
import {
  buyer,
  cancel,
  content,
  digest,
  expiresAt,
  licenceId,
  noteGrant,
  noteReservation,
  offerId,
  place,
  refuseLicence,
  reservationId,
  seller,
  sign,
} from '@ledger/domain/order/testing/order-samples.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { RecordedEvent } from '@ledger/event-store/event.js';
import { InMemoryEventLog } from '@ledger/event-store/in-memory/in-memory-event-log.js';
import { rowProjection } from '@ledger/read-model/row-projection.js';
import type { DataSource } from 'typeorm';
import { createTestDatabase } from '../../../../test/support/database.js';
import type { TestDatabase } from '../../../../test/support/database.js';
import { orderFold } from './order.projection.js';
import { OrderView } from './order.view.js';

const clock = { now: () => '2026-03-02T02:00:00.000Z' };
const projection = rowProjection(orderFold);

let database: TestDatabase;
let source: DataSource;

beforeAll(async () => {
  database = await createTestDatabase();
  source = await dataSource(database.appUrl, [OrderView]).initialize();
});
afterAll(async () => {
  await source.destroy();
  await database.drop();
});
beforeEach(() => source.query('TRUNCATE read.order_view'));

/** The same commands for each of several orders, so that batches hold several rows. */
const histories = async (
  all: Readonly<Record<string, readonly OrderCommand[]>>,
): Promise<readonly RecordedEvent[]> => {
  const log = new InMemoryEventLog(clock);
  const handle = new CommandLoop(log, clock).handler(orderKind);
  for (const [orderId, commands] of Object.entries(all)) {
    for (const { meta, ...command } of commands) {
      const named = { ...command, data: { ...command.data, orderId } } as OrderCommand;
      const context = { actor: meta.actor, correlationId: 'correlation' };
      await handle(`order-${orderId}`, named, context);
    }
  }
  const { events } = await log.readAll(0, 1_000);
  await log.close();
  return events;
};

const apply = (events: readonly RecordedEvent[]) =>
  source.transaction((manager) => projection.apply(events, manager));

const rows = async () => {
  const found = await source.getRepository(OrderView).find({ order: { orderId: 'ASC' } });
  return found.map((row) => ({ ...row }));
};

describe('the table of orders', () => {
  const stories = {
    granted: [place('exclusive'), noteReservation(), sign(seller), sign(buyer), noteGrant()],
    licensed: [place('ordinary')],
    refused: [place('exclusive'), refuseLicence],
    withdrawn: [place('ordinary'), cancel(seller)],
  };

  it('shows each order as it stands', async () => {
    await apply(await histories(stories));
    const [granted, licensed, refused, withdrawn] = await rows();
    expect(granted).toEqual({
      orderId: 'granted',
      offerId,
      offerVersion: 2,
      sellerPartyId: seller,
      buyerPartyId: buyer,
      state: 'contracted',
      content: content('exclusive'),
      purpose: '信贷风险评估',
      placedOn: '2026-03-02',
      licence: { reservationId, expiresAt, grantId: reservationId, titleVersion: 9 },
      signatures: { seller: digest, buyer: digest },
      refusal: null,
      cancellation: null,
      gross: '120000.00',
      resumes: null,
      ending: null,
      dueAfter: '2026-03-12',
      version: 6,
      firstPosition: 1,
      lastPosition: 6,
    });
    expect(licensed).toMatchObject({
      state: 'licensed',
      licence: { licenceId, titleVersion: 7 },
      version: 2,
    });
    expect(refused).toMatchObject({
      state: 'refused',
      refusal: { code: 'entry_pledged', obstacles: { pledgeIds: ['p-1'] }, titleVersion: 8 },
      licence: null,
    });
    expect(withdrawn).toMatchObject({ state: 'cancelled', cancellation: 'withdrawnBySeller' });
  });

  it('is the same in one run, event by event, and applied again', async () => {
    const events = await histories(stories);
    await apply(events);
    const inOneRun = await rows();
    await apply(events);
    expect(await rows()).toEqual(inOneRun);
    await source.query('TRUNCATE read.order_view');
    for (const event of events) await apply([event]);
    expect(await rows()).toEqual(inOneRun);
  });
});
