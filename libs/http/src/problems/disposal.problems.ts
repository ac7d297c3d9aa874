import type { DisposalRefusal } from '@ledger/domain/title/disposal.refusals.js';
import type { ProblemsOf } from './problem-text.js';
import { notInTitle, text } from './problem-text.js';

/** What the refusals to move, consent to, keep free, bar or correct a right answer. */
export const disposalProblems: ProblemsOf<DisposalRefusal> = {
  title_closed: text(
    409,
    ['产权登记簿已关闭', '该资产已注销，登记簿自 {on} 起关闭，只再接受解除与终止。'],
    [
      'The title is closed',
      'The asset was cancelled; from {on} the title takes endings and releases only.',
    ],
  ),
  transferees_invalid: text(
    409,
    ['受让人填写不符', '须写明 1 至 {transfereesMax} 个受让人，不得重复。'],
    ['The transferees are not well stated', 'Name 1 to {transfereesMax} transferees, none twice.'],
  ),
  transferee_not_registered: text(
    409,
    ['受让人尚未登记', '主体 {partyIds} 尚未登记，或已合并、分立。请先登记受让人。'],
    [
      'A transferee is not registered',
      'Party {partyIds} is not registered, or was merged or divided. Register it first.',
    ],
  ),
  grantee_not_registered: text(
    409,
    ['被许可人尚未登记', '主体 {partyId} 尚未登记，或已合并、分立。请先登记被许可人。'],
    [
      'The grantee is not registered',
      'Party {partyId} is not registered, or was merged or divided. Register it first.',
    ],
  ),
  grant_asset_not_in_force: text(
    409,
    [
      '资产的登记不在有效状态',
      '资产的登记状态为 {status}：在其恢复有效之前，不得就其权利作出新的许可。',
    ],
    [
      'The asset’s registration is not in force',
      'The asset is {status}: nothing new is granted out of its rights until it is in force again.',
    ],
  ),
  core_data_not_disposable: text(
    409,
    [
      '核心数据的权利不得许可或转让',
      '该资产的数据分级为核心数据，其权利不予登记，也不得交易（指引第十五条、第二十二条）。',
    ],
    [
      'Rights in core data are not given on',
      'The asset’s data are graded core, of which no right is registered or traded ' +
        '(guide art. 15, 22).',
    ],
  ),
  shares_not_stated: text(
    409,
    ['未载明份额', '该权利未载明共有份额，不能只转让其中一部分份额。请先更正份额，或转让全部。'],
    [
      'No shares are stated',
      'The entry states no shares to transfer a part of: have them corrected first, or transfer all.',
    ],
  ),
  scope_not_divisible: text(
    409,
    ['范围不可分', '只有列明的用途可以分出，且须有所保留；转让全部的请不写 part。'],
    [
      'The scope cannot be divided',
      'Only listed purposes can be split off, and some must stay. Leave part out to transfer all.',
    ],
  ),
  consent_not_found: notInTitle('同意', 'consent'),
  consent_of_another: text(
    403,
    ['不是您作出的同意', '只有作出同意的主体可以撤回。'],
    ['Not your consent', 'Only who gave a consent takes it back.'],
  ),
  consent_used: text(
    409,
    ['同意已被使用', '版本 {titleVersion} 的处分已依据此同意，不能撤回。'],
    [
      'The consent is used',
      'The disposal at version {titleVersion} relied on it: it cannot be taken back.',
    ],
  ),
  consent_not_needed: text(
    409,
    [
      '无须该项同意',
      '该权利只有一个权利人，或者所填内容只能由质权人表示。请去掉相应内容，或不必提交。',
    ],
    [
      'No such consent is needed',
      'The entry has one holder only, or what you state is for a pledgee to say: leave it out.',
    ],
  ),
  registration_reserved: text(
    409,
    [
      '已有登记预留',
      '另有贷款人预留登记（{registrationReservationId}），至 {until} 止；期间不得另行质押或处分。',
    ],
    [
      'A registration is reserved',
      'Reservation {registrationReservationId} keeps the entry free until {until}: no other new pledge or disposal.',
    ],
  ),
  lender_authorisation_missing: text(
    409,
    ['缺少出质人授权', '出质人未授权您在该权利上登记质押；请其先作出 purpose 为 pledge 的授权。'],
    [
      'The pledgor has not authorised it',
      'The holder has not let you register pledges on the entry (purpose pledge).',
    ],
  ),
  registration_reservation_not_found: notInTitle('登记预留', 'registration reservation'),
  reservation_of_another: text(
    403,
    ['不是您的登记预留', '只有作出预留的贷款人可以放弃。'],
    ['Not your reservation', 'Only the lender who reserved gives it up.'],
  ),
  reservation_time_invalid: text(
    409,
    ['预留期限不符', '须晚于现在，且不晚于 {latest}。'],
    ['The time of the reservation is not possible', 'It ends after now and not after {latest}.'],
  ),
  reservation_renewals_exhausted: text(
    409,
    ['预留不得再续', '最多续 {renewalsMax} 次；{from} 后可以重新预留。'],
    [
      'It cannot be renewed again',
      'It may be renewed {renewalsMax} time(s). You may reserve afresh from {from}.',
    ],
  ),
  bar_over: text(
    409,
    ['限制已结束', '该限制已解除或期满，不能延长；须重新办理并另排顺位。'],
    ['The bar is over', 'It was lifted or its time is over. Raise it anew; it takes a new place.'],
  ),
  bar_unlimited: text(
    409,
    ['限制无期限', '该限制没有截止日，无须延长。'],
    ['The bar has no last day', 'There is nothing to extend.'],
  ),
  bar_waiting: text(
    409,
    ['轮候尚未生效', '该查封正在轮候，期限尚未起算。'],
    ['The freeze is waiting', 'Its term has not begun: it waits for another freeze.'],
  ),
  transfer_asset_not_in_force: text(
    409,
    [
      '资产的登记不在有效状态',
      '资产的登记状态为 {status}；转让登记须凭有效的登记凭证办理。请先重新登记。',
    ],
    [
      'The asset’s registration is not in force',
      'The asset is {status}: a transfer is registered on a certificate that has not lapsed. ' +
        'Register it anew first.',
    ],
  ),
  transfer_application_not_found: notInTitle('转让申请', 'transfer application'),
  transfer_application_decided: text(
    409,
    ['转让申请已办结', '该申请的结果为 {as}；如仍需转让，请重新申请。'],
    ['The transfer is decided', 'It is {as}. Apply anew where it is still wanted.'],
  ),
  not_the_transferee: text(
    403,
    ['不是转让的一方', '转让登记由转让方与受让方共同申请（工作指引第三十四条）。'],
    ['Not a side of the transfer', 'Transferor and transferees apply for it (guide art. 34).'],
  ),
  transfer_not_joined: text(
    409,
    [
      '受让方尚未共同申请',
      '转让登记由双方共同申请（工作指引第三十四条）；尚待 {partyIds} 共同申请。',
    ],
    [
      'Not every transferee has applied',
      'Both sides apply for a transfer (guide art. 34); awaited: {partyIds}.',
    ],
  ),
  correction_not_found: notInTitle('更正', 'correction'),
  correction_event_wrong: text(
    409,
    ['更正所指的记录不符', '该事项由版本 {correctedEvent} 记载，请在 correctedEvent 中写明。'],
    [
      'Another event recorded it',
      'It was recorded at version {correctedEvent}: name that in correctedEvent.',
    ],
  ),
  correction_not_possible: text(
    409,
    ['不属于更正事项', '{field} 不能以更正改变；权利变动须办理相应登记。'],
    [
      'Not for a correction',
      '{field} cannot be changed by a correction: rights move by their own registrations.',
    ],
  ),
  correction_decided: text(
    409,
    ['更正已有决定', '该更正已经处理（{as}）。'],
    ['The correction is decided', 'It was {as} before.'],
  ),
  four_eyes_required: text(
    403,
    ['须由另一人复核', '提出的人不能自行批准或驳回。'],
    ['Another person decides', 'Who proposes something neither approves nor rejects it.'],
  ),
};
