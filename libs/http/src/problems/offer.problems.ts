import type { OfferRefusal } from '@ledger/domain/offer/offer.refusals.js';
import { gateProblems } from './offer-gate.problems.js';
import { productProblems } from './offer-product.problems.js';
import type { ProblemsOf } from './problem-text.js';

/** What the refusals of this slice answer. */
export const offerProblems = {
  offer_not_found: {
    status: 404,
    zh: { title: '没有这个挂牌', detail: '没有这个挂牌，或者您无权查看。请核对标识后重试。' },
    en: {
      title: 'No such offer',
      detail: 'There is no such offer, or you may not see it. Check the id and try again.',
    },
  },
  offer_already_drafted: {
    status: 409,
    zh: { title: '挂牌标识已被使用', detail: '请为新的挂牌使用新的 Idempotency-Key。' },
    en: {
      title: 'The offer id is taken',
      detail: 'Use a new Idempotency-Key for a new offer.',
    },
  },
  not_the_seller: {
    status: 403,
    zh: { title: '只有卖方可以更改挂牌', detail: '请以卖方机构的身份操作。' },
    en: {
      title: 'Only the seller may change an offer',
      detail: 'Act on behalf of the organisation that offers it.',
    },
  },
  price_negative: {
    status: 409,
    zh: { title: '价格不能为负', detail: '请给出零或正的价格。' },
    en: { title: 'The price is below zero', detail: 'Give a price of zero or more.' },
  },
  offer_cap_wrong: {
    status: 409,
    zh: {
      title: '许可份数与交易类型不符',
      detail: '限量交易（capped）须载明份数 cap（1 至 {most}）；其他交易类型不得载明。',
    },
    en: {
      title: 'The number of licences does not fit the kind of deal',
      detail: 'A capped deal states its cap (1 to {most}); no other kind does.',
    },
  },
  offer_transfer_wrong: {
    status: 409,
    zh: {
      title: '权利转让的内容不合要求',
      detail:
        '{field} 不合要求：只有权利转让（transfer）载明 transfer，且转让不附用途、字段、地域、期限或再许可条件。',
    },
    en: {
      title: 'What is transferred does not fit',
      detail:
        '{field} does not fit: only a deal of kind transfer names `transfer`, and a right is sold ' +
        'without purposes, fields, territory, last day or sub-licences.',
    },
  },
  licence_term_reversed: {
    status: 409,
    zh: { title: '许可期限颠倒', detail: '许可自 {from} 开始，却于 {until} 结束。请改正期限。' },
    en: {
      title: 'The licence ends before it begins',
      detail: 'It begins on {from} and ends on {until}. Correct the term.',
    },
  },
  deal_kind_contradicts_terms: {
    status: 409,
    zh: {
      title: '交易类型与许可条件不一致',
      detail: '独占交易的 terms.exclusive 须为 true，普通交易须为 false。',
    },
    en: {
      title: 'The kind of deal contradicts its terms',
      detail: 'terms.exclusive must be true for an exclusive deal and false for an ordinary one.',
    },
  },
  offer_already_listed: {
    status: 409,
    zh: { title: '已经挂牌', detail: '该挂牌已在有效期内，截止日不同。请先撤牌，再以新挂牌发布。' },
    en: {
      title: 'The offer is listed already',
      detail: 'It stands to another day. Take it down and publish a new offer.',
    },
  },
  offer_delisted: {
    status: 409,
    zh: { title: '挂牌已撤', detail: '该挂牌已撤下。请新建挂牌。' },
    en: { title: 'The offer was taken down', detail: 'Prepare a new offer.' },
  },
  offer_stopped: {
    status: 409,
    zh: { title: '挂牌已被运营方暂停', detail: '由运营方暂停的挂牌，只能由运营方恢复。' },
    en: {
      title: 'The operator has suspended the offer',
      detail: 'What the operator has suspended only the operator lists again.',
    },
  },
  offer_not_standing: {
    status: 409,
    zh: { title: '尚未挂牌', detail: '草稿尚未挂牌，无需撤牌。' },
    en: { title: 'The offer is not listed', detail: 'A draft does not stand, so it stays down.' },
  },
  listing_until_out_of_range: {
    status: 409,
    zh: {
      title: '挂牌截止日不合要求',
      detail: '截止日不得早于 {notBefore}，也不得晚于许可本身的最后一日。',
    },
    en: {
      title: 'The last day of the listing is out of range',
      detail: 'It may not be before {notBefore}, nor after the last day of the licence itself.',
    },
  },
  seller_holds_no_entry: {
    status: 409,
    zh: {
      title: '卖方不是该权利的持有人',
      detail: '产权登记簿中，贵机构不是权利 {holdingId} 的持有人。',
    },
    en: {
      title: 'The seller does not hold the entry',
      detail: 'In the title your organisation is no holder of entry {holdingId}.',
    },
  },
  entry_not_licensable: {
    status: 409,
    zh: { title: '该权利不能许可', detail: '只有数据产品经营权可以许可；此权利为 {right}。' },
    en: {
      title: 'This right cannot be licensed',
      detail: 'Only an operation right can be licensed; this entry is of the right {right}.',
    },
  },
  licensing_not_open: {
    status: 409,
    zh: {
      title: '许可未开放',
      detail:
        '权利 {holdingId} 现不能按此挂牌许可（原因：{reason}）。' +
        'notAuthorised 与 otherTerms：请持有人按相同条件授权；authorisationEnded：请续期；suspended：须先解除质押或限制。',
    },
    en: {
      title: 'Licensing is not open',
      detail:
        'Entry {holdingId} cannot be licensed under this offer now ({reason}). ' +
        'notAuthorised, otherTerms: the holder authorises licensing on the same terms; ' +
        'authorisationEnded: he renews it; suspended: the pledge or bar named here goes first.',
    },
  },
  ...gateProblems,
  ...productProblems,
} as const satisfies ProblemsOf<OfferRefusal>;
