import type { AssetRefusal } from '@ledger/domain/asset/asset.refusals.js';
import { assetLifeProblems } from './asset-life.problems.js';
import type { ProblemsOf } from './problem-text.js';
import { text } from './problem-text.js';

/** What the refusals of this slice answer. */
export const assetProblems = {
  asset_not_found: text(
    404,
    ['没有这个数据资产', '没有这个数据资产，或者您无权查看。请核对标识后重试。'],
    [
      'No such data asset',
      'There is no such data asset, or you may not see it. Check the id and try again.',
    ],
  ),
  applicant_not_registered: text(
    409,
    ['申请人尚未登记为主体', '请先以 POST /v1/parties 登记本机构，再提交申请。'],
    ['The applicant is no registered party', 'Register your organisation first: POST /v1/parties.'],
  ),
  holder_not_registered: text(
    409,
    ['权利人尚未登记为主体', '权利声明中的下列主体尚未登记：{partyIds}。请先登记。'],
    ['A holder is no registered party', 'Register these parties first: {partyIds}.'],
  ),
  applicant_not_own_organisation: text(
    403,
    ['只能为本机构申请', '数据资产管理员只能为令牌中 org 所指的机构提交申请。'],
    ['You may apply for your own organisation only', 'The applicant is the org of your token.'],
  ),
  registrar_not_applicant: text(
    409,
    [
      '登记机构须为申请人自身',
      '内部台账（in-house）由持有人自行登记。请去掉 registrarPartyId，或选择其他登记规则。',
    ],
    [
      'The registrar must be the applicant',
      'An in-house ledger is kept by the holder itself: leave registrarPartyId out, or name a scheme.',
    ],
  ),
  asset_already_submitted: text(
    409,
    [
      '该资产已有不同的申请',
      '资产 {assetId} 已提交内容不同的申请，现为 {status}。请使用新的外部编号或 Idempotency-Key。',
    ],
    [
      'Another application stands for this asset',
      'Asset {assetId} was applied for with other content and is {status}. Use another external ' +
        'number or Idempotency-Key.',
    ],
  ),
  asset_step_not_possible: text(
    409,
    ['当前状态不允许此步骤', '资产现为 {status}；现在可以进行的步骤：{possible}。'],
    ['Not possible in this state', 'The asset is {status}; steps possible now: {possible}.'],
  ),
  application_field_missing: text(
    400,
    ['缺少必填项', '请填写 {field}。'],
    ['A required field is empty', 'Fill in {field}.'],
  ),
  application_field_too_long: text(
    400,
    ['字段过长', '{field} 超过上限。请缩短后重发。'],
    ['A field is too long', '{field} is beyond its limit. Shorten it.'],
  ),
  industry_unknown: text(
    400,
    ['没有这个行业', '须为 GB/T 4754-2017 的门类（如 J）或门类加大类（如 J66）。'],
    ['No such industry', 'Give a section of GB/T 4754-2017 (J) or a section and division (J66).'],
  ),
  volume_malformed: text(
    400,
    ['数据量格式不符', '{field} 须为非负整数的文本。'],
    ['Not a volume', '{field} is a whole number as text.'],
  ),
  date_invalid: text(
    400,
    ['日期不存在', '{field} 须为存在的日期，写作 2026-11-21。'],
    ['No such date', '{field} must be a date that exists, written as 2026-11-21.'],
  ),
  period_reversed: text(
    409,
    ['期限颠倒', '{field}：自 {from} 开始，却于 {until} 结束。请改正。'],
    ['The period ends before it begins', '{field}: it begins on {from} and ends on {until}.'],
  ),
  rights_count_invalid: text(
    400,
    ['权利声明条数不符', '权利声明须有 1 至 {rightsMax} 条。'],
    ['Too few or too many rights', 'A rights statement has 1 to {rightsMax} lines.'],
  ),
  holding_id_repeated: text(
    409,
    ['权利标识重复', '标识 {holdingId} 出现了两次。请为每项权利使用各自的标识。'],
    ['Two rights have the same id', 'The id {holdingId} stands twice: give each right its own.'],
  ),
  applicant_holds_no_right: text(
    409,
    ['申请人未持有任何权利', '权利声明中至少一项的权利人须为申请人。'],
    ['The applicant holds no right', 'The applicant must be a holder of at least one right.'],
  ),
  holders_invalid: text(
    409,
    ['权利人不合要求', '{field} 须有 1 至 {holdersMax} 名权利人，且不得重复。'],
    ['The holders are not well formed', '{field}: 1 to {holdersMax} holders, each once.'],
  ),
  shares_invalid: text(
    409,
    ['份额不合要求', '{field}：份额须全部填写或全部不填，以分数表示，合计恰为 1。'],
    ['The shares are not well formed', '{field}: all or none, as fractions, adding up to 1.'],
  ),
  operation_right_not_for_automated_data: text(
    409,
    [
      '自动化程序收集的公开数据不得登记经营权',
      '{field}：以自动化程序收集的公开数据只能登记持有权与加工使用权（工作指引第二十一条）。',
    ],
    [
      'No operation right in data gathered by automated means',
      '{field}: such data gives holding and processing rights only (guide art. 21).',
    ],
  ),
  operation_right_proof_required: text(
    409,
    ['经营权须附证明', '{field}：请给出证明文件的 SHA-256 摘要。'],
    ['An operation right needs its proof', '{field}: give the SHA-256 digest of the proof.'],
  ),
  proof_digest_malformed: text(
    400,
    ['摘要格式不符', '{field} 须为 64 位小写十六进制的 SHA-256 摘要。'],
    ['Not a digest', '{field} is a SHA-256 digest: 64 lower-case hexadecimal digits.'],
  ),
  registrar_own_data: text(
    409,
    ['登记机构不得登记自己的数据', '登记机构须为申请人和权利人以外的机构（工作指引第十条）。'],
    [
      'A registrar keeps others’ data only',
      'Name another organisation than the applicant and the holders (guide art. 10).',
    ],
  ),
  registrar_not_designated: text(
    409,
    [
      '不是该制度的登记机构',
      '该机构未被列为 {scheme} 的登记机构（工作指引第七条）。请选择该规则所列的机构。',
    ],
    [
      'Not a registrar under the scheme',
      'The organisation is not designated for {scheme} (guide art. 7): name one that is.',
    ],
  ),
  ...assetLifeProblems,
  organ_data_not_registrable: text(
    409,
    [
      '党政机关履职数据不予登记',
      '党政机关在履行职责中形成的数据不予登记（工作指引第十五条）：{partyIds}。',
    ],
    [
      'Organs’ own data is not registered',
      'Data of Party and government organs from performing duties (guide art. 15): {partyIds}.',
    ],
  ),
  core_data_not_registrable: text(
    409,
    ['核心数据不予登记', '{field}：核心数据不予登记（工作指引第十五条、第二十二条）。'],
    ['Core data is not registered', '{field}: core data is not registered (guide art. 15, 22).'],
  ),
  derived_sources_missing: text(
    409,
    ['衍生数据须列明来源', '{field}：请列明所依据的已登记数据（工作指引第二十条、第二十一条）。'],
    [
      'Derived data names its sources',
      '{field}: name the registered data it was made from (guide art. 20, 21).',
    ],
  ),
  source_not_registered: text(
    409,
    ['来源数据未登记', '{field}：{assetIds} 未登记或不可用作来源。请先登记，或去掉。'],
    [
      'A source is not registered',
      '{field}: {assetIds} is not registered, or not for you to build on. Register it first, or drop it.',
    ],
  ),
  entrusted_processor_not_eligible: text(
    409,
    [
      '受托处理者不得登记',
      '{field}：受托处理数据的一方不享有权利，另有约定的请给出合同摘要（工作指引第二十一条）。',
    ],
    [
      'An entrusted processor registers nothing',
      '{field}: unless law or contract says otherwise; then give the contract’s digest (guide art. 21).',
    ],
  ),
  fusion_consent_missing: text(
    409,
    [
      '缺少其他融合方的同意',
      '{field}：约定不明时，登记经营权须经 {partyIds} 同意（工作指引第二十一条）。',
    ],
    [
      'A participant’s consent is missing',
      '{field}: an operation right needs the consent of {partyIds} (guide art. 21).',
    ],
  ),
  public_platform_registration_required: text(
    409,
    [
      '须先在公共数据登记平台登记',
      '{field}：公共数据授权运营产品须先在公共数据资源登记平台登记（工作指引第十五条）。',
    ],
    [
      'Register it on the public-data platform first',
      '{field}: products of authorised operation come after that (guide art. 15).',
    ],
  ),
  certificate_already_issued: text(
    409,
    ['凭证已颁发', '该资产的凭证编号为 {certificateNo}。'],
    ['A certificate was issued', 'The asset has the certificate {certificateNo}.'],
  ),
  certificate_serial_exhausted: text(
    409,
    ['本月凭证编号已用尽', '系列 {series} 的编号已用尽，下月一日起可继续编号。'],
    ['The month’s numbers are used up', 'Series {series} is full; numbering goes on next month.'],
  ),
} as const satisfies ProblemsOf<AssetRefusal>;
