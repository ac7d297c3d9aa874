import type { DataspaceRefusal } from '@ledger/domain/dataspace/dataspace.refusals.js';
import { text, type ProblemsOf } from './problem-text.js';

/** What the refusals of this slice answer. */
export const dataspaceProblems = {
  connector_not_found: text(
    404,
    ['没有这个连接器', '贵机构没有登记这个连接器。请核对标识后重试。'],
    ['No such connector', 'Your organisation does not know it. Check the id and try again.'],
  ),
  negotiation_not_found: text(
    404,
    ['没有这次协商', '没有这次协商，或者您不是其中一方。请核对标识后重试。'],
    ['No such negotiation', 'It is not there, or not yours. Check the id and try again.'],
  ),
  negotiation_pid_taken: text(
    409,
    ['协商标识已被使用', '贵方以同一标识发起过另一次协商。请换用新的标识。'],
    ['The id is taken', 'You began another negotiation under this id. Use a new one.'],
  ),
  negotiation_state_forbids: text(
    409,
    ['当前状态不允许此消息', '协商处于 {state}，此方不能发送 {message}。'],
    ['Not in this state', 'The negotiation is {state}: this side cannot send {message}.'],
  ),
  negotiation_order_forbids: text(
    409,
    ['订单的状态不允许', '订单处于 {state}，不能再 {message}。'],
    ['The order does not allow it', 'The order is {state}: no {message} any more.'],
  ),
  negotiation_follows_order: text(
    409,
    ['请在订单上操作', '作为提供方，协商随订单 {orderId} 而行：请在订单上改约、签署或撤销。'],
    ['Act on the order', 'As provider it follows order {orderId}: propose, sign or cancel there.'],
  ),
  negotiation_agreement_differs: text(
    409,
    ['协议与要约不一致', '协议的 {field} 与双方最后的要约不同。'],
    ['Another agreement', 'Its {field} is not what was last offered or asked for.'],
  ),
  negotiation_full: text(
    409,
    ['往来要约已达上限', '请接受现有要约，或终止协商。'],
    ['Too many offers', 'Accept the present offer, or end the negotiation.'],
  ),
  transfer_not_found: text(
    404,
    ['没有这次传输', '没有这次传输，或者您不是其中一方。请核对标识后重试。'],
    ['No such transfer', 'It is not there, or not yours. Check the id and try again.'],
  ),
  transfer_pid_taken: text(
    409,
    ['传输标识已被使用', '贵方以同一标识发起过另一次传输。请换用新的标识。'],
    ['The id is taken', 'You began another transfer under this id. Use a new one.'],
  ),
  transfer_state_forbids: text(
    409,
    ['当前状态不允许此消息', '传输处于 {state}，此方不能发送 {message}。'],
    ['Not in this state', 'The transfer is {state}: this side cannot send {message}.'],
  ),
  transfer_agreement_not_found: text(
    409,
    ['没有生效的协议', '双方之间没有此标识下已生效的协议。'],
    ['No agreement in force', 'There is none of these two sides under this id.'],
  ),
  transfer_order_forbids: text(
    409,
    ['买方此时无权使用', '订单尚未付款、已结束，或许可已终止。'],
    ['The buyer may not use it now', 'The order is not paid, has ended, or its licence has.'],
  ),
  transfer_format_unknown: text(
    409,
    ['传输方式不成立', '不提供 {format}；可用：{formats}。推送须给出数据地址，拉取由提供方给出。'],
    [
      'No such way of transfer',
      '{format} is not offered; offered: {formats}. A push needs a data address of the consumer, a pull one of the provider.',
    ],
  ),
  transfer_full: text(
    409,
    ['启停次数已达上限', '此次传输只能结束，请另行发起。'],
    ['Too many starts and stops', 'This transfer can only end. Ask for another.'],
  ),
  transfer_address_unknown: text(
    409,
    ['没有数据地址', '对方尚未给出数据地址，或者其密钥已不再保存。'],
    ['No data address', 'The other side has told none yet, or it is no longer kept.'],
  ),
  dataspace_offer_unknown: text(
    409,
    ['目录中没有此要约', '要约 {offerId} 不在目录中，或已有新版本。请重新查询目录。'],
    ['Not in the catalogue', 'Offer {offerId} does not stand, or has a newer version. Ask again.'],
  ),
  dataspace_offer_differs: text(
    409,
    ['所求条款与要约不同', '只有用途与价格可以另议；其他条款请与要约 {offerId} 一致。'],
    ['Other terms than offered', 'Only purpose and price may differ from offer {offerId}.'],
  ),
  dataspace_purpose_needed: text(
    409,
    ['须写明用途', '要约允许多种用途：{purposes}。请在请求中选定一种。'],
    ['Name the purpose', 'The offer allows several: {purposes}. Choose one in the request.'],
  ),
  dataspace_price_invalid: text(
    409,
    ['金额无效', '“{amount}”不是价格：须为非负数，至多两位小数。'],
    ['No price', '"{amount}" is none: it must be zero or more, with at most two decimals.'],
  ),
  dataspace_address_refused: text(
    409,
    ['不能向此地址发送', '地址不成立：{fault}。须为公网 https 地址，不含账号与片段。'],
    ['Nothing can be sent there', '{fault}: it must be a public https address.'],
  ),
} as const satisfies ProblemsOf<DataspaceRefusal>;
