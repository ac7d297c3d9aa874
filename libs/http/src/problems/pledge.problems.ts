import type { PledgeRefusal } from '@ledger/domain/title/pledge.refusals.js';
import type { ProblemsOf } from './problem-text.js';
import { text } from './problem-text.js';

/** What the refusals of a pledge's life answer. */
export const pledgeProblems: ProblemsOf<PledgeRefusal> = {
  pledge_only_claimed: text(
    409,
    ['质押尚未经出质人确认', '这还只是主张；出质人确认之后方可进行此操作。'],
    ['Only claimed so far', 'The pledgor has not confirmed it; once he has, try again.'],
  ),
  extension_not_later: text(
    409,
    ['展期日期须晚于现有期限', '现登记至 {previousUntil}；新的最后一日须在其后。'],
    ['Not later than it is', 'It is registered until {previousUntil}; name a later last day.'],
  ),
  registration_channel_wrong: text(
    409,
    [
      '登记渠道与质押标的不符',
      '{object} 的质押不在该机构登记（《民法典》第四百四十条、第四百四十四条），应为：{channels}。',
    ],
    [
      'The wrong register for this object',
      'Pledges of {object} are not registered there (Civil Code art. 440, 444), but in {channels}.',
    ],
  ),
  credit_enhancement_is_no_pledge: text(
    409,
    ['无质押增信不设立质押', '未约定质押的增信不在登记簿中形成质押记录；请勿登记。'],
    [
      'Credit enhancement is no pledge',
      'Without a pledge agreed there is nothing to register: do not register it.',
    ],
  ),
  juniors_must_consent: text(
    409,
    [
      '须经后位质权人书面同意',
      '此变更会影响在后的质权人（《民法典》第四百零九条、第四百二十二条）；尚缺 {pledgeIds} 的同意。' +
        '不要求原位次的增额可不经同意。',
    ],
    [
      'Pledgees that rank after it must consent',
      'The change would harm them (Civil Code art. 409, 422); consents of {pledgeIds} are missing. ' +
        'An increase with a place of its own needs none.',
    ],
  ),
  pledge_asset_not_in_force: text(
    409,
    [
      '资产的登记不在有效状态',
      '资产的登记状态为 {status}（有效期末日：{validUntil}），不能新设质押；已有质押不受影响。请先续期或恢复登记。',
    ],
    [
      'The asset’s registration is not in force',
      'The asset is {status} (last day: {validUntil}): nothing new is pledged; pledges that stand ' +
        'stay. Have it renewed or restored first.',
    ],
  ),
  core_data_not_pledgeable: text(
    409,
    [
      '核心数据不得质押',
      '该资产定级为核心数据，不予登记和流通（工作指引第十五条、第二十二条），不能新设质押。',
    ],
    [
      'Core data is not pledged',
      'The asset is graded core data, of which no right is registered or traded (guide art. 15, 22): ' +
        'take other collateral.',
    ],
  ),
  amendment_empty: text(
    409,
    ['没有变更内容', '请求没有改变任何事项。'],
    ['Nothing would change', 'The request changes nothing.'],
  ),
  claims_not_fixable: text(
    409,
    [
      '债权尚不能确定',
      '只有最高额质权的债权可以确定，且须具备《民法典》第四百二十三条的情形（{ground}）。',
    ],
    [
      'The claims cannot be fixed yet',
      'Only those of a maximum-amount pledge, on the grounds of Civil Code art. 423 ({ground}).',
    ],
  ),
  claims_fixed: text(
    409,
    ['债权已经确定', '该最高额质权所担保的债权已经确定，不再担保新的债权。'],
    ['The claims are fixed', 'Nothing new is secured by this pledge (Civil Code art. 423).'],
  ),
  subordination_not_possible: text(
    409,
    ['不能作此顺位约定', '两项质押须在同一权利上存续，且让位者登记在先。请核对 toPledgeId。'],
    [
      'This subordination is not possible',
      'Both must stand on the same entry, and who steps back must come first: check toPledgeId.',
    ],
  ),
  assignee_not_registered: text(
    409,
    ['受让人尚未登记为主体', '请受让机构先登记为主体（POST /v1/parties）。'],
    ['The assignee is not registered', 'It registers itself first (POST /v1/parties).'],
  ),
  fixing_of_another: text(
    403,
    [
      '不由贵机构更正',
      '质押 {pledgeId}：确定的债权金额由质权人更正；撤销债权确定由当初登记该确定的一方办理。',
    ],
    [
      'Not yours to correct',
      'Pledge {pledgeId}: the pledgee states the amount; that nothing was fixed, who recorded it.',
    ],
  ),
  pledged_right_moved: text(
    409,
    [
      '权利已转让',
      '质押 {pledgeId} 注销后，该权利已转让（{transferIds}），受让人信赖了登记，不能恢复该质押。',
    ],
    [
      'The right was transferred',
      'Since pledge {pledgeId} was cancelled the right was transferred ({transferIds}) to somebody ' +
        'who relied on the register: the pledge is not restored.',
    ],
  ),
  release_not_found: text(
    409,
    [
      '没有这次解除',
      '版本 {correctedEvent} 不是该质押的解除、债权确定或依文书注销，或已经更正。相应版本见该质押的记录。',
    ],
    [
      'There is no such release',
      'Version {correctedEvent} is no release, fixing or cancellation by order of it, or was corrected.',
    ],
  ),
  claim_not_stated: text(
    409,
    ['未写明本方债权', '实现质权须写明本方的费用、利息与本金（claims）。'],
    ['Your own claim is missing', 'State costs, interest and principal of your own in claims.'],
  ),
  claim_of_nobody: text(
    409,
    [
      '债权所指的质押不参与分配',
      '{pledgeIds} 重复，或不是该权利上已登记的质押。请从 claims 中去掉。',
    ],
    [
      'A claim of no pledge that takes part',
      '{pledgeIds}: named twice, or not registered on this entry. Leave it out of claims.',
    ],
  ),
  pledge_proposal_not_found: text(
    404,
    ['没有这项提议', '该质押没有这项提议。请核对标识后重试。'],
    ['No such proposal', 'There is none of this id for this pledge.'],
  ),
  pledge_proposal_decided: text(
    409,
    ['提议已有决定', '该提议已经处理（{as}）。'],
    ['The proposal is decided', 'It was {as} before.'],
  ),
  pledge_objection_not_found: text(
    404,
    ['没有这项异议', '该质押没有这项异议。请核对标识后重试。'],
    ['No such objection', 'There is none of this id for this pledge.'],
  ),
  pledge_objection_over: text(
    409,
    ['异议已经终结', '该异议已撤回，或因逾期未起诉、未申请仲裁而失效（{standing}）。'],
    ['The objection is over', 'Withdrawn, or nobody went to court in time ({standing}).'],
  ),
};
