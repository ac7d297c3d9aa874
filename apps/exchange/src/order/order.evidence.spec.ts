import { exportKind } from '@ledger/domain/cross-border/cross-border.decider.js';
import { crossBorderPolicy } from '@ledger/domain/cross-border/cross-border.policy.js';
import { exportStream } from '@ledger/domain/cross-border/cross-border.state.js';
import { orderKind } from '@ledger/domain/order/order.decider.js';
import { orderId, place, seller } from '@ledger/domain/order/testing/order-samples.js';
import { partyKind } from '@ledger/domain/party/party.decider.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { partyIdOf } from '@ledger/event-store/ids.js';
import { InMemoryEventLog } from '@ledger/event-store/in-memory/in-memory-event-log.js';
import { OrderEvidence } from './order.evidence.js';

const clock = { now: () => '2026-03-02T02:00:00.000Z' };
let log: InMemoryEventLog;
let loop: CommandLoop;
let evidence: OrderEvidence;

beforeEach(() => {
  log = new InMemoryEventLog(clock);
  loop = new CommandLoop(log, clock);
  evidence = new OrderEvidence(loop, clock);
});
afterEach(() => log.close());

const context = (partyId: string) => ({
  actor: { person: 'token', partyId, role: 'manager' as const },
  correlationId: 'correlation',
});

/** An order of a buyer in one of the registers of organisations. */
const orderOf = async (kind: 'uscc' | 'lei' | 'foreign', value: string, where: object = {}) => {
  const buyer = partyIdOf(kind, value);
  const data = { partyId: buyer, identifier: { kind, value }, name: '某买方', ...where };
  await loop.handler(partyKind)(
    `party-${buyer}`,
    { type: 'RegisterParty', data: { ...data, partyClass: 'enterprise' } },
    context(buyer),
  );
  const { data: placing } = place('ordinary');
  const placed = { type: 'PlaceOrder', data: placing } as const;
  await loop.handler(orderKind)(`order-${orderId}`, placed, context(buyer));
  return evidence.order(orderId);
};

const declare = (destination: string) =>
  loop.handler(exportKind)(
    exportStream(seller, 2026),
    {
      type: 'DeclareExport',
      data: {
        exportId: `to ${destination}`,
        year: 2026,
        on: '2026-03-01',
        destination,
        receiver: '境外接收方',
        orderId,
        basis: 'belowThreshold',
        isImportant: false,
        persons: 10,
        sensitivePersons: 0,
        policy: {
          version: 1,
          content: crossBorderPolicy.shipped!(),
        },
      },
    },
    context(seller),
  );

describe('where a delivery goes', () => {
  it('is abroad for a buyer of a foreign register, wherever the seller says', async () => {
    const order = await orderOf('foreign', 'SG:201912345K');
    expect((await evidence.gate(order, seller, undefined)).abroad).toEqual({
      year: 2026,
      isImportant: false,
      isPersonal: false,
      declared: [],
    });
    await declare('SG');
    const { abroad } = await evidence.gate(order, seller, 'CN');
    expect(abroad?.declared).toMatchObject([{ exportId: 'to SG', basis: 'belowThreshold' }]);
  });

  it('is abroad for a buyer with an LEI, which says where it is', async () => {
    const order = await orderOf('lei', '5493001KJTIIGC8Y1R12', { country: 'HK' });
    expect((await evidence.gate(order, seller, undefined)).abroad).toMatchObject({ declared: [] });
  });

  it('is at home for one of the mainland, unless the seller names another place', async () => {
    const order = await orderOf('uscc', '91110000MA00BUYER0');
    expect((await evidence.gate(order, seller, undefined)).abroad).toBeUndefined();
    expect((await evidence.gate(order, seller, 'CN')).abroad).toBeUndefined();
    await declare('SG');
    const { abroad } = await evidence.gate(order, seller, 'HK');
    expect(abroad).toMatchObject({ destination: 'HK', declared: [] });
  });
});
