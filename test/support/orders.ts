import type { Actor, Role } from '@ledger/domain/decider.js';
import { fromMinorUnits } from '@ledger/domain/money.js';
import { openGates } from '@ledger/domain/offer/testing/open-gates.js';
import type { OfferContent } from '@ledger/domain/offer/offer.events.js';
import type { OrderCommand } from '@ledger/domain/order/order.commands.js';
import { orderKind } from '@ledger/domain/order/order.decider.js';
import { orderStream } from '@ledger/domain/order/order.state.js';
import { priceAtContract, type PricePlan } from '@ledger/domain/pricing/price-plan.js';
import type { Clock } from '@ledger/event-store/clock.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { CommandInput } from '@ledger/event-store/command-handler.js';
import { newId, partyIdOf } from '@ledger/event-store/ids.js';
import type { TestCluster } from './apps.js';
import { storyClock } from './clock.js';

const price = fromMinorUnits(12_000_000n);
const contractDigest = 'c'.repeat(64);

/** What an order is about, where a test cares. */
export interface Wanted {
  readonly seller: string;
  readonly buyer: string;
  readonly terms?: Partial<OfferContent['terms']>;
  readonly metering?: OfferContent['metering'];
  /** What falls due with the contract is what the plan says. */
  readonly pricePlan?: PricePlan;
  /** How far it has come; in use when absent. */
  readonly until?: 'placed' | 'contracted' | 'funded';
  /** Both sides declare that they are related. */
  readonly isRelated?: boolean;
}

/** Orders that stand in the log without the offer, title and bank behind them. */
export interface Orders {
  /** The purpose of every one of them. */
  readonly purpose: string;
  open(wanted: Wanted): Promise<string>;
  act(orderId: string, by: Actor, command: CommandInput<OrderCommand>): Promise<void>;
  close(): Promise<void>;
}

/** Who acts for an organisation. */
export const actorOf = (org: string, role: Role = 'manager'): Actor => ({
  person: 'seed',
  partyId: partyIdOf('uscc', org),
  role,
});

/** Opens a connection of its own to the cluster's log. */
export const ordersOf = (
  { openLog }: Pick<TestCluster, 'openLog'>,
  clock: Clock = storyClock(),
): Orders => {
  const log = openLog();
  const handle = new CommandLoop(log, clock).handler(orderKind);
  const orders: Orders = {
    purpose: '信贷风险评估',
    open: async (wanted) => {
      const { seller, buyer, until = 'funded', isRelated = false } = wanted;
      const orderId = newId();
      const act = (by: Actor, command: CommandInput<OrderCommand>) =>
        orders.act(orderId, by, command);
      await act(actorOf(buyer), placing(orderId, wanted));
      if (until === 'placed') return orderId;
      for (const org of [seller, buyer]) {
        const data = { orderId, contractDigest, isRelated };
        await act(actorOf(org), { type: 'SignContract', data });
      }
      if (until === 'contracted') return orderId;
      const payment = { orderId, fundingId: newId(), amount: price, reference: 'B-1' };
      await act(actorOf(seller, 'operator'), { type: 'FundOrder', data: payment });
      return orderId;
    },
    act: async (orderId, actor, command) => {
      await handle(orderStream(orderId), command, { actor, correlationId: newId() });
    },
    close: () => log.close(),
  };
  return orders;
};

const placing = (
  orderId: string,
  { seller, terms, metering, pricePlan }: Wanted,
): CommandInput<OrderCommand> => {
  const content: OfferContent = {
    name: '企业登记信息',
    summary: '按日更新的企业登记信息',
    assetId: newId(),
    holdingId: newId(),
    kind: 'ordinary',
    terms: { exclusive: false, from: '2026-11-01', sublicenceDepth: 0, ...terms },
    price: pricePlan ? priceAtContract(pricePlan) : { amount: price, vatIncluded: true },
    ...(pricePlan && { pricePlan }),
    delivery: 'api',
    ...(metering && { metering }),
  };
  const sellerPartyId = partyIdOf('uscc', seller);
  const offer = { offerId: newId(), version: 2, stage: 'listed', sellerPartyId, content } as const;
  const { holdingId } = content;
  const authorisation = { holdingId, terms: content.terms, until: '2099-12-31' };
  const licensing = {
    titleVersion: 7,
    right: 'operation',
    sellerHoldsEntry: true,
    authorisation,
  } as const;
  const data = {
    orderId,
    offer,
    purpose: '信贷风险评估',
    licenceId: newId(),
    licensing,
    gates: openGates,
  };
  return { type: 'PlaceOrder', data };
};
