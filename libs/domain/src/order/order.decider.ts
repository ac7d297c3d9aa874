import type { StreamKind } from '../decider.js';
import {
  buyPackages,
  chargeDue,
  creditCharge,
  declareForCharge,
  divideCharge,
} from './charge.rules.js';
import {
  agreeAmendment,
  declineAmendment,
  proposeAmendment,
  proposeTerms,
  signContract,
} from './contract.rules.js';
import { fundOrder } from './funding.rules.js';
import type { OrderCommand } from './order.commands.js';
import { orderEventsMax } from './order.conditions.js';
import type { OrderEvent } from './order.events.js';
import { evolveOrder } from './order.state.js';
import type { OrderState } from './order.state.js';
import {
  acceptBySilence,
  acceptOrder,
  closeOrder,
  deliverData,
  receiveDelivery,
  rejectDelivery,
  settleOrder,
} from './performance.rules.js';
import {
  cancelOrder,
  noteGrant,
  noteReservation,
  noteReservationLapse,
  noteSigningLapse,
  noteTransfer,
  placeOrder,
  refuseLicence,
} from './placing.rules.js';
import type { RemedyCommand } from './remedy.commands.js';
import {
  grantRefund,
  openDispute,
  proveUseEnd,
  resolveDispute,
  withdrawDispute,
  withdrawRefund,
} from './remedy.rules.js';
import { decideRefund } from './refund-decision.rules.js';
import { noteLicenceEnd, terminateOrder } from './termination.rules.js';

const decide = (command: OrderCommand, state: OrderState): OrderEvent[] => {
  switch (command.type) {
    case 'PlaceOrder':
      return placeOrder(command, state);
    case 'ProposeTerms':
      return proposeTerms(command, state);
    case 'SignContract':
      return signContract(command, state);
    case 'CancelOrder':
      return cancelOrder(command, state);
    case 'NoteReservation':
      return noteReservation(command, state);
    case 'RefuseLicence':
      return refuseLicence(command, state);
    case 'NoteGrant':
      return noteGrant(command, state);
    case 'NoteTransfer':
      return noteTransfer(command, state);
    case 'NoteReservationLapse':
      return noteReservationLapse(command, state);
    case 'NoteSigningLapse':
      return noteSigningLapse(command, state);
    case 'ProposeAmendment':
      return proposeAmendment(command, state);
    case 'AgreeAmendment':
      return agreeAmendment(command, state);
    case 'DeclineAmendment':
      return declineAmendment(command, state);
    case 'FundOrder':
      return fundOrder(command, state);
    case 'DeliverData':
      return deliverData(command, state);
    case 'ReceiveDelivery':
      return receiveDelivery(command, state);
    case 'RejectDelivery':
      return rejectDelivery(command, state);
    case 'AcceptOrder':
      return acceptOrder(command, state);
    case 'AcceptBySilence':
      return acceptBySilence(command, state);
    case 'SettleOrder':
      return settleOrder(command, state);
    case 'CloseOrder':
      return closeOrder(command, state);
    case 'OpenDispute':
    case 'ResolveDispute':
    case 'WithdrawDispute':
    case 'GrantRefund':
    case 'WithdrawRefund':
    case 'DecideRefund':
    case 'ProveUseEnd':
    case 'TerminateOrder':
    case 'NoteLicenceEnd':
      return remedied(command, state);
    case 'ChargeDue':
      return chargeDue(command, state);
    case 'DeclareForCharge':
      return declareForCharge(command, state);
    case 'BuyPackages':
      return buyPackages(command, state);
    case 'CreditCharge':
      return creditCharge(command, state);
    case 'DivideCharge':
      return divideCharge(command, state);
  }
};

const remedied = (command: RemedyCommand, state: OrderState): OrderEvent[] => {
  switch (command.type) {
    case 'OpenDispute':
      return openDispute(command, state);
    case 'ResolveDispute':
      return resolveDispute(command, state);
    case 'WithdrawDispute':
      return withdrawDispute(command, state);
    case 'GrantRefund':
      return grantRefund(command, state);
    case 'WithdrawRefund':
      return withdrawRefund(command, state);
    case 'DecideRefund':
      return decideRefund(command, state);
    case 'ProveUseEnd':
      return proveUseEnd(command, state);
    case 'TerminateOrder':
      return terminateOrder(command, state);
    case 'NoteLicenceEnd':
      return noteLicenceEnd(command, state);
  }
};

/** `order-<orderId>`. */
export const orderKind: StreamKind<OrderCommand, OrderEvent, OrderState> = {
  category: 'order',
  decider: { initialState: () => undefined, evolve: evolveOrder, decide },
  schemaVersions: {
    OrderPlaced: 1,
    OrderLicensed: 1,
    LicenceReservationNoted: 1,
    LicenceRefused: 1,
    TermsProposed: 1,
    OrderSigned: 1,
    OrderContracted: 1,
    LicenceGrantNoted: 1,
    RightTransferNoted: 1,
    ProceedsBound: 1,
    AmendmentProposed: 1,
    ContractAmended: 1,
    AmendmentDeclined: 1,
    OrderFunded: 1,
    DataDelivered: 1,
    DeliveryReceived: 1,
    DeliveryRejected: 1,
    OrderAccepted: 1,
    OrderSettled: 1,
    OrderClosed: 1,
    DisputeOpened: 1,
    DisputeResolved: 1,
    RefundGranted: 1,
    UseEndProven: 1,
    RefundPosted: 1,
    RefundWithdrawn: 1,
    RefundDecided: 1,
    OrderRefunded: 1,
    TerminationProposed: 1,
    OrderTerminated: 1,
    LicenceEnded: 1,
    OrderCancelled: 1,
    ChargePosted: 1,
    ChargeDivided: 1,
    ChargesPaid: 1,
    ChargesSettled: 1,
    ChargingEnded: 1,
  },
  eventsMax: orderEventsMax,
};
