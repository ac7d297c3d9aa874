import { OrderEvidence } from '@ledger/exchange/order/order.evidence.js';
import { OrderProgressProcess } from '@ledger/exchange/order/order-progress.process.js';
import { OrderSettlementProcess } from '@ledger/exchange/order/order-settlement.process.js';
import { OrderSettling } from '@ledger/exchange/order/order-settling.js';
import { TradingRules } from '@ledger/exchange/order/trading-rules.js';
import type { Actor } from '@ledger/domain/decider.js';
import type { DealKind } from '@ledger/domain/offer/offer.events.js';
import type { OrderCommand } from '@ledger/domain/order/order.commands.js';
import { orderKind } from '@ledger/domain/order/order.decider.js';
import { content, place, seller } from '@ledger/domain/order/testing/order-samples.js';
import { partyKind } from '@ledger/domain/party/party.decider.js';
import type { TitleCommand } from '@ledger/domain/title/title.commands.js';
import { titleKind } from '@ledger/domain/title/title.decider.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { EventLog } from '@ledger/event-store/event-log.js';
import { derivedId, partyIdOf } from '@ledger/event-store/ids.js';
import { InMemoryEventLog } from '@ledger/event-store/in-memory/in-memory-event-log.js';
import { wrappedLog } from '@ledger/event-store/testing/wrapped-log.js';
import type { Process } from '@ledger/read-model/process.js';
import { LicenceReservationProcess } from '@ledger/registry/title/licence-reservation.process.js';

/**
 * Both services' parts in an order, over one log, that die at every single append of a story: before
 * it is recorded, and after it is before anybody hears of it. Then all that anybody had done is done
 * again from the beginning, with nothing remembered. However it went, the streams end the same.
 */

const start = Date.parse('2026-03-02T02:00:00.000Z');
const hour = 3_600_000;
const contractDigest = 'c'.repeat(64);
const buyerUscc = '91110000MA00BUYER0';
const buyer = partyIdOf('uscc', buyerUscc);
const { assetId, holdingId } = content('ordinary');
const orderId = 'order-1';
const { offerId } = place('exclusive').data.offer;
const [title, order] = [`title-${assetId}`, `order-${orderId}`];

/** A command that somebody sends, under a key of his own, so that he may send it again. */
interface Sent {
  readonly stream: string;
  readonly by: Actor;
  readonly command: unknown;
  /** Hours since the beginning. */
  readonly at?: number;
}

const as = (partyId: string, role: Actor['role'] = 'manager'): Actor => ({
  person: 'token',
  partyId,
  role,
});
const onOrder = <T extends OrderCommand['type']>(
  by: Actor,
  type: T,
  data: Omit<Extract<OrderCommand, { type: T }>['data'], 'orderId'>,
  at?: number,
): Sent => ({
  stream: order,
  by,
  command: { type, data: { orderId, ...data } },
  ...(at !== undefined && { at }),
});
const onTitle = (by: Actor, type: TitleCommand['type'], data: object, at?: number): Sent => ({
  stream: title,
  by,
  command: { type, data: { assetId, ...data } },
  ...(at !== undefined && { at }),
});

const before = (kind: DealKind): readonly Sent[] => {
  const { terms, cap, transfer } = content(kind);
  const entry = {
    holdingId,
    right: 'operation',
    holders: [{ partyId: seller }],
    basis: '自行采集',
    from: '2026-01-01',
  };
  const limits = { ...(cap !== undefined && { cap }), ...(transfer && { transfer }) };
  const leave = { holdingId, offerId, terms, ...limits, until: '2026-12-31' };
  const registration = {
    partyId: buyer,
    identifier: { kind: 'uscc', value: buyerUscc },
    name: '某数据公司',
    partyClass: 'enterprise',
  };
  const { data } = place(kind);
  return [
    {
      stream: `party-${buyer}`,
      by: as(buyer),
      command: { type: 'RegisterParty', data: registration },
    },
    onTitle(as('system', 'system'), 'OpenTitle', {
      registrarPartyId: seller,
      inHouse: true,
      entries: [entry],
    }),
    onTitle(as(seller), 'AuthoriseLicensing', leave),
    { stream: order, by: as(buyer), command: { type: 'PlaceOrder', data: { ...data, orderId } } },
  ];
};

const signed = [seller, buyer].map((by) => onOrder(as(by), 'SignContract', { contractDigest }));
const amount = { amount: '120000.00', currency: 'CNY' } as const;
const paid = onOrder(as('exchange', 'operator'), 'FundOrder', {
  fundingId: 'payment',
  amount,
  reference: 'R-1',
});
const delivered = [
  onOrder(as(seller), 'DeliverData', {
    contentDigest: contractDigest,
    isLast: true,
    gate: { titleVersion: 7 },
  }),
  onOrder(as(buyer), 'AcceptOrder', {}),
];
const ended = [seller, buyer].map((by) =>
  onOrder(as(by), 'TerminateOrder', { reason: 'agreed', explanation: '解除' }),
);
const lapse = (at: number): Sent =>
  onTitle(
    as('system', 'system'),
    'LapseReservation',
    { reservationId: derivedId('reservation', orderId) },
    at,
  );

