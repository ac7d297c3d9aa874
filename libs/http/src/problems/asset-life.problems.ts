import type { AssetRefusal } from '@ledger/domain/asset/asset.refusals.js';
import { type ProblemsOf, text } from './problem-text.js';

/** What the refusals on the way of an application and of a registration answer. */
export const assetLifeProblems = {
  application_returned_before: text(
    409,
    ['已一次性告知', '须补正的内容只告知一次（工作指引第十七条）：{missing}。'],
    ['What was missing was told once', 'It is told once only (guide art. 17): {missing}.'],
  ),
  supplement_awaited: text(
    409,
    ['补充佐证材料期限未届满', '申请人可补充佐证材料至 {until}；材料补齐或期限届满后再办理。'],
    [
      'Supporting material is awaited',
      'The applicant may bring it until {until}: go on when it is there, or after that day.',
    ],
  ),
  supplement_not_missing: text(
    409,
    [
      '并无逾期未补充的材料',
      '须先要求补充佐证材料且逾期未补充，方可以此终止审查（工作指引第十八条）；如有其他情形，请改选相应理由。',
    ],
    [
      'No supporting material is missing',
      'Ask for it first, and let its last day go by (guide art. 18); or name the ground that stands.',
    ],
  ),
  publicity_not_over: text(
    409,
    ['公示期未满', '公示至 {until}，其后方可登记。'],
    ['Publicity is not over', 'It lasts until {until}; registration comes after it.'],
  ),
  review_extended_before: text(
    409,
    ['审查期限已延长过', '审查期限只能延长一次，现至 {reviewBy}（工作指引第二十八条）。'],
    [
      'The review was extended before',
      'It is extended once; its last day is {reviewBy} (guide art. 28).',
    ],
  ),
  review_term_over: text(
    409,
    ['审查期限已届满', '审查期限已于 {reviewBy} 届满，届满后不得再延长（工作指引第二十八条）。'],
    ['The term of the review is over', 'It ended on {reviewBy}: extend it before (guide art. 28).'],
  ),
  publicity_over: text(
    409,
    ['公示期已满', '公示已于 {until} 结束；登记后仍可提出异议（工作指引第二十九条）。'],
    [
      'Publicity is over',
      'It ended on {until}; you may object after registration (guide art. 29).',
    ],
  ),
  objection_open: text(
    409,
    ['有异议未处理', '第 {objectionNos} 号异议尚未作出处理决定，不得登记。'],
    ['An objection is not decided', 'Objections {objectionNos} come first.'],
  ),
  objection_not_found: text(
    404,
    ['没有这项异议', '没有第 {objectionNo} 号异议，或您无权查看。'],
    ['No such objection', 'There is no objection {objectionNo}, or you may not see it.'],
  ),
  objection_answered_before: text(
    409,
    ['已就异议作过说明', '第 {objectionNo} 号异议已作过说明；补充材料请直接提交登记机构。'],
    [
      'The objection was answered before',
      'Objection {objectionNo} was answered; give the registrar directly what more there is.',
    ],
  ),
  objection_decided: text(
    409,
    ['异议已处理', '第 {objectionNo} 号异议已作出决定：{outcome}。'],
    ['The objection was decided', 'Objection {objectionNo} was decided: {outcome}.'],
  ),
  objection_outcome_wrong: text(
    409,
    ['此阶段不能如此处理', '此阶段可作的决定：{possible}。'],
    ['Not an outcome of this stage', 'Possible now: {possible}.'],
  ),
  objection_to_own: text(
    409,
    ['不得对自己的申请提出异议', '请撤回、补正或申请变更。'],
    ['Nobody objects to his own application', 'Withdraw, supplement or change it instead.'],
  ),
  objections_too_many: text(
    409,
    ['异议过多', '一项资产至多 {objectionsMax} 项异议，同一机构至多 {objectionsOfOneMax} 项。'],
    [
      'Too many objections',
      'An asset takes at most {objectionsMax}, and {objectionsOfOneMax} of one organisation.',
    ],
  ),
  source_agreement_over: text(
    409,
    ['来源协议已到期', '数据来源协议至 {until} 止，不得据以登记或续期。续签的，请写明新的截止日。'],
    [
      'The source agreement is over',
      'It lasts to {until}: nothing is registered or renewed by it. State the last day of a new one.',
    ],
  ),
  change_of_source: text(
    409,
    ['来源变化不属变更登记', '{field}：主体或来源的重大变化须另行登记（工作指引第三十五条）。'],
    [
      'Another source is another registration',
      '{field}: a change of source is no change of a registration (guide art. 35).',
    ],
  ),
  label_is_graded: text(
    409,
    ['分类分级另行办理', '{field} 与现行标签不符：请先办理分类分级，再变更或更正其他内容。'],
    [
      'The label is graded by itself',
      '{field} is not what stands: grade the asset anew, then change or correct the rest.',
    ],
  ),
  renewal_not_in_window: text(
    409,
    ['不在续期期限内', '可续期的期间：{from} 至 {until}（工作指引第三十六条）。'],
    ['Not in the window for renewal', 'Renewal is taken from {from} to {until} (guide art. 36).'],
  ),
  request_not_found: text(
    404,
    ['没有在办的该项请求', '该项请求不在办理中：没有提出，已办结、已撤回，或被新的请求取代。'],
    [
      'No such request in hand',
      'It was never filed, it was decided or taken back, or a later one took its place.',
    ],
  ),
  cancellation_pending: text(
    409,
    ['注销申请正在处理', '申请 {requestId} 正在处理。'],
    ['A cancellation is in hand', 'Request {requestId} is being decided.'],
  ),
} as const satisfies Partial<ProblemsOf<AssetRefusal>>;
