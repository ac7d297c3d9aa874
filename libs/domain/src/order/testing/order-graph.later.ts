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
      nothing: ['accepted'],
    },
  },
  silence: {
    usual: 'nothing',
    but: { '!order_not_found': ['none'], OrderAccepted: ['delivered', 'delivered, received'] },
  },
  settle: {
    usual: '!order_state_forbids',
    but: {
      '!order_not_found': ['none'],
      OrderSettled: ['accepted'],
      nothing: ['settled', 'closed'],
    },
  },
  close: { usual: 'nothing', but: { '!order_not_found': ['none'], OrderClosed: ['settled'] } },
  dispute: {
    usual: '!order_state_forbids',
    but: {
      '!order_not_found': ['none'],
      DisputeOpened: [
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
      '!order_transfer_pending': ['funded, right moves'],
      '!order_not_found': ['none'],
      'RefundGranted RefundPosted': [
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
    but: { '!order_not_found': ['none'], RefundWithdrawn: ['refunding'] },
  },
  decideRefund: {
    usual: '!order_refund_not_open',
    but: { '!order_not_found': ['none'], 'RefundDecided RefundPosted': ['refunding'] },
  },
  prove: {
    usual: '!order_refund_not_open',
    but: { '!order_not_found': ['none'], 'UseEndProven RefundPosted OrderRefunded': ['refunding'] },
  },
  notFunded: {
    usual: '!order_state_forbids',
    but: {
      '!order_not_found': ['none'],
      OrderTerminated: [
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
      OrderTerminated: ['funded'],
      RefundGranted: ['funded, right has moved', 'delivering', 'delivering, rejected'],
    },
  },
  agreed: {
    usual: '!order_state_forbids',
    but: {
      '!order_not_found': ['none'],
      TerminationProposed: [
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
      LicenceEnded: ['accepted', 'settled', 'closed', 'disputed', 'disputed, settled', 'refunding'],
    },
  },
  chargeDue: { usual: '!charge_not_by_plan', but: { '!order_not_found': ['none'] } },
  declare: { usual: '!charge_not_by_plan', but: { '!order_not_found': ['none'] } },
  buyPackages: { usual: '!charge_not_by_plan', but: { '!order_not_found': ['none'] } },
  creditCharge: {
    usual: '!charge_not_found',
    but: {
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
  divideCharge: { usual: '!charge_not_found', but: { '!order_not_found': ['none'] } },
};
