import type { OrderRefusal } from '@ledger/domain/order/order.refusals.js';
import { orderCourseProblems } from './order-course.problems.js';
import { orderExportProblems } from './order-export.problems.js';
import type { ProblemsOf } from './problem-text.js';

/** What the refusals of this slice answer. */
export const orderProblems = {
  order_not_found: {
    status: 404,
    zh: { title: '没有这个交易', detail: '没有这个交易，或者您无权查看。请核对标识后重试。' },
    en: {
      title: 'No such order',
      detail: 'There is no such order, or you may not see it. Check the id and try again.',
    },
  },
  order_already_placed: {
    status: 409,
    zh: { title: '交易标识已被使用', detail: '请为新的交易使用新的 Idempotency-Key。' },
    en: {
      title: 'The order id is taken',
      detail: 'Use a new Idempotency-Key for a new order.',
    },
  },
  buyer_is_the_seller: {
    status: 409,
    zh: { title: '买方与卖方为同一机构', detail: '请由其他机构下单。' },
    en: {
      title: 'Buyer and seller are one organisation',
      detail: 'Another organisation has to place the order.',
    },
  },
  order_identity_missing: {
    status: 409,
    zh: {
      title: '缺少交易双方身份核验',
      detail: '交易规则要求双方已登记或已核验（《数据安全法》第三十三条）。缺少：{partyIds}。',
    },
    en: {
      title: 'The identity of a side is missing',
      detail:
        'The trading policy asks for both sides to be registered or verified (Data Security Law art. 33). Missing: {partyIds}.',
    },
  },
  offer_not_listed: {
    status: 409,
    zh: { title: '该挂牌不在售', detail: '挂牌当前状态为 {state}，不能下单。' },
    en: {
      title: 'The offer does not stand',
      detail: 'It is {state}, so that no order can be placed.',
    },
  },
  offer_expired: {
    status: 409,
    zh: { title: '挂牌已过期', detail: '该挂牌的最后一日为 {until}。' },
    en: { title: 'The offer has ended', detail: 'Its last day was {until}.' },
  },
  licence_term_over: {
    status: 409,
    zh: { title: '许可期限已过', detail: '该许可的最后一日为 {until}，已无可用期间。' },
    en: {
      title: 'The term of the licence is over',
      detail: 'Its last day was {until}: nothing would be left to use.',
    },
  },
  purpose_outside_terms: {
    status: 409,
    zh: { title: '用途超出许可范围', detail: '请从挂牌列明的用途（purposes）中选择。' },
    en: {
      title: 'The purpose is outside the licence',
      detail: 'Choose one of the purposes that the offer names.',
    },
  },
  order_not_signable: {
    status: 409,
    zh: {
      title: '现在不能签署',
      detail: '交易当前状态为 {state}；许可成立或预留后、双方签署前方可签署。',
    },
    en: {
      title: 'The order cannot be signed now',
      detail:
        'It is {state}; signatures are taken once the licence stands or is reserved, until both are there.',
    },
  },
  reservation_expired: {
    status: 409,
    zh: { title: '预留已到期', detail: '产权登记簿上的预留已于 {expiresAt} 到期。请重新下单。' },
    en: {
      title: 'The reservation has ended',
      detail: 'What the title had reserved ended at {expiresAt}. Place a new order.',
    },
  },
  already_signed: {
    status: 409,
    zh: { title: '已签署另一份合同', detail: '本方已签署摘要为 {contractDigest} 的合同。' },
    en: {
      title: 'Another contract has been signed',
      detail: 'Your side has signed the contract with the digest {contractDigest}.',
    },
  },
  contract_digest_differs: {
    status: 409,
    zh: {
      title: '双方合同不一致',
      detail: '对方签署的合同摘要为 {contractDigest}。请核对同一份合同。',
    },
    en: {
      title: 'The other side signed another contract',
      detail: 'It signed the contract with the digest {contractDigest}. Compare the documents.',
    },
  },
  order_signing_over: {
    status: 409,
    zh: {
      title: '签约期限已过',
      detail: '该交易应于 {until} 前签署（《民法典》第四百八十一条）。请重新下单。',
    },
    en: {
      title: 'The time to sign is over',
      detail: 'It was to be signed by {until} (Civil Code art. 481). Place a new order.',
    },
  },
  order_not_cancellable: {
    status: 409,
    zh: { title: '现在不能取消', detail: '交易当前状态为 {state}；仅双方签署之前可以取消。' },
    en: {
      title: 'The order cannot be called off now',
      detail: 'It is {state}; either side may call it off until both have signed.',
    },
  },
  order_state_conflict: {
    status: 409,
    zh: { title: '与交易状态不符', detail: '交易当前状态为 {state}，与该通知不符，需人工核查。' },
    en: {
      title: 'The order cannot take this',
      detail: 'It is {state}, which does not fit the notice. Somebody has to look.',
    },
  },
  ...orderCourseProblems,
  ...orderExportProblems,
} as const satisfies ProblemsOf<OrderRefusal>;
