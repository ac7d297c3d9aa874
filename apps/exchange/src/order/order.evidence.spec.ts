import { exportKind } from '@ledger/domain/cross-border/cross-border.decider.js';
import { crossBorderPolicy } from '@ledger/domain/cross-border/cross-border.policy.js';
import { exportStream } from '@ledger/domain/cross-border/cross-border.state.js';
import { orderKind } from '@ledger/domain/order/order.decider.js';
import { orderId, place, seller } from '@ledger/domain/order/testing/order-samples.js';
import { partyKind } from '@ledger/domain/party/party.decider.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { partyIdOf } from '@ledger/event-store/ids.js';
import { InMemoryEventLog } from '@ledger/event-store/in-memory/in-memory-event-log.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { OrderEvidence } from './order.evidence.js';

const clock = { now: () => '2026-03-02T02:00:00.000Z' };
let log: InMemoryEventLog;
let loop: CommandLoop;
let evidence: OrderEvidence;

beforeEach(() => {
  log = new InMemoryEventLog(clock);
  loop = new CommandLoop(log, clock);
  evidence = new OrderEvidence(loop, clock, new Standings(loop, clock));
});
afterEach(() => log.close());

type Kind = 'uscc' | 'lei' | 'foreign';

const context = (partyId: string) => ({
  actor: { person: 'token', partyId, role: 'manager' as const },
  correlationId: 'correlation',
});

const register = (partyId: string, kind: Kind, value: string, where: object = {}) => {
  const data = { partyId, identifier: { kind, value }, name: '某机构', ...where };
  return loop.handler(partyKind)(
    `party-${partyId}`,
    { type: 'RegisterParty', data: { ...data, partyClass: 'enterprise' } },
    context(partyId),
  );
};

/** Merges a party into one of a register of organisations. */
const mergeInto = async (partyId: string, kind: Kind, value: string): Promise<string> => {
  const heir = partyIdOf(kind, value);
  const handle = loop.handler(partyKind);
  await register(heir, kind, value);
  const successors = [{ partyId: heir }];
  const successorEvidence = [{ partyId: heir, version: 1 }];
  const merged = { kind: 'merger', on: '2026-03-02' } as const;
  const data = { partyId, ...merged, successors, successorEvidence };
  const registrar = {
    ...context(heir),
    actor: { ...context(heir).actor, role: 'registrar' },
  } as const;
  await handle(`party-${partyId}`, { type: 'SucceedParty', data }, registrar);
  const noted = { partyId: heir, predecessorPartyId: partyId, ...merged };
  await handle(`party-${heir}`, { type: 'NotePredecessor', data: noted }, registrar);
  return heir;
};

/** An order of a buyer in one of the registers of organisations. */
const orderOf = async (kind: Kind, value: string, where: object = {}) => {
  const buyer = partyIdOf(kind, value);
  await register(buyer, kind, value, where);
  const { data: placing } = place('ordinary');
  const placed = { type: 'PlaceOrder', data: placing } as const;
  await loop.handler(orderKind)(`order-${orderId}`, placed, context(buyer));
  return evidence.order(orderId);
};

const declare = (destination: string, exporter = seller) =>
  loop.handler(exportKind)(
    exportStream(exporter, 2026),
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
    context(exporter),
  );

describe('where a delivery goes', () => {
  it('is abroad for a buyer of a foreign register, wherever the seller says', async () => {
    const order = await orderOf('foreign', 'SG:201912345K');
    expect((await evidence.gate(order)).abroad).toEqual({
      year: 2026,
      isImportant: false,
      isPersonal: false,
      declared: [],
    });
    await declare('SG');
    const { abroad } = await evidence.gate(order, 'CN');
    expect(abroad?.declared).toMatchObject([{ exportId: 'to SG', basis: 'belowThreshold' }]);
  });

  it('is abroad for a buyer with an LEI, which says where it is', async () => {
    const order = await orderOf('lei', '5493001KJTIIGC8Y1R12', { country: 'HK' });
    expect((await evidence.gate(order)).abroad).toMatchObject({ declared: [] });
  });

  it('is at home for one of the mainland, unless the seller names another place', async () => {
    const order = await orderOf('uscc', '91110000MA00BUYER0');
    expect((await evidence.gate(order)).abroad).toBeUndefined();
    expect((await evidence.gate(order, 'CN')).abroad).toBeUndefined();
    await declare('SG');
    const { abroad } = await evidence.gate(order, 'HK');
    expect(abroad).toMatchObject({ destination: 'HK', declared: [] });
  });

  it('rests on what the seller’s successor declares, too', async () => {
    const order = await orderOf('foreign', 'SG:201912345K');
    await register(seller, 'foreign', 'SG:199912345K');
    const heir = await mergeInto(seller, 'uscc', '91110000MA00BUYER0');
    await declare('SG');
    await declare('HK', heir);
    const { abroad } = await evidence.gate(order);
    expect(abroad?.declared.map(({ exportId }) => exportId)).toEqual(['to SG', 'to HK']);
  });

  it('is abroad where the buyer’s successor is', async () => {
    const order = await orderOf('uscc', '91110000MA00BUYER0');
    await mergeInto(order.buyerPartyId, 'foreign', 'SG:201912345K');
    expect((await evidence.gate(order)).abroad).toMatchObject({ declared: [] });
  });
});
