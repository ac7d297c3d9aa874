/** What every command answers: `usual` in every state that is not named in `but`. */
export interface Answers {
  readonly usual: string;
  readonly but: Readonly<Record<string, readonly string[]>>;
}

/** What is answered to what comes with and after acceptance. */
export const laterGraph: Readonly<Record<string, Answers>> = {
  accept: {
    usual: '!order_state_forbids',
    but: {
      '!order_not_found': ['none'],
      OrderAccepted: ['delivered', 'delivered, received'],
      nothing: ['accepted, balance open', 'accepted'],
    },
  },
  silence: {
    usual: 'nothing',
    but: { '!order_not_found': ['none'], OrderAccepted: ['delivered', 'delivered, received'] },
  },
  settle: {
    usual: '!order_state_forbids',
    but: {
      '!order_underfunded': ['accepted, balance open'],
      '!order_not_found': ['none'],
      OrderSettled: ['accepted'],
      nothing: ['settled, goes on', 'settled', 'closed'],
    },
  },
  close: {
    usual: 'nothing',
    but: {
      '!order_not_due': ['settled, goes on'],
      '!order_not_found': ['none'],
      OrderClosed: ['settled'],
    },
  },
  dispute: {
    usual: '!order_state_forbids',
    but: {
      '!order_not_found': ['none'],
      DisputeOpened: [
        'accepted, balance open',
        'settled, goes on',
        'delivering, charged',
        'funded, right has moved',
        'funded, right moves',
        'funded',
        'delivering',
        'delivered',
        'delivered, received',
        'delivering, rejected',
        'accepted',
        'settled',
      ],
    },
  },
  resolve: {
    usual: '!order_dispute_not_open',
    but: { '!order_not_found': ['none'], DisputeResolved: ['disputed', 'disputed, settled'] },
  },
  withdraw: {
    usual: '!order_dispute_not_open',
    but: { '!order_not_found': ['none'], DisputeResolved: ['disputed', 'disputed, settled'] },
  },
  refund: {
    usual: '!order_state_forbids',
    but: {
      '!order_refund_exceeds_price': ['settled, goes on', 'delivering, charged'],
      '!order_transfer_pending': ['funded, right moves'],
      '!order_not_found': ['none'],
      'RefundGranted RefundPosted': [
        'accepted, balance open',
        'funded, right has moved',
        'funded',
        'delivering',
        'delivered',
        'delivered, received',
        'delivering, rejected',
        'accepted',
        'settled',
      ],
    },
  },
  withdrawRefund: {
    usual: '!order_refund_not_open',
    but: {
      '!order_refund_stands': ['refunding, contract ended'],
      '!order_not_found': ['none'],
      RefundWithdrawn: ['refunding'],
    },
  },
  decideRefund: {
    usual: '!order_refund_not_open',
    but: {
      'RefundDecided RefundPosted OrderAccepted': ['refunding, contract ended'],
      '!order_not_found': ['none'],
      'RefundDecided RefundPosted': ['refunding'],
    },
  },
  prove: {
    usual: '!order_refund_not_open',
    but: {
      'UseEndProven RefundPosted OrderTerminated': ['refunding, contract ended'],
      '!order_not_found': ['none'],
      'UseEndProven RefundPosted OrderRefunded': ['refunding'],
    },
  },
  notFunded: {
    usual: '!order_state_forbids',
    but: {
      RefundGranted: ['accepted, balance open'],
      '!order_not_found': ['none'],
      OrderTerminated: [
        'settled, goes on',
        'delivering, charged',
        'contracted, right to be paid',
        'contracted',
        'contracted, not granted',
        'contracted, granted',
        'contracted, amendment waits',
      ],
    },
  },
  notDelivered: {
    usual: '!order_state_forbids',
    but: {
      '!order_transfer_pending': ['funded, right moves'],
      '!order_not_found': ['none'],
      OrderTerminated: ['delivering, charged', 'funded'],
      RefundGranted: ['funded, right has moved', 'delivering', 'delivering, rejected'],
    },
  },
  agreed: {
    usual: '!order_state_forbids',
    but: {
      '!order_not_found': ['none'],
      TerminationProposed: [
        'accepted, balance open',
        'settled, goes on',
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
  byOrder: {
    usual: 'OrderTerminated',
    but: {
      '!order_transfer_pending': ['funded, right moves'],
      '!order_right_undecided': ['funded, right has moved'],
      '!order_not_found': ['none'],
      '!order_state_forbids': [
        'placed',
        'licensed',
        'licenceReserved',
        'licenceReserved, one signed',
        'settled',
        'closed',
        'disputed, settled',
        'refunded',
        'refused',
        'cancelled',
        'terminated',
      ],
    },
  },
  licenceEnd: {
    usual: 'nothing',
    but: {
      '!order_not_found': ['none'],
      'LicenceEnded OrderTerminated': [
        'delivering, charged',
        'contracted',
        'contracted, not granted',
        'contracted, granted',
        'contracted, amendment waits',
        'funded',
      ],
      'LicenceEnded RefundGranted': [
        'delivering',
        'delivered',
        'delivered, received',
        'delivering, rejected',
      ],
      LicenceEnded: [
        'refunding, contract ended',
        'accepted, balance open',
        'settled, goes on',
        'accepted',
        'settled',
        'closed',
        'disputed',
        'disputed, settled',
        'refunding',
      ],
    },
  },
  chargeDue: {
    usual: '!charge_not_by_plan',
    but: {
      'ChargePosted ChargePosted': ['settled, goes on', 'delivering, charged'],
      '!order_not_found': ['none'],
    },
  },
  declare: { usual: '!charge_not_by_plan', but: { '!order_not_found': ['none'] } },
  buyPackages: { usual: '!charge_not_by_plan', but: { '!order_not_found': ['none'] } },
  creditCharge: {
    usual: '!charge_not_found',
    but: {
      ChargePosted: ['settled, goes on', 'delivering, charged'],
      '!order_not_found': ['none'],
      '!order_state_forbids': [
        'placed',
        'licensed',
        'licenceReserved',
        'licenceReserved, one signed',
        'contracted, not granted',
        'contracted, right to be paid',
        'funded, right moves',
        'closed',
        'refunded',
        'refused',
        'cancelled',
      ],
    },
  },
  divideCharge: {
    usual: '!charge_not_found',
    but: { nothing: ['settled, goes on', 'delivering, charged'], '!order_not_found': ['none'] },
  },
};
