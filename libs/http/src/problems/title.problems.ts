import type { TitleRefusal } from '@ledger/domain/title/title.refusals.js';
import { disposalProblems } from './disposal.problems.js';
import { pledgeProblems } from './pledge.problems.js';
import type { ProblemsOf } from './problem-text.js';
import { notInTitle, text } from './problem-text.js';

/** What the refusals of this slice answer. */
export const titleProblems: ProblemsOf<TitleRefusal> = {
  ...disposalProblems,
  ...pledgeProblems,
  title_not_found: text(
    404,
    ['没有这个产权登记簿', '没有这个产权登记簿，或者您无权查看。请核对标识后重试。'],
    ['No such title', 'There is no such title, or you may not see it. Check the id and try again.'],
  ),
  title_full: text(
    409,
    ['产权登记簿已近上限', '此登记簿记录已多，只再接受终止、解除与确认。请联系管理员。'],
    [
      'The title is nearly full',
      'It takes only endings, releases and confirmations from now on. Ask the administrator.',
    ],
  ),
  holding_not_found: notInTitle('权利', 'entry'),
  grant_not_found: notInTitle('许可', 'grant'),
  licensing_not_found: notInTitle('许可授权', 'licensing authorisation'),
  reservation_not_found: notInTitle('许可预留', 'reservation'),
  lender_authorisation_not_found: notInTitle('对贷款人的授权', 'lender authorisation'),
  pledge_not_found: notInTitle('质押', 'pledge'),
  bar_not_found: notInTitle('限制', 'bar'),
  title_id_taken: text(
    409,
    ['标识已被使用', '此标识已用于登记簿中的另一事项。请为新的事项使用新的 Idempotency-Key。'],
    [
      'The id is taken',
      'It names something else in this register. Use a new Idempotency-Key for something new.',
    ],
  ),
  not_the_registrar: text(
    403,
    ['不是该资产的登记机构', '只有申请中指定的登记机构可以进行此操作。'],
    ['Not the registrar of this asset', 'Only the registrar that the application names may do it.'],
  ),
  not_the_holder: text(
    403,
    ['不是该权利的权利人', '只有该权利的权利人（或可再许可的被许可人）可以进行此操作。'],
    [
      'Not a holder of this right',
      'Only a holder of the entry, or the grantee of the grant that is given on, may do it.',
    ],
  ),
  not_a_side_of_the_grant: text(
    403,
    ['不是该许可的当事人', '只有许可人、被许可人或登记机构可以终止许可。'],
    ['Not a side of the grant', 'Only its giver, its grantee or the registrar may end it.'],
  ),
  not_the_pledgee: text(
    403,
    ['不是该质押的质权人', '只有质权人可以进行此操作。'],
    ['Not the pledgee', 'Only the pledgee may do this.'],
  ),
  co_owners_must_agree: text(
    409,
    ['须全体共有人同意', '此权利为共有，尚缺共有人 {partyIds} 的同意（POST …/consents）。'],
    [
      'All co-owners must agree',
      'The right is held jointly; consents of {partyIds} are missing (POST …/consents).',
    ],
  ),
  term_invalid: text(
    409,
    [
      '日期不合要求',
      '{field} 不是有效日期，或早于开始日期；限制自登记当日起算，不得倒签（破产除外）。请填写存在的、不早于开始日期的日期。',
    ],
    [
      'A date does not fit',
      '{field} is no date, or lies before the beginning (of a bar: the day of its record, but for ' +
        'insolvency): give a date that exists, not before it.',
    ],
  ),
  term_over: text(
    409,
    ['期限已过', '最后一日 {until} 已经过去。请填写今日或以后的日期。'],
    ['The term is over', 'Its last day, {until}, has passed: name today or a later day.'],
  ),
  right_over: text(
    409,
    ['权利当前不存续', '据以给予的权利今日不存续：或尚未开始，或已经终止。'],
    [
      'The right does not stand today',
      'The entry or grant that this rests on has not begun yet, or has ended.',
    ],
  ),
  right_not_disposable: text(
    409,
    [
      '该权利不可处分',
      '只有数据经营权可以许可、出售或质押（登记工作指引第三条）。请选择经营权的 holdingId。',
    ],
    [
      'The right cannot be disposed of',
      'Only an operation right can be licensed, sold or pledged (guide, art. 3): name its holdingId.',
    ],
  ),
  terms_exceed_right: text(
    409,
    [
      '超出许可人自身的权利',
      '条款 {field} 超出许可人自身权利的范围。请在许可人自身的用途、字段、地域、期限与层级之内填写。',
    ],
    [
      'More than the giver holds',
      'The term {field} lies outside the giver’s right: stay within its purposes, fields, territory, term and depth.',
    ],
  ),
  counterparty_is_the_holder: text(
    409,
    ['相对方就是权利人', '不能把权利或担保给予自己。请填写另一主体。'],
    [
      'The other side is the holder',
      'A right or a security cannot be given to oneself: name another party.',
    ],
  ),
  entry_exclusively_granted: text(
    409,
    ['已有独占许可', '该权利在此期间已有独占许可 {grantId}。'],
    ['Exclusively granted', 'The exclusive grant {grantId} stands on this entry in that time.'],
  ),
  entry_exclusively_reserved: text(
    409,
    ['已为他人的交易预留', '该权利已由预留 {reservationId} 占用，至 {expiresAt} 为止。'],
    [
      'Reserved for another deal',
      'The reservation {reservationId} stands on this entry until {expiresAt}.',
    ],
  ),
  entry_licensed: text(
    409,
    ['不能再给予独占', '他人已有许可（{grantIds}），或正以挂牌 {offerIds} 出售普通许可。'],
    [
      'Exclusivity cannot be given',
      'Others have grants ({grantIds}), or licences are on sale under offers ({offerIds}).',
    ],
  ),
  entry_pledged: text(
    409,
    ['该权利已质押', '未经全体质权人同意不得处分。质押：{pledgeIds}。'],
    ['The entry is pledged', 'Its pledgees would have to consent. Pledges: {pledgeIds}.'],
  ),
  entry_barred: text(
    409,
    ['该权利受限制', '该权利上有限制（冻结、争议等），不得处分或新设质押：{barIds}。'],
    ['The entry is barred', 'A freeze, dispute or the like stands on it: {barIds}.'],
  ),
  entry_in_use: text(
    409,
    ['该权利上尚有负担', '质押（{pledgeIds}）、许可（{grantIds}）或预留（{reservationIds}）尚存。'],
    [
      'The entry is in use',
      'Pledges ({pledgeIds}), grants ({grantIds}) or reservations ({reservationIds}) rest on it.',
    ],
  ),
  offer_already_authorised: text(
    409,
    ['该挂牌已授权过', '挂牌 {offerId} 已有授权。新的授权请使用新的挂牌。'],
    [
      'The offer was authorised before',
      'Offer {offerId} has an authorisation already. A new authorisation needs a new offer.',
    ],
  ),
  licensing_not_authorised: text(
    409,
    ['权利人未授权此项许可', '没有以相同条款覆盖挂牌 {offerId} 的有效授权。'],
    [
      'The holder has not authorised this licence',
      'No standing authorisation covers offer {offerId} on these terms.',
    ],
  ),
  licensing_deal_invalid: text(
    409,
    [
      '授权内容自相矛盾',
      '{field} 不合要求：独占、限量（cap，1 至 1000）与权利转让（transfer）只能取其一；转让不附使用条件。',
    ],
    [
      'The authorisation contradicts itself',
      '{field} does not fit: exclusive, capped (cap, 1 to 1000) or the right itself (transfer), one of ' +
        'these; a transfer has no terms of use.',
    ],
  ),
  licence_cap_reached: text(
    409,
    ['限量许可已售完', '挂牌 {offerId} 至多 {cap} 份许可，均已售出或预留。'],
    [
      'All licences are taken',
      'Offer {offerId} sells {cap} licences at most; all are sold or reserved.',
    ],
  ),
  licensing_uncapped: text(
    409,
    ['该挂牌不限量', '挂牌 {offerId} 的授权没有数量上限。'],
    ['The offer has no cap', 'The authorisation of offer {offerId} states no number.'],
  ),
  licence_cap_out_of_range: text(
    409,
    [
      '上限只减不增',
      '上限可降至 {least}，不高于现有的 {most}；已售与预留的份数不受影响。增加份数请另行挂牌。',
    ],
    [
      'A cap is lowered, not raised',
      'From {least} to {most}: licences sold or reserved stay. For more licences make another offer.',
    ],
  ),
  reservation_over: text(
    409,
    ['预留已失效', '预留 {reservationId} 已解除、到期或已办结。'],
    [
      'The reservation is over',
      'The reservation {reservationId} was released, has run out or has been carried out.',
    ],
  ),
  not_due: text(
    409,
    ['尚未到期', '到期时间为 {dueAt}。'],
    ['Not due yet', 'It is due at {dueAt}.'],
  ),
  amount_not_positive: text(
    409,
    ['金额须大于零', '请填写大于零的金额。'],
    ['The amount must be above zero', 'Give an amount above zero.'],
  ),
  pledgor_not_pledgeable: text(
    409,
    ['该机构的数据资产不得用于担保', '行政事业单位的数据资产不得用于担保（财资〔2024〕167号）。'],
    [
      'Assets of this body cannot be security',
      'Data assets of government organs and public institutions cannot be pledged ' +
        '(财资〔2024〕167号).',
    ],
  ),
  pledgor_not_registered: text(
    409,
    ['权利人尚未登记为主体', '须先登记权利人，方能确定其是否可以出质：{partyIds}。'],
    [
      'A holder is not registered as a party',
      'Register the holder first, so that it is known whether he may pledge: {partyIds}.',
    ],
  ),
  pledge_over: text(
    409,
    ['该质押已不存续', '质押 {pledgeId} 的状态为 {standing}。'],
    ['The pledge is over', 'Pledge {pledgeId} is {standing}.'],
  ),
  pledge_already_registered: text(
    409,
    ['质押已登记', '质押 {pledgeId} 已登记，不能再拒绝；只能由质权人解除。'],
    [
      'The pledge is registered',
      'Pledge {pledgeId} can no longer be declined; its pledgee may release it.',
    ],
  ),
  release_exceeds_pledge: text(
    409,
    [
      '解除金额超过余额',
      '解除的金额超过尚存的担保金额 {remaining}。请减少金额；全部解除的请不写 amount。',
    ],
    [
      'More than is left',
      'The pledge still secures {remaining}: release less, or leave amount out to release all.',
    ],
  ),
};
