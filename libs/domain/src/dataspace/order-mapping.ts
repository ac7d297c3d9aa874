import type { OrderCommand } from '../order/order.commands.js';
import type { OrderEvent } from '../order/order.events.js';
import { entitles, type OrderStage, type PlacedOrder } from '../order/order.state.js';
import type { NegotiationMessage } from './negotiation.graph.js';
import type { TransferMessage } from './transfer.graph.js';

/**
 * Where the two graphs meet: what a message of a negotiation asks of the order that it is about, and
 * in which of the order's stages it can. The order decides by its own rules all the same; this table
 * says what is asked, and lets nothing through that could only be refused.
 */
export interface OrderStep {
  /** What the order is told; absent: nothing, the message is only about the conversation. */
  readonly command?: OrderCommand['type'];
  /** `none`: there is no order yet. */
  readonly stages: readonly ('none' | OrderStage)[];
}

/** Until both have signed, terms can change and either side can step back. */
const open = ['placed', 'licensed', 'licenceReserved'] as const;
/** The licence stands or is held: contracts can be signed. */
const signable = ['licensed', 'licenceReserved'] as const;
/** Both have signed, and nothing has been undone. */
const concluded = [
  'contracted',
  'funded',
  'delivering',
  'delivered',
  'accepted',
  'settled',
  'closed',
  'disputed',
  'refunding',
] as const;
/** It came to nothing: there is nothing left to call off. */
const undone = ['refused', 'cancelled', 'refunded', 'terminated'] as const;

export const negotiationOnOrder: Readonly<Record<NegotiationMessage, OrderStep>> = {
  request: { command: 'ProposeTerms', stages: open },
  offer: { command: 'ProposeTerms', stages: open },
  acceptance: { stages: open },
  agreement: { command: 'SignContract', stages: [...signable, ...concluded] },
  verification: { command: 'SignContract', stages: [...signable, ...concluded] },
  finalization: { stages: concluded },
  termination: { command: 'CancelOrder', stages: [...open, ...undone] },
};

/** The consumer's first word makes the order: a request, or the acceptance of an unasked offer. */
export const firstOnOrder: Readonly<Record<'request' | 'acceptance', OrderStep>> = {
  request: { command: 'PlaceOrder', stages: ['none'] },
  acceptance: { command: 'PlaceOrder', stages: ['none'] },
};

/** Whether a message can be the consumer's first word. */
export const placesOrder = (message: NegotiationMessage): message is 'request' | 'acceptance' =>
  message in firstOnOrder;

/** Whether a message can be said while the order stands where it does. */
export const orderAllows = (message: NegotiationMessage, stage: OrderStage): boolean =>
  negotiationOnOrder[message].stages.includes(stage);

/** What the order is told of a message; one that came to nothing is told nothing more. */
export const orderCommandOf = (
  message: NegotiationMessage,
  stage: OrderStage,
): OrderCommand['type'] | undefined =>
  undone.some((one) => one === stage) ? undefined : negotiationOnOrder[message].command;

/** What the provider has to say because of what happened to the order; absent: nothing. */
export const messageDue = ({ type, data }: OrderEvent): NegotiationMessage | undefined => {
  if (type === 'TermsProposed') return data.side === 'seller' ? 'offer' : undefined;
  if (type === 'OrderSigned') return data.side === 'seller' ? 'agreement' : undefined;
  if (type === 'OrderContracted') return 'finalization';
  return type === 'LicenceRefused' || type === 'OrderCancelled' ? 'termination' : undefined;
};

/** What ends every transfer under the order. */
export const endsTransfers = ['LicenceEnded', 'OrderRefunded', 'OrderTerminated'] as const;

/**
 * Whether the order lets a transfer take this step: asked for once there is a contract, begun (and
 * begun again) only while the buyer may use the data; to stop is always allowed.
 */
export const orderLetsTransfer = (message: TransferMessage, order: PlacedOrder): boolean => {
  switch (message) {
    case 'request':
      return concluded.some((one) => one === order.stage);
    case 'start':
      return entitles(order);
    case 'suspension':
    case 'completion':
    case 'termination':
      return true;
  }
};
