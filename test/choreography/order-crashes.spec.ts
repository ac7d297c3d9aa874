import { ChargeRecoveryProcess } from '@ledger/exchange/order/charge-recovery.process.js';
import { OrderEvidence } from '@ledger/exchange/order/order.evidence.js';
import { OrderProgressProcess } from '@ledger/exchange/order/order-progress.process.js';
import { OrderSettlementProcess } from '@ledger/exchange/order/order-settlement.process.js';
import { OrderSettling } from '@ledger/exchange/order/order-settling.js';
import { RightReturnProcess } from '@ledger/exchange/order/right-return.process.js';
import { TradingRules } from '@ledger/exchange/order/trading-rules.js';
import type { Actor } from '@ledger/domain/decider.js';
import type { DealKind } from '@ledger/domain/offer/offer.events.js';
import type { OrderCommand } from '@ledger/domain/order/order.commands.js';
import { orderKind } from '@ledger/domain/order/order.decider.js';
import { contractedUnder, credit, due, pay } from '@ledger/domain/order/testing/charge-samples.js';
import { content, outsider, place, seller } from '@ledger/domain/order/testing/order-samples.js';
import { partyKind } from '@ledger/domain/party/party.decider.js';
import { sharingKind } from '@ledger/domain/sharing/sharing.decider.js';
import type { SharingTerms } from '@ledger/domain/sharing/sharing.events.js';
import type { TitleCommand } from '@ledger/domain/title/title.commands.js';
import { titleKind } from '@ledger/domain/title/title.decider.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { EventLog } from '@ledger/event-store/event-log.js';
import { derivedId, partyIdOf } from '@ledger/event-store/ids.js';
import { InMemoryEventLog } from '@ledger/event-store/in-memory/in-memory-event-log.js';
import { wrappedLog } from '@ledger/event-store/testing/wrapped-log.js';
import { Standings } from '@ledger/http/parties/standings.js';
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
const sharingId = 'agreement';
const streams = [`order-${orderId}`, `title-${assetId}`, `sharing-${sharingId}`] as const;
const [order, title, agreement] = streams;

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

/** A court has the right that was sold go back: one way or the other, before its price does. */
const ruling = { authority: '某市中级人民法院', documentDigest: contractDigest };
const undoing = onOrder(as('exchange', 'operator'), 'TerminateOrder', {
  ...{ reason: 'byOrder', explanation: '判决返还', documentDigest: contractDigest },
  right: 'returns',
});
const goingBack = {
  transferId: 'back',
  holdingId: derivedId('transfer', derivedId('reservation', orderId), 'to'),
  ...{ toHoldingId: 'back-to', remainingHoldingId: 'back-rest' },
  ...{ transferees: [{ partyId: seller }], transfereeEvidence: [{ partyId: seller, version: 1 }] },
};
const ordered = onTitle(as(seller, 'registrar'), 'TransferByOrder', {
  ...goingBack,
  byOrder: ruling,
});
const byItself = onTitle(as(buyer), 'TransferRight', { ...goingBack, contractDigest });

/** The outsider's costs come first; a month is charged, paid and partly taken back. */
const recovery: SharingTerms = {
  base: 'netOfFee',
  first: [
    {
      ...{ partyId: outsider, role: 'holder', kind: 'recovery' },
      amount: { amount: '1500.00', currency: 'CNY' },
    },
  ],
  tiers: [{ shares: [{ partyId: seller, role: 'operator', ratio: '1/1' }] }],
  guarantees: [],
};
const agreed = { from: '2026-03-02', terms: recovery };
const said = ({ type, data, meta }: OrderCommand, at?: number): Sent => {
  const isSellers = type === 'SignContract' && meta.actor.partyId === seller;
  const named = isSellers ? { sharing: { sharingId, ownerPartyId: seller } } : {};
  const command = { type, data: { ...data, orderId, ...named } };
  return { stream: order, by: meta.actor, command, ...(at !== undefined && { at }) };
};
const monthly: readonly Sent[] = [
  {
    ...{ stream: agreement, by: as(seller) },
    command: {
      type: 'AgreeSharing',
      data: { sharingId, isNew: true, name: '成本优先', ...agreed, contractDigest },
    },
  },
  ...contractedUnder({
    ...{ kind: 'subscription', every: 'month', vatIncluded: true },
    amount: { amount: '1000.00', currency: 'CNY' },
  }).map((command) => said(command)),
];
const charged = [
  said(due('2026-03-02', {}, { sharing: { sharingId, versions: [{ version: 1, ...agreed }] } })),
  said(pay('1000.00'), 24 * 31),
  said(credit(1, '400.00'), 24 * 31),
];

