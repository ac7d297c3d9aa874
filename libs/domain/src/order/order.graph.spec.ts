import { Refused } from '../refusal.js';
import type { OrderCommand } from './order.commands.js';
import { orderKind } from './order.decider.js';
import { hasEnded, orderStages } from './order.state.js';
import {
  accept,
  after,
  agree,
  amend,
  close,
  cny,
  decideRefund,
  decline,
  deliver,
  dispute,
  fund,
  licenceEnd,
  propose,
  prove,
  receive,
  refund,
  reject,
  resolve,
  settle,
  signingLapse,
  silence,
  stateOf,
  system,
  terminate,
  withdraw,
  withdrawRefund,
} from './testing/course-samples.js';
import { buyPackages, contractedUnder, credit, declare, due } from './testing/charge-samples.js';
import { orderGraph } from './testing/order-graph.js';
import {
  buyer,
  cancel,
  digest,
  meta,
  noteGrant,
  noteLapse,
  noteReservation,
  noteTransfer,
  orderId,
  outsider,
  place,
  refuseLicence,
  seller,
  sign,
} from './testing/order-samples.js';

const price = '120000.00';
const ordinary = [place('ordinary'), sign(seller), sign(buyer)];
const exclusive = [place('exclusive'), noteReservation(), sign(seller), sign(buyer)];
const transfer = [place('transfer'), noteReservation(), sign(seller), sign(buyer)];
const funded = [...ordinary, fund(price)];
const delivered = [...funded, deliver()];
const settled = [...delivered, accept(), settle()];
const ended = [terminate(buyer, 'agreed'), terminate(seller, 'agreed')];
const monthly = { kind: 'subscription', amount: cny('1000.00'), every: 'month' } as const;
const charged = [...contractedUnder({ ...monthly, vatIncluded: true }), due('2026-03-02')];
const signed = (by: string): OrderCommand => ({
  type: 'SignContract',
  data: { orderId, contractDigest: digest, termsVersion: 2 },
  meta: meta(by),
});
/** Half of the price is paid before delivery. */
const deposited = [
  ...[place('ordinary'), propose(buyer, { deposit: cny('60000.00') })],
  ...[signed(seller), signed(buyer), fund('60000.00')],
];
const late = '2026-06-01T02:00:00.000Z';

/** Every state an order can be in, by the commands that lead there. */
const states: Readonly<Record<string, readonly OrderCommand[]>> = {
  none: [],
  placed: [place('exclusive')],
  licensed: [place('ordinary')],
  licenceReserved: [place('exclusive'), noteReservation()],
  'licenceReserved, one signed': [place('exclusive'), noteReservation(), sign(buyer)],
  contracted: ordinary,
  'contracted, not granted': exclusive,
  'contracted, granted': [...exclusive, noteGrant()],
  'contracted, right to be paid': transfer,
  'funded, right moves': [...transfer, fund(price)],
  'funded, right has moved': [...transfer, fund(price), noteTransfer()],
  'contracted, amendment waits': [...ordinary, amend(seller, { price: reduced() })],
  funded,
  delivering: [...funded, deliver(false)],
  delivered,
  'delivered, received': [...delivered, receive()],
  'delivering, rejected': [...delivered, reject()],
  accepted: [...delivered, accept()],
  settled,
  closed: [...settled, close(late)],
  disputed: [...delivered, dispute()],
  'disputed, settled': [...settled, dispute()],
  refunding: [...delivered, dispute(), resolve('fullRefund')],
  refunded: [...delivered, dispute(), resolve('fullRefund'), prove()],
  'delivering, charged': [...charged, deliver(false)],
  'settled, goes on': [...charged, deliver(), accept(), settle()],
  'accepted, balance open': [...deposited, deliver(), accept()],
  'refunding, contract ended': [...delivered, ...ended],
  refused: [place('exclusive'), refuseLicence],
  cancelled: [place('exclusive'), cancel(buyer)],
  terminated: [...funded, ...ended],
};

function reduced() {
  return { amount: cny('100000.00'), vatIncluded: true };
}

