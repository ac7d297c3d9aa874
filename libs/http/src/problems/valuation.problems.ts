import type { ValuationRefusal } from '@ledger/domain/valuation/valuation.refusals.js';
import type { ProblemsOf } from './problem-text.js';

/** What the refusals of this slice answer. */
export const valuationProblems = {
  valuation_not_found: {
    status: 404,
    zh: {
      title: '没有这个评估记录',
      detail: '没有这个评估记录，或者您无权查看。请核对标识后重试。',
    },
    en: {
      title: 'No such valuation',
      detail: 'There is no such valuation, or you may not see it. Check the id and try again.',
    },
  },
  valuation_already_recorded: {
    status: 409,
    zh: { title: '评估记录标识已被使用', detail: '请为新的评估记录使用新的 Idempotency-Key。' },
    en: {
      title: 'The valuation id is taken',
      detail: 'Use a new Idempotency-Key for a new valuation.',
    },
  },
  appraiser_is_the_holder: {
    status: 409,
    zh: { title: '持有人不能评估自己的资产', detail: '请指定其他评估机构。' },
    en: {
      title: 'A holder cannot appraise his own asset',
      detail: 'Name another organisation as appraiser.',
    },
  },
  naming_until_past: {
    status: 409,
    zh: { title: '指定的截止日已过', detail: '截止日不得早于 {notBefore}。' },
    en: {
      title: 'The last day of the naming has passed',
      detail: 'It may not be before {notBefore}.',
    },
  },
  appraiser_naming_ended: {
    status: 403,
    zh: {
      title: '对评估机构的指定已终止',
      detail: '指定截至 {until}，或指定人已不再持有权利。请持有人重新指定。',
    },
    en: {
      title: 'The naming of the appraiser has ended',
      detail: 'It ran until {until}, or who named the firm holds nothing any more. Ask the holder.',
    },
  },
  report_number_taken: {
    status: 409,
    zh: { title: '该报告编号已登记', detail: '报告 {reportNumber} 已登记为 {valuationId}。' },
    en: {
      title: 'The report number is recorded already',
      detail: 'Report {reportNumber} stands as valuation {valuationId}.',
    },
  },
  two_signatories_needed: {
    status: 409,
    zh: {
      title: '至少需两名评估专业人员签名',
      detail: '请给出至少两个互不相同的签名人代号（资产评估法第二十七条）。',
    },
    en: {
      title: 'At least two people must have signed',
      detail: 'Give two or more different tokens of signatories (Asset Appraisal Law art. 27).',
    },
  },
  valued_right_not_on_title: {
    status: 409,
    zh: { title: '产权登记簿上没有所评估的权利', detail: '登记簿上没有有效的权利：{rights}。' },
    en: {
      title: 'The title has no such right',
      detail: 'No live entry of the title is of the right: {rights}.',
    },
  },
  approach_repeated: {
    status: 409,
    zh: { title: '评估方法重复', detail: '每种方法只给一个结果。' },
    en: { title: 'An approach is there twice', detail: 'Give one result per approach.' },
  },
  second_approach_missing: {
    status: 409,
    zh: {
      title: '缺少第二种评估方法',
      detail:
        '请给出两种以上方法的结果，或在 singleApproachReason 中说明只用一种的理由（资产评估法第二十六条）。',
    },
    en: {
      title: 'A second approach is missing',
      detail:
        'Give the results of two approaches, or the reason for one in singleApproachReason ' +
        '(Asset Appraisal Law art. 26).',
    },
  },
  single_approach_reason_contradicted: {
    status: 409,
    zh: {
      title: '单一方法的理由与结果不符',
      detail: '已有多种方法的结果，请去掉 singleApproachReason。',
    },
    en: {
      title: 'The reason for one approach contradicts the results',
      detail: 'There are several approaches: leave singleApproachReason out.',
    },
  },
  model_of_another_approach: {
    status: 409,
    zh: {
      title: '模型与评估方法不符',
      detail: '模型 {model} 不属于所填的方法 {approach}。请改正。',
    },
    en: {
      title: 'The model is of another approach',
      detail: '{model} does not compute by the approach {approach}. Correct one of them.',
    },
  },
  valuation_inputs_unsound: {
    status: 409,
    zh: {
      title: '填入质量评价结果后参数不成立',
      detail: '请检查：{fields}。系数大于 1 须说明理由。',
    },
    en: {
      title: 'With the assessed quality the inputs do not compute',
      detail: 'Look at: {fields}. A coefficient above 1 needs its reason.',
    },
  },
  quality_not_assessed: {
    status: 409,
    zh: {
      title: '该资产尚无质量评价',
      detail:
        '请先登记质量评价，或在参数中直接给出质量系数（数据资产评估指导意见关于质量因素的规定）。',
    },
    en: {
      title: 'The asset’s quality has not been assessed',
      detail: 'Record an assessment first, or state the quality coefficient among the inputs.',
    },
  },
  value_differs_from_engine: {
    status: 409,
    zh: {
      title: '所填评估值与计算结果不一致',
      detail: '{approach} 方法所填 {stated}，按所填参数计算为 {computed}。请核对参数或评估值。',
    },
    en: {
      title: 'The value is not what its inputs come to',
      detail: 'For {approach} {stated} was stated; its inputs come to {computed}. Check either.',
    },
  },
  valuation_of_another_firm: {
    status: 403,
    zh: { title: '该报告由其他机构出具', detail: '只有出具机构可以撤回或以新报告替代其报告。' },
    en: {
      title: 'The report is another firm’s',
      detail: 'Only the firm that issued a report may withdraw or supersede it.',
    },
  },
  superseding_report_older: {
    status: 409,
    zh: {
      title: '替代报告不得早于原报告',
      detail: '替代报告须为另一份报告，其评估基准日不得早于 {notBefore}。',
    },
    en: {
      title: 'The report is older than what it would supersede',
      detail: 'It must be another report with a base date not before {notBefore}.',
    },
  },
  valuation_already_ended: {
    status: 409,
    zh: { title: '该评估记录已被替代或撤回', detail: '{valuationId} 的状态为 {ended}。' },
    en: {
      title: 'The valuation was superseded or withdrawn before',
      detail: '{valuationId} is {ended}.',
    },
  },
  appraisal_not_valid: {
    status: 409,
    zh: {
      title: '所选评估报告当前不在使用期内',
      detail: '{valuationId} 的状态为 {standing}。请选择当前有效的评估报告。',
    },
    en: {
      title: 'The appraisal is not valid now',
      detail: '{valuationId} is {standing}. Choose one that is valid today.',
    },
  },
  appraisal_of_another_right: {
    status: 409,
    zh: {
      title: '所选评估报告未评估数据产品经营权',
      detail: '{valuationId} 评估的权利为：{rights}。可质押的是经营权，请选择对其作出评估的报告。',
    },
    en: {
      title: 'The appraisal does not value the operation right',
      detail:
        '{valuationId} values: {rights}. What is pledged is an operation right; choose another.',
    },
  },
  value_not_positive: {
    status: 409,
    zh: { title: '评估值不合要求', detail: '结论须大于零，各方法的结果不得为负。' },
    en: {
      title: 'The value is not positive',
      detail: 'The conclusion must be above zero, and no result below it.',
    },
  },
  value_outside_results: {
    status: 409,
    zh: {
      title: '评估结论超出各方法结果的范围',
      detail: '结论须在各方法结果的最小值与最大值之间。',
    },
    en: {
      title: 'The conclusion lies outside the results',
      detail: 'It must lie between the lowest and the highest result.',
    },
  },
  issued_before_base_date: {
    status: 409,
    zh: {
      title: '报告日早于评估基准日',
      detail: '基准日为 {baseDate}，报告日为 {issuedOn}。请改正。',
    },
    en: {
      title: 'The report is older than its base date',
      detail: 'The base date is {baseDate}, the issue {issuedOn}. Correct them.',
    },
  },
  issued_in_future: {
    status: 409,
    zh: { title: '报告日在未来', detail: '报告日不得晚于 {notAfter}。' },
    en: { title: 'The report is of the future', detail: 'It cannot be issued after {notAfter}.' },
  },
  validity_out_of_range: {
    status: 409,
    zh: {
      title: '报告有效期不合要求',
      detail: '有效期最后一日须在 {notBefore} 至 {notAfter} 之间（自评估基准日起一年）。',
    },
    en: {
      title: 'The validity is out of range',
      detail: 'Its last day lies between {notBefore} and {notAfter} (a year from the base date).',
    },
  },
} as const satisfies ProblemsOf<ValuationRefusal>;
