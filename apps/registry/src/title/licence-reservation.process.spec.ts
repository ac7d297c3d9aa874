import { orderKind } from '@ledger/domain/order/order.decider.js';
import type { OrderCommand } from '@ledger/domain/order/order.commands.js';
import {
  buyer,
  content,
  digest,
  place,
  seller,
} from '@ledger/domain/order/testing/order-samples.js';
import type { CommandOf, TitleCommand } from '@ledger/domain/title/title.commands.js';
import { titleKind } from '@ledger/domain/title/title.decider.js';
import { evidence, pledgeTerms } from '@ledger/domain/title/testing/title-samples.js';
import type { CommandInput } from '@ledger/event-store/command-handler.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { RecordedEvent } from '@ledger/event-store/event.js';
import { derivedId } from '@ledger/event-store/ids.js';
import { InMemoryEventLog } from '@ledger/event-store/in-memory/in-memory-event-log.js';
import { LicenceReservationProcess } from './licence-reservation.process.js';

const { assetId, holdingId, terms } = content('exclusive');
const { offerId } = place('exclusive').data.offer;
const lender = 'c0000000-0000-5000-8000-000000000001';
const title = `title-${assetId}`;
const reservationOf = (orderId: string) => derivedId('reservation', orderId);

let now: string;
let log: InMemoryEventLog;
let loop: CommandLoop;
let process: LicenceReservationProcess;

beforeEach(async () => {
  now = '2026-03-02T02:00:00.000Z';
  log = new InMemoryEventLog({ now: () => now });
  loop = new CommandLoop(log, { now: () => now });
  process = new LicenceReservationProcess(loop, { now: () => now });
  const entry = {
    holdingId,
    right: 'operation' as const,
    holders: [{ partyId: seller }],
    basis: '自行采集',
    from: '2026-01-01',
  };
  await onTitle('OpenTitle', { registrarPartyId: seller, inHouse: true, entries: [entry] });
  await onTitle('AuthoriseLicensing', { holdingId, offerId, terms, until: '2026-12-31' });
});
afterEach(() => log.close());

const onTitle = <T extends TitleCommand['type']>(
  type: T,
  data: Omit<CommandOf<T>['data'], 'assetId'>,
  actor: { partyId: string; role: 'manager' | 'lender' } = { partyId: seller, role: 'manager' },
) => {
  const command = { type, data: { assetId, ...data } } as unknown as TitleCommand;
  const context = { actor: { person: 'token', ...actor }, correlationId: 'correlation' };
  return loop.handler(titleKind)(title, command, context);
};

const onOrder = async (
  by: string,
  orderId: string,
  command: CommandInput<OrderCommand>,
): Promise<RecordedEvent> => {
  const role = by === 'system' ? 'system' : 'manager';
  const context = {
    actor: { person: 'token', partyId: by, role },
    correlationId: orderId,
  } as const;
  const { events } = await loop.handler(orderKind)(`order-${orderId}`, command, context);
  return events.at(-1) as RecordedEvent;
};

const placed = (orderId = 'order') => {
  const { data } = place('exclusive');
  return onOrder(buyer, orderId, { type: 'PlaceOrder', data: { ...data, orderId } });
};

/** What the exchange does on its side once the licence is reserved. */
const contracted = async (orderId = 'order') => {
  const titleVersion = (await loop.load(titleKind, title)).version;
  const [reservationId, expiresAt] = [reservationOf(orderId), '2026-03-03T02:00:00.000Z'];
  const noted = { orderId, reservationId, titleVersion, expiresAt };
  await onOrder('system', orderId, { type: 'NoteReservation', data: noted });
  const sign = { type: 'SignContract', data: { orderId, contractDigest: digest } } as const;
  await onOrder(seller, orderId, sign);
  return onOrder(buyer, orderId, sign);
};

const pledge = async () => {
  const letIn = { authorisationId: 'authorisation', holdingId, lenderPartyId: lender };
  await onTitle('AuthoriseLender', { ...letIn, purpose: 'pledge', until: '2026-12-31' });
  const pledgorEvidence = evidence.map((one) => ({ ...one, partyId: seller }));
  const asked = { holdingId, terms: pledgeTerms(), pledgorEvidence };
  await onTitle('RegisterPledge', asked, { partyId: lender, role: 'lender' });
  return `${assetId}.1`;
};

