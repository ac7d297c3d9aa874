import { type Answers, laterGraph } from './order-graph.later.js';

/** The types of the events, `nothing`, or the refusal's code after a `!`; by command. */
export const orderGraph: Readonly<Record<string, Answers>> = {
  place: { usual: '!order_already_placed', but: { 'OrderPlaced OrderLicensed': ['none'] } },
  propose: {
    usual: '!order_state_forbids',
    but: {
      '!order_not_found': ['none'],
      TermsProposed: ['placed', 'licensed', 'licenceReserved', 'licenceReserved, one signed'],
    },
  },
  signSeller: {
    usual: 'nothing',
    but: {
      '!order_not_found': ['none'],
      '!order_not_signable': ['placed', 'refused', 'cancelled'],
      OrderSigned: ['licensed', 'licenceReserved'],
      'OrderSigned OrderContracted': ['licenceReserved, one signed'],
    },
  },
  signBuyer: {
    usual: 'nothing',
    but: {
      '!order_not_found': ['none'],
      '!order_not_signable': ['placed', 'refused', 'cancelled'],
      OrderSigned: ['licensed', 'licenceReserved'],
    },
  },
  signOutsider: { usual: '!order_not_found', but: {} },
  cancel: {
    usual: '!order_not_cancellable',
    but: {
      '!order_not_found': ['none'],
      OrderCancelled: ['placed', 'licensed', 'licenceReserved', 'licenceReserved, one signed'],
      nothing: ['cancelled'],
    },
  },
  reservation: {
    usual: '!order_state_conflict',
    but: {
      '!order_not_found': ['none'],
      LicenceReservationNoted: ['placed'],
      nothing: [
        'funded, right has moved',
        'funded, right moves',
        'contracted, right to be paid',
        'licenceReserved',
        'licenceReserved, one signed',
        'contracted, not granted',
        'contracted, granted',
        'refused',
        'cancelled',
      ],
    },
  },
  refusal: {
    usual: '!order_state_conflict',
    but: {
      '!order_not_found': ['none'],
      LicenceRefused: [
        'funded, right moves',
        'contracted, right to be paid',
        'placed',
        'contracted, not granted',
      ],
      nothing: ['refused', 'cancelled'],
    },
  },
  grant: {
    usual: '!order_state_conflict',
    but: {
      '!order_not_found': ['none'],
      LicenceGrantNoted: ['contracted, not granted'],
      nothing: ['contracted, granted'],
    },
  },
  transferred: {
    usual: '!order_state_conflict',
    but: {
      '!order_not_found': ['none'],
      RightTransferNoted: ['contracted, right to be paid', 'funded, right moves'],
      nothing: ['funded, right has moved'],
    },
  },
  lapse: {
    usual: '!order_state_conflict',
    but: {
      '!order_not_found': ['none'],
      OrderCancelled: [
        'funded, right moves',
        'contracted, right to be paid',
        'placed',
        'licenceReserved',
        'licenceReserved, one signed',
        'contracted, not granted',
      ],
      nothing: ['refused', 'cancelled'],
    },
  },
  signingLapse: {
    usual: 'nothing',
    but: { '!order_not_found': ['none'], OrderCancelled: ['licensed'] },
  },
  amend: {
    usual: '!order_state_forbids',
    but: {
      '!order_not_found': ['none'],
      AmendmentProposed: [
        'accepted, balance open',
        'delivering, charged',
        'funded, right has moved',
        'funded, right moves',
        'contracted, right to be paid',
        'contracted',
        'contracted, not granted',
        'contracted, granted',
        'contracted, amendment waits',
        'funded',
        'delivering',
        'delivered',
        'delivered, received',
        'delivering, rejected',
        'accepted',
      ],
    },
  },
  agree: {
    usual: '!order_state_forbids',
    but: {
      '!order_transfer_pending': ['funded, right moves'],
      '!order_not_found': ['none'],
      '!order_amendment_not_found': [
        'accepted, balance open',
        'delivering, charged',
        'funded, right has moved',
        'contracted, right to be paid',
        'contracted',
        'contracted, not granted',
        'contracted, granted',
        'funded',
        'delivering',
        'delivered',
        'delivered, received',
        'delivering, rejected',
        'accepted',
      ],
      ContractAmended: ['contracted, amendment waits'],
    },
  },
  decline: {
    usual: '!order_amendment_not_found',
    but: { '!order_not_found': ['none'], AmendmentDeclined: ['contracted, amendment waits'] },
  },
  fund: {
    usual: '!order_state_forbids',
    but: {
      ChargesPaid: ['settled, goes on', 'delivering, charged'],
      '!order_not_found': ['none'],
      OrderFunded: [
        'accepted, balance open',
        'contracted, right to be paid',
        'contracted',
        'contracted, granted',
        'contracted, amendment waits',
      ],
      '!order_not_granted': ['contracted, not granted'],
      '!order_overpaid': [
        'funded, right has moved',
        'funded, right moves',
        'funded',
        'delivering',
        'delivered',
        'delivered, received',
        'delivering, rejected',
        'accepted',
      ],
    },
  },
  deliver: {
    usual: '!order_state_forbids',
    but: {
      '!order_not_granted': ['funded, right moves'],
      '!order_not_found': ['none'],
      DataDelivered: [
        'delivering, charged',
        'funded, right has moved',
        'funded',
        'delivering',
        'delivering, rejected',
      ],
    },
  },
  receive: {
    usual: '!order_delivery_not_found',
    but: {
      '!order_not_found': ['none'],
      DeliveryReceived: [
        'refunding, contract ended',
        'accepted, balance open',
        'settled, goes on',
        'delivering, charged',
        'delivering',
        'delivered',
        'delivering, rejected',
        'accepted',
        'settled',
        'disputed',
        'disputed, settled',
        'refunding',
      ],
      nothing: ['delivered, received'],
      '!order_state_forbids': ['closed', 'refunded'],
    },
  },
  reject: {
    usual: '!order_state_forbids',
    but: {
      '!order_not_found': ['none'],
      DeliveryRejected: [
        'delivering, charged',
        'delivering',
        'delivered',
        'delivered, received',
        'delivering, rejected',
      ],
    },
  },
  ...laterGraph,
};