/** What happens after the placing, to its end; with what the order and the title end with. */
const stories: readonly (readonly [string, DealKind, readonly Sent[], string, string])[] = [
  [
    'a capped licence, sold',
    'capped',
    [...signed, paid, ...delivered],
    'OrderSettled',
    'RightGranted',
  ],
  ['a capped licence, undone', 'capped', [...signed, ...ended], 'OrderTerminated', 'GrantEnded'],
  [
    'an exclusive licence, lapsed',
    'exclusive',
    [lapse(24)],
    'OrderCancelled',
    'ReservationReleased',
  ],
  [
    'the right, sold',
    'transfer',
    [...signed, paid, ...delivered],
    'OrderSettled',
    'RightTransferred',
  ],
  [
    'the right, never paid for',
    'transfer',
    [...signed, lapse(24 * 12)],
    'OrderCancelled',
    'ReservationReleased',
  ],
  [
    'the right, called off',
    'transfer',
    [...signed, ...ended],
    'OrderTerminated',
    'ReservationReleased',
  ],
];

class Killed extends Error {}

/** Both services for as long as they live: with nothing remembered from the life before. */
const servicesOver = (log: EventLog, clock: { readonly now: () => string }) => {
  const loop = new CommandLoop(log, clock);
  const handle = loop.handler(orderKind);
  const [evidence, rules] = [new OrderEvidence(loop, clock), new TradingRules(loop, clock)];
  const processes: readonly Process[] = [
    new LicenceReservationProcess(loop, clock),
    new OrderProgressProcess(handle, loop),
    new OrderSettlementProcess(loop, clock, new OrderSettling(loop, handle, evidence, rules)),
  ];
  return { loop, processes };
};

/** Plays a story; `killAt`: at which append they die, in which of the two ways. */
const lived = async (
  kind: DealKind,
  story: readonly Sent[],
  killAt = 0,
  how: 'before' | 'after' = 'before',
) => {
  let hours = 0;
  const clock = { now: () => new Date(start + hours * hour).toISOString() };
  const log = new InMemoryEventLog(clock);
  let appends = 0;
  const mortal = wrappedLog(log, async (call, run) => {
    if (call !== 'append') return run();
    appends += 1;
    const isLast = appends === killAt;
    if (isLast && how === 'before') throw new Killed();
    const answer = await run();
    if (isLast) throw new Killed();
    return answer;
  });
  let services = servicesOver(mortal, clock);
  const all = [...before(kind), ...story];
  for (let sent = 0; sent < all.length;) {
    try {
      await send(services.loop, all[sent] as Sent, sent, (at) => (hours = at ?? hours));
      await pump(log, services.processes);
      sent += 1;
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
      services = servicesOver(mortal, clock);
    }
  }
  const streams = await Promise.all([order, title].map((stream) => log.read(stream)));
  await log.close();
  const [onOrders = [], onTitles = []] = streams.map((events) =>
    events.map(({ type, data }) => ({ type, data })),
  );
  return { order: onOrders, title: onTitles, appends };
};

const send = async (
  loop: CommandLoop,
  { stream, by, command, at }: Sent,
  n: number,
  wait: (at?: number) => unknown,
): Promise<void> => {
  wait(at);
  const kinds = { order: orderKind, title: titleKind, party: partyKind };
  const kind = kinds[stream.split('-')[0] as keyof typeof kinds];
  const key = `${n}`;
  const idempotency = { scope: by.partyId, key, fingerprint: key.padStart(64, '0') };
  const context = { actor: by, correlationId: key, idempotency };
  await loop.handler(kind as typeof orderKind)(stream, command as OrderCommand, context);
};

/** Every process hears every event from the first one on, again and again, until nothing comes. */
const pump = async (log: EventLog, processes: readonly Process[]): Promise<void> => {
  for (let last = -1; ;) {
    const { events } = await log.readAll(0, 1_000);
    if (events.length === last) return;
    last = events.length;
    for (const event of events) {
      for (const process of processes) {
        const [category = ''] = event.stream.split('-');
        const hears =
          process.categories.includes(category) && process.reactsTo?.includes(event.type);
        if (hears) await process.react(event, new AbortController().signal);
      }
    }
  }
};

describe.each(stories)('%s', (_name, kind, story, lastOfOrder, lastOfTitle) => {
  it('ends the same at whichever append both services die', async () => {
    const plain = await lived(kind, story);
    expect(plain.order.at(-1)?.type).toBe(lastOfOrder);
    expect(plain.title.at(-1)?.type).toBe(lastOfTitle);
    for (let killAt = 1; killAt <= plain.appends; killAt += 1) {
      for (const how of ['before', 'after'] as const) {
        const { order: onOrders, title: onTitles } = await lived(kind, story, killAt, how);
        expect({ killAt, how, order: onOrders, title: onTitles }).toEqual({
          killAt,
          how,
          order: plain.order,
          title: plain.title,
        });
      }
    }
  });
});
