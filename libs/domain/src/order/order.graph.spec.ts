import fc from 'fast-check';
import { Refused } from '../refusal.js';
import type { OrderCommand } from './order.commands.js';
import { orderKind } from './order.decider.js';
import type { OrderEvent } from './order.events.js';
import type { OrderStage, OrderState } from './order.state.js';
import {
  buyer,
  cancel,
  cancelledEvent,
  contractedEvent,
  grantedEvent,
  licensedEvent,
  noteGrant,
  noteLapse,
  noteReservation,
  otherDigest,
  outsider,
  place,
  placedEvent,
  refuseLicence,
  refusedEvent,
  reservedEvent,
  seller,
  sign,
  signedEvent,
} from './testing/order-samples.js';

const { initialState, evolve, decide } = orderKind.decider;
const exclusive = placedEvent('exclusive');
const ordinary = placedEvent('ordinary');

/** Every state an order can be in, by the events that lead there. */
const states: Readonly<Record<string, readonly OrderEvent[]>> = {
  none: [],
  placed: [exclusive],
  licensed: [ordinary, licensedEvent],
  reserved: [exclusive, reservedEvent],
  'reserved, buyer signed': [exclusive, reservedEvent, signedEvent('buyer')],
  'reserved, contracted': [exclusive, reservedEvent, contractedEvent],
  granted: [exclusive, reservedEvent, contractedEvent, grantedEvent],
  'licensed, contracted': [ordinary, licensedEvent, contractedEvent],
  refused: [exclusive, refusedEvent],
  cancelled: [exclusive, reservedEvent, cancelledEvent()],
};

const commands: Readonly<Record<string, OrderCommand>> = {
  placeExclusive: place('exclusive'),
  placeOrdinary: place('ordinary'),
  signSeller: sign(seller),
  signBuyer: sign(buyer),
  signOutsider: sign(outsider),
  cancelBuyer: cancel(buyer),
  reservation: noteReservation(),
  refusal: refuseLicence,
  grant: noteGrant(),
  lapse: noteLapse(),
};

/** Events (their types, shortened), `-` for nothing, or the refusal. One line per state. */
const table: Readonly<Record<string, readonly string[]>> = {
  none: ['P', 'P L', '!f', '!f', '!f', '!f', '!f', '!f', '!f', '!f'],
  placed: ['!p', '!p', '!s', '!s', '!f', 'X', 'V', 'R', '!c', 'X'],
  licensed: ['!p', '!p', 'S', 'S', '!f', 'X', '!c', '!c', '!c', '!c'],
  reserved: ['!p', '!p', 'S', 'S', '!f', 'X', '-', '!c', '!c', 'X'],
  'reserved, buyer signed': ['!p', '!p', 'S C', '-', '!f', 'X', '-', '!c', '!c', 'X'],
  'reserved, contracted': ['!p', '!p', '!s', '!s', '!f', '!x', '-', 'R', 'G', 'X'],
  granted: ['!p', '!p', '!s', '!s', '!f', '!x', '-', '!c', '-', '!c'],
  'licensed, contracted': ['!p', '!p', '!s', '!s', '!f', '!x', '!c', '!c', '!c', '!c'],
  refused: ['!p', '!p', '!s', '!s', '!f', '!x', '-', '-', '!c', '-'],
  cancelled: ['!p', '!p', '!s', '!s', '!f', '-', '-', '-', '!c', '-'],
};

const short: Readonly<Record<string, string>> = {
  OrderPlaced: 'P',
  OrderLicensed: 'L',
  LicenceReservationNoted: 'V',
  LicenceRefused: 'R',
  OrderSigned: 'S',
  OrderContracted: 'C',
  LicenceGrantNoted: 'G',
  OrderCancelled: 'X',
  order_not_found: '!f',
  order_already_placed: '!p',
  order_not_signable: '!s',
  order_not_cancellable: '!x',
  order_state_conflict: '!c',
};

const after = (events: readonly OrderEvent[]): OrderState => events.reduce(evolve, initialState());

const answer = (command: OrderCommand, state: OrderState): string => {
  try {
    const events = decide(command, state);
    return events.length === 0 ? '-' : events.map(({ type }) => short[type]).join(' ');
  } catch (error) {
    if (error instanceof Refused) return short[error.code] ?? error.code;
    throw error;
  }
};

describe('every state of an order and every command', () => {
  it.each(Object.entries(states))('%s', (name, past) => {
    const answers = Object.values(commands).map((command) => answer(command, after(past)));
    expect(answers).toEqual(table[name]);
  });
});

/** Stages in the order in which an order may run through them. */
const rank: Readonly<Record<OrderStage, number>> = {
  placed: 0,
  licensed: 1,
  licenceReserved: 1,
  contracted: 2,
  refused: 3,
  cancelled: 3,
};

const anyCommand = fc.constantFrom(
  ...Object.values(commands),
  cancel(seller),
  sign(buyer, otherDigest),
  sign(seller, otherDigest),
  noteReservation('another'),
  noteGrant('another'),
  noteLapse('another'),
);

describe('any history of an order', () => {
  it('only moves forward, ends once, is signed once by each side and granted at most once', () => {
    fc.assert(
      fc.property(fc.array(anyCommand, { maxLength: 30 }), (history) => {
        const log: OrderEvent[] = [];
        for (const command of history) {
          const before = after(log);
          const answered = tried(command, before);
          log.push(...answered);
          const now = after(log);
          if (before === undefined || now === undefined) continue;
          expect(rank[now.stage]).toBeGreaterThanOrEqual(rank[before.stage]);
          if (rank[before.stage] === 3) expect(answered).toEqual([]);
        }
        expectSound(log);
      }),
      { numRuns: 500 },
    );
  });
});

const tried = (command: OrderCommand, state: OrderState): readonly OrderEvent[] => {
  try {
    return decide(command, state);
  } catch (error) {
    if (error instanceof Refused) return [];
    throw error;
  }
};

const expectSound = (log: readonly OrderEvent[]): void => {
  const count = (type: OrderEvent['type']) => log.filter((event) => event.type === type).length;
  expect(count('OrderPlaced')).toBeLessThanOrEqual(1);
  expect(count('OrderContracted')).toBeLessThanOrEqual(1);
  expect(count('LicenceGrantNoted')).toBeLessThanOrEqual(1);
  expect(count('OrderCancelled') + count('LicenceRefused')).toBeLessThanOrEqual(1);
  const signatures = log.flatMap((event) => (event.type === 'OrderSigned' ? [event.data] : []));
  expect(new Set(signatures.map(({ side }) => side)).size).toBe(signatures.length);
  expect(new Set(signatures.map(({ contractDigest }) => contractDigest)).size).toBeLessThanOrEqual(
    1,
  );
  if (count('OrderContracted') === 1) expect(signatures).toHaveLength(2);
  if (count('LicenceGrantNoted') === 1) expect(count('OrderContracted')).toBe(1);
};
