import type { CommandOf, TitleCommand } from '@ledger/domain/title/title.commands.js';
import { titleKind } from '@ledger/domain/title/title.decider.js';
import { orderKind } from '@ledger/domain/order/order.decider.js';
import {
  buyer,
  content,
  digest,
  place,
  seller,
} from '@ledger/domain/order/testing/order-samples.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { InMemoryEventLog } from '@ledger/event-store/in-memory/in-memory-event-log.js';
import { OrderProgressProcess } from './order-progress.process.js';

const { assetId, holdingId, terms } = content('exclusive');
const reservationId = 'reservation';
const orderId = 'order';

let now: string;
let log: InMemoryEventLog;
let loop: CommandLoop;

beforeEach(async () => {
  now = '2026-03-02T02:00:00.000Z';
  log = new InMemoryEventLog({ now: () => now });
  loop = new CommandLoop(log, { now: () => now });
  await onTitle('OpenTitle', { registrarPartyId: seller, inHouse: true, entries: [entry] });
  await onTitle('AuthoriseLicensing', { holdingId, offerId: 'offer', terms, until: '2026-12-31' });
  const { data } = place('exclusive');
  await onOrder(buyer, { type: 'PlaceOrder', data: { ...data, orderId } });
});
afterEach(() => log.close());

const entry = {
  holdingId,
  right: 'operation' as const,
  holders: [{ partyId: seller }],
  basis: '自行采集',
  from: '2026-01-01',
};

const contextOf = (partyId: string, role: 'manager' | 'system') => ({
  actor: { person: 'token', partyId, role },
  correlationId: 'correlation',
});

const onTitle = <T extends TitleCommand['type']>(
  type: T,
  data: Omit<CommandOf<T>['data'], 'assetId'>,
) => {
  const command = { type, data: { assetId, ...data } } as unknown as TitleCommand;
  const role = type === 'AuthoriseLicensing' ? 'manager' : 'system';
  return loop.handler(titleKind)(`title-${assetId}`, command, contextOf(seller, role));
};

const onOrder = (by: string, command: Parameters<ReturnType<typeof handleOrder>>[1]) =>
  handleOrder()(`order-${orderId}`, command, contextOf(by, 'manager'));
const handleOrder = () => loop.handler(orderKind);

const reserve = () =>
  onTitle('ReserveLicence', {
    reservationId,
    holdingId,
    offerId: 'offer',
    orderId,
    sellerPartyId: seller,
    licenseePartyId: buyer,
    terms,
  });

/** Hands over everything that was ever recorded, as after the loss of a checkpoint. */
const follow = async () => {
  const process = new OrderProgressProcess(handleOrder(), loop);
  const { events } = await log.readAll(0, 100, { categories: ['title'] });
  for (const event of events) {
    if (process.reactsTo.some((type) => type === event.type)) await process.react(event);
  }
};

const order = async () => (await loop.load(orderKind, `order-${orderId}`)).state;

describe('an exclusive order follows the title', () => {
  it('from the reservation over the contract to the grant, however often it is told', async () => {
    await reserve();
    await follow();
    expect(await order()).toMatchObject({
      stage: 'licenceReserved',
      reservation: { reservationId },
    });
    for (const side of [seller, buyer]) {
      await onOrder(side, { type: 'SignContract', data: { orderId, contractDigest: digest } });
    }
    await onTitle('ConfirmLicence', { reservationId });
    await follow();
    await follow();
    expect(await order()).toMatchObject({ stage: 'contracted', grantId: reservationId });
    expect(await log.read(`order-${orderId}`)).toHaveLength(6);
  });

  it('to its end when the reservation lapses', async () => {
    await reserve();
    await follow();
    now = '2026-03-03T02:00:00.000Z';
    await onTitle('LapseReservation', { reservationId });
    await follow();
    expect(await order()).toMatchObject({ stage: 'cancelled' });
    const last = (await log.read(`order-${orderId}`)).at(-1);
    expect(last?.data).toEqual({ orderId, reason: 'reservationLapsed' });
  });

  it('and takes no notice of a reservation once it was called off', async () => {
    await reserve();
    await onOrder(buyer, { type: 'CancelOrder', data: { orderId } });
    await onTitle('ReleaseReservation', { reservationId });
    await follow();
    expect((await log.read(`order-${orderId}`)).map(({ type }) => type)).toEqual([
      'OrderPlaced',
      'OrderCancelled',
    ]);
  });

  it('while a reservation for an order that is not there is left for somebody to look at', async () => {
    await onTitle('ReserveLicence', {
      reservationId: 'foreign',
      holdingId,
      offerId: 'offer',
      orderId: 'unknown',
      sellerPartyId: seller,
      licenseePartyId: buyer,
      terms,
    });
    await expect(follow()).rejects.toMatchObject({ code: 'order_not_found' });
  });
});