/** How it begins, what happens to its end; what order, title and agreement end with. */
type Story = readonly [string, readonly Sent[], readonly Sent[], readonly (string | undefined)[]];
const stories: readonly Story[] = [
  [
    'the right, returned by an authority’s order',
    before('transfer'),
    [...signed, paid, undoing, ordered],
    ['OrderTerminated', 'RightTransferred', undefined],
  ],
  [
    'the right, returned before the contract is undone',
    before('transfer'),
    [...signed, paid, ordered, undoing],
    ['OrderTerminated', 'RightTransferred', undefined],
  ],
  [
    'the right, returned by its buyer',
    before('transfer'),
    [...signed, paid, undoing, byItself],
    ['OrderTerminated', 'RightTransferred', undefined],
  ],
  [
    'costs that come first of a charge, taken back in part',
    monthly,
    charged,
    ['ChargePosted', undefined, 'RecoveryReturned'],
  ],
  [
    'a capped licence, sold',
    before('capped'),
    [...signed, paid, ...delivered],
    ['OrderSettled', 'RightGranted'],
  ],
  [
    'a capped licence, undone',
    before('capped'),
    [...signed, ...ended],
    ['OrderTerminated', 'GrantEnded'],
  ],
  [
    'an exclusive licence, lapsed',
    before('exclusive'),
    [lapse(24)],
    ['OrderCancelled', 'ReservationReleased'],
  ],
  [
    'the right, sold',
    before('transfer'),
    [...signed, paid, ...delivered],
    ['OrderSettled', 'RightTransferred'],
  ],
  [
    'the right, never paid for',
    before('transfer'),
    [...signed, lapse(24 * 12)],
    ['OrderCancelled', 'ReservationReleased'],
  ],
  [
    'the right, called off',
    before('transfer'),
    [...signed, ...ended],
    ['OrderTerminated', 'ReservationReleased'],
  ],
];

class Killed extends Error {}

/** Both services for as long as they live: with nothing remembered from the life before. */
const servicesOver = (log: EventLog, clock: { readonly now: () => string }) => {
  const loop = new CommandLoop(log, clock);
  const handle = loop.handler(orderKind);
  const evidence = new OrderEvidence(loop, clock, new Standings(loop, clock));
  const rules = new TradingRules(loop, clock);
  const processes: readonly Process[] = [
    new LicenceReservationProcess(loop, clock),
    new OrderProgressProcess(handle, loop),
    new OrderSettlementProcess(loop, clock, new OrderSettling(loop, handle, evidence, rules)),
    new ChargeRecoveryProcess(loop, handle),
    new RightReturnProcess(loop, evidence, handle),
  ];
  return { loop, processes };
};

/** Plays a story; `killAt`: at which append they die, in which of the two ways. */
const lived = async (
  begins: readonly Sent[],
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
  const all = [...begins, ...story];
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
  const ends = await Promise.all(
    streams.map(async (stream) =>
      (await log.read(stream)).map(({ type, data }) => ({ type, data })),
    ),
  );
  await log.close();
  return { ends, appends };
};

const send = async (
  loop: CommandLoop,
  { stream, by, command, at }: Sent,
  n: number,
  wait: (at?: number) => unknown,
): Promise<void> => {
  wait(at);
  const kinds = { order: orderKind, title: titleKind, party: partyKind, sharing: sharingKind };
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

describe.each(stories)('%s', (_name, begins, story, lasts) => {
  it('ends the same at whichever append both services die', async () => {
    const plain = await lived(begins, story);
    const last = plain.ends.map((events) => events.at(-1)?.type);
    expect(last.slice(0, lasts.length)).toEqual(lasts);
    for (let killAt = 1; killAt <= plain.appends; killAt += 1) {
      for (const how of ['before', 'after'] as const) {
        const { ends } = await lived(begins, story, killAt, how);
        expect({ killAt, how, ends }).toEqual({ killAt, how, ends: plain.ends });
      }
    }
  });
});