/** Every command, by who may send it, and once by an outsider. */
const commands: Readonly<Record<string, OrderCommand>> = {
  place: place('ordinary'),
  propose: propose(buyer, { acceptanceDays: 9 }),
  signSeller: sign(seller),
  signBuyer: sign(buyer),
  signOutsider: sign(outsider),
  cancel: cancel(buyer),
  reservation: noteReservation(),
  refusal: refuseLicence,
  grant: noteGrant(),
  transferred: noteTransfer(),
  lapse: noteLapse(),
  signingLapse: signingLapse(late),
  amend: amend(buyer, { acceptanceDays: 9 }),
  agree: agree(buyer),
  decline: decline(buyer),
  fund: fund('1.00'),
  deliver: deliver(false),
  receive: receive(),
  reject: reject(),
  accept: accept(),
  silence: silence(late),
  settle: settle(),
  close: close(late),
  dispute: dispute(),
  resolve: resolve('dismissed'),
  withdraw: withdraw(),
  refund: refund('priceReduction', '1.00'),
  withdrawRefund: withdrawRefund(seller, late),
  decideRefund: decideRefund('60000.00', late),
  prove: prove(),
  notFunded: terminate(seller, 'notFunded', late),
  notDelivered: terminate(buyer, 'notDelivered', late),
  agreed: terminate(buyer, 'agreed'),
  byOrder: terminate(buyer, 'byOrder'),
  licenceEnd,
  chargeDue: due('2026-06-01'),
  declare: declare(buyer, '2026-06-01', { from: '2026-03-02', revenue: cny('1.00') }),
  buyPackages: buyPackages('2026-03-02'),
  creditCharge: credit(1, '1.00'),
  divideCharge: { type: 'DivideCharge', data: { orderId, chargeNo: 1 }, meta: system() },
};

/** The compiler asks for each. */
const everyCommand: Readonly<Record<OrderCommand['type'], true>> = {
  PlaceOrder: true,
  ProposeTerms: true,
  SignContract: true,
  CancelOrder: true,
  NoteReservation: true,
  RefuseLicence: true,
  NoteGrant: true,
  NoteTransfer: true,
  NoteReservationLapse: true,
  NoteSigningLapse: true,
  ProposeAmendment: true,
  AgreeAmendment: true,
  DeclineAmendment: true,
  FundOrder: true,
  DeliverData: true,
  ReceiveDelivery: true,
  RejectDelivery: true,
  AcceptOrder: true,
  AcceptBySilence: true,
  SettleOrder: true,
  CloseOrder: true,
  OpenDispute: true,
  ResolveDispute: true,
  WithdrawDispute: true,
  GrantRefund: true,
  WithdrawRefund: true,
  DecideRefund: true,
  ProveUseEnd: true,
  TerminateOrder: true,
  NoteLicenceEnd: true,
  ChargeDue: true,
  DeclareForCharge: true,
  BuyPackages: true,
  CreditCharge: true,
  DivideCharge: true,
};

const { decide } = orderKind.decider;

/** The types of the events, `nothing`, or the refusal's code after a `!`. */
const answerOf = (command: OrderCommand, past: readonly OrderCommand[]): string => {
  try {
    const events = decide(command, stateOf(after(...past)));
    return events.length === 0 ? 'nothing' : events.map(({ type }) => type).join(' ');
  } catch (error) {
    if (error instanceof Refused) return `!${error.code}`;
    throw error;
  }
};

describe('every state of an order and every command', () => {
  it('every stage is among the states, every command among the answers', () => {
    const reached = Object.values(states).map((past) => stateOf(after(...past))?.stage);
    expect(new Set(reached)).toEqual(new Set([undefined, ...orderStages]));
    expect(Object.keys(orderGraph)).toEqual(Object.keys(commands));
  });

  it('every command there is is among those that are tried', () => {
    const tried = Object.values(commands).map(({ type }) => type);
    expect(new Set(tried)).toEqual(new Set(Object.keys(everyCommand)));
  });

  it('every end says why, by a code', () => {
    const ends = Object.entries(states).flatMap(([name, past]) => {
      const log = after(...past);
      const order = stateOf(log);
      return order !== undefined && hasEnded(order) ? [[name, log.at(-1)?.data] as const] : [];
    });
    expect(ends.map(([name]) => name)).toEqual([
      ...['closed', 'refunded', 'refused', 'cancelled', 'terminated'],
    ]);
    for (const [, data] of ends) {
      const { reason, code } = data as { readonly reason?: string; readonly code?: string };
      expect(reason ?? code).toMatch(/^[a-z][A-Za-z_]+$/u);
    }
  });

  it.each(Object.entries(commands))('%s', (name, command) => {
    const { usual, but } = orderGraph[name] ?? { usual: '', but: {} };
    const exceptions = Object.entries(but).flatMap(([answer, names]) =>
      names.map((state) => [state, answer] as const),
    );
    const expected = { ...all(usual), ...Object.fromEntries(exceptions) };
    const answers = Object.entries(states).map(([state, past]) => [state, answerOf(command, past)]);
    expect(Object.fromEntries(answers)).toEqual(expected);
  });
});

const all = (answer: string): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.keys(states).map((state) => [state, answer]));
