import type { OrderCommand } from '../order/order.commands.js';
import { orderKind } from '../order/order.decider.js';
import type { OrderEvent } from '../order/order.events.js';
import { entitles, orderStages, type PlacedOrder } from '../order/order.state.js';
import {
  accept,
  after,
  close,
  deliver,
  dispute,
  fund,
  propose,
  prove,
  resolve,
  settle,
  stateOf,
  terminate,
} from '../order/testing/course-samples.js';
import {
  buyer,
  cancel,
  noteReservation,
  orderId,
  place,
  refuseLicence,
  seller,
  sign,
} from '../order/testing/order-samples.js';
import { Refused } from '../refusal.js';
import { negotiationMessages, type NegotiationMessage } from './negotiation.graph.js';
import {
  endsTransfers,
  firstOnOrder,
  messageDue,
  negotiationOnOrder,
  orderAllows,
  orderCommandOf,
  orderLetsTransfer,
  placesOrder,
} from './order-mapping.js';
import { transferMessages } from './transfer.graph.js';

const ordinary = [place('ordinary'), sign(seller), sign(buyer)];
const funded = [...ordinary, fund('120000.00')];
const delivered = [...funded, deliver()];
const settled = [...delivered, accept(), settle()];

/** Every stage, by the commands that lead there. */
const stages: Readonly<Record<PlacedOrder['stage'], readonly OrderCommand[]>> = {
  placed: [place('exclusive')],
  licensed: [place('ordinary')],
  licenceReserved: [place('exclusive'), noteReservation()],
  contracted: ordinary,
  funded,
  delivering: [...funded, deliver(false)],
  delivered,
  accepted: [...delivered, accept()],
  settled,
  closed: [...settled, close('2026-06-01T02:00:00.000Z')],
  disputed: [...delivered, dispute()],
  refunding: [...delivered, dispute(), resolve('fullRefund')],
  refunded: [...delivered, dispute(), resolve('fullRefund'), prove()],
  refused: [place('exclusive'), refuseLicence],
  cancelled: [place('exclusive'), cancel(buyer)],
  terminated: [...funded, terminate(buyer, 'agreed'), terminate(seller, 'agreed')],
};

/** The command that a message is, on the side that says it. */
const commands: Partial<Record<NegotiationMessage, OrderCommand>> = {
  request: propose(buyer, { acceptanceDays: 9 }),
  offer: propose(seller, { acceptanceDays: 9 }),
  agreement: sign(seller),
  verification: sign(buyer),
  termination: cancel(buyer),
};

const byStage = ['order_state_forbids', 'order_not_signable', 'order_not_cancellable'];

/** Whether the order itself says that it is not the time for a command. */
const isTooEarlyOrLate = (command: OrderCommand, past: readonly OrderCommand[]): boolean => {
  try {
    orderKind.decider.decide(command, stateOf(after(...past)));
    return false;
  } catch (error) {
    if (error instanceof Refused) return byStage.includes(error.code);
    throw error;
  }
};

const orderIn = (stage: PlacedOrder['stage']): PlacedOrder => stateOf(after(...stages[stage]))!;

describe('what a message asks of the order', () => {
  it('is said of every message; every stage is reached', () => {
    expect(Object.keys(negotiationOnOrder)).toEqual([...negotiationMessages]);
    expect(orderStages.map((stage) => orderIn(stage).stage)).toEqual([...orderStages]);
    expect(negotiationMessages.filter(placesOrder)).toEqual(['request', 'acceptance']);
    for (const step of Object.values(firstOnOrder)) {
      expect(step).toEqual({ command: 'PlaceOrder', stages: ['none'] });
    }
  });

  const every = negotiationMessages.flatMap((message) =>
    orderStages.map((stage) => [message, stage] as const),
  );

  it.each(every)('%s while the order is %s: the order would say the same', (message, stage) => {
    const command = commands[message];
    const told = orderCommandOf(message, stage);
    expect(told === undefined || told === command?.type).toBe(true);
    if (command === undefined || told === undefined) return;
    expect(isTooEarlyOrLate(command, stages[stage])).toBe(!orderAllows(message, stage));
  });

  it('of an order that came to nothing is nothing', () => {
    for (const stage of ['refused', 'cancelled', 'refunded', 'terminated'] as const) {
      expect(orderAllows('termination', stage)).toBe(true);
      expect(negotiationMessages.map((message) => orderCommandOf(message, stage))).toEqual(
        negotiationMessages.map(() => undefined),
      );
    }
  });

  it('is over once both have signed: neither side steps back by a message', () => {
    expect(orderAllows('termination', 'contracted')).toBe(false);
    expect(orderAllows('finalization', 'contracted')).toBe(true);
    expect(orderAllows('finalization', 'licensed')).toBe(false);
  });
});

describe('what the provider has to say of the order', () => {
  const by = (side: 'seller' | 'buyer', type: 'TermsProposed' | 'OrderSigned') =>
    messageDue({ type, data: { orderId, side } } as unknown as OrderEvent);
  const of = (type: OrderEvent['type']) => messageDue({ type, data: {} } as OrderEvent);

  it('is what the seller did, and how it ended', () => {
    expect([by('seller', 'TermsProposed'), by('seller', 'OrderSigned')]).toEqual([
      'offer',
      'agreement',
    ]);
    expect([by('buyer', 'TermsProposed'), by('buyer', 'OrderSigned')]).toEqual([
      undefined,
      undefined,
    ]);
    expect(of('OrderContracted')).toBe('finalization');
    expect([of('OrderCancelled'), of('LicenceRefused')]).toEqual(['termination', 'termination']);
    expect(of('OrderFunded')).toBeUndefined();
  });
});

describe('what the order lets a transfer do', () => {
  it.each(orderStages)('while it is %s', (stage) => {
    const order = orderIn(stage);
    const concluded = order.contract !== undefined && !['refunded', 'terminated'].includes(stage);
    expect(transferMessages.map((message) => orderLetsTransfer(message, order))).toEqual([
      concluded,
      entitles(order),
      true,
      true,
      true,
    ]);
  });

  it('ends with the licence, a full refund or the contract', () =>
    expect(endsTransfers).toEqual(['LicenceEnded', 'OrderRefunded', 'OrderTerminated']));
});