const factsOf = async (stream: string) => (await log.read(stream)).map(({ type }) => type);
const lastOf = async (stream: string) => (await log.read(stream)).at(-1);

describe('an exclusive order', () => {
  it('reserves on the title, once, however often it is told', async () => {
    const event = await placed();
    await process.react(event);
    await process.react(event);
    expect(await factsOf(title)).toEqual(['TitleOpened', 'LicensingAuthorised', 'LicenceReserved']);
    expect((await lastOf(title))?.data).toMatchObject({
      reservationId: reservationOf('order'),
      orderId: 'order',
      licenseePartyId: buyer,
      expiresAt: '2026-03-03T02:00:00.000Z',
    });
  });

  it('is refused with the title’s reason where another was first', async () => {
    await process.react(await placed());
    await process.react(await placed('second'));
    expect((await lastOf('order-second'))?.data).toEqual({
      orderId: 'second',
      code: 'entry_exclusively_reserved',
      obstacles: { reservationId: reservationOf('order'), expiresAt: '2026-03-03T02:00:00.000Z' },
      titleVersion: 3,
    });
  });

  it('becomes a grant when it is contracted', async () => {
    await process.react(await placed());
    await process.react(await contracted());
    expect(await lastOf(title)).toMatchObject({
      type: 'RightGranted',
      data: { grantId: reservationOf('order'), granteePartyId: buyer, orderId: 'order' },
    });
  });

  it('looks at the log once per step, and an ordinary order never', async () => {
    const looks = import.meta.jest.spyOn(log, 'versions');
    const looksDuring = async (event: RecordedEvent) => {
      looks.mockClear();
      await process.react(event);
      return looks.mock.calls.length;
    };
    expect(await looksDuring(await placed())).toBe(1);
    expect(await looksDuring(await contracted())).toBe(1);
    expect((await lastOf(title))?.type).toBe('RightGranted');
    const { data } = place('ordinary');
    await onOrder(buyer, 'plain', { type: 'PlaceOrder', data: { ...data, orderId: 'plain' } });
    const [ordinary] = await log.read('order-plain');
    expect(ordinary?.type).toBe('OrderPlaced');
    expect(await looksDuring(ordinary!)).toBe(0);
  });

  it('is refused at the last where a pledge came first, and leaves nothing reserved', async () => {
    await process.react(await placed());
    const pledgeId = await pledge();
    await process.react(await contracted());
    expect(await lastOf('order-order')).toMatchObject({
      type: 'LicenceRefused',
      data: { code: 'entry_pledged', obstacles: { pledgeIds: [pledgeId] } },
    });
    expect(await lastOf(title)).toMatchObject({
      type: 'ReservationReleased',
      data: { reason: 'cancelled' },
    });
  });

  it('once refused asks no more, also when what stood in the way is gone', async () => {
    const pledgeId = await pledge();
    const event = await placed();
    await process.react(event);
    const release = { pledgeId, reason: '清偿' };
    await onTitle('ReleasePledge', release, { partyId: lender, role: 'lender' });
    await process.react(event);
    expect(await factsOf(title)).not.toContain('LicenceReserved');
    expect(await factsOf('order-order')).toEqual(['OrderPlaced', 'LicenceRefused']);
  });

  it('called off releases what was reserved', async () => {
    await process.react(await placed());
    const cancelled = await onOrder(buyer, 'order', {
      type: 'CancelOrder',
      data: { orderId: 'order' },
    });
    await process.react(cancelled);
    await process.react(cancelled);
    expect((await factsOf(title)).slice(2)).toEqual(['LicenceReserved', 'ReservationReleased']);
  });
});

it('an ordinary order leaves the title alone', async () => {
  const { data } = place('ordinary');
  await process.react(
    await onOrder(buyer, 'ordinary', {
      type: 'PlaceOrder',
      data: { ...data, orderId: 'ordinary' },
    }),
  );
  expect(await factsOf(title)).toHaveLength(2);
});
