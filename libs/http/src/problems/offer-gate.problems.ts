/** What the gates of trading and the assessment of offers answer. */
export const gateProblems = {
  asset_not_in_force_for_trade: {
    status: 409,
    zh: {
      title: '资产登记不在有效状态',
      detail: '资产 {assetId} 的登记状态为 {state}，不能交易。请先恢复、续期或重新登记。',
    },
    en: {
      title: 'The asset’s registration is not in force',
      detail: 'Asset {assetId} is {state}: restore, renew or register it before it is traded.',
    },
  },
  core_data_not_tradable: {
    status: 409,
    zh: {
      title: '核心数据不得交易',
      detail:
        '资产 {assetId} 为核心数据，按国家有关规定管理（网络数据安全管理条例第六十三条），不得在此挂牌。',
    },
    en: {
      title: 'Core data is not traded',
      detail:
        'Asset {assetId} is core data: state rules apply (Network Data Security Regulation art. 63).',
    },
  },
  public_data_mode_barred: {
    status: 409,
    zh: {
      title: '公共数据不得以此方式交付',
      detail: '公共数据应“可用不可见”（数据二十条）；交付方式 {delivery} 不允许，可选：{allowed}。',
    },
    en: {
      title: 'Public data is not delivered this way',
      detail:
        'Public data is usable, not visible (数据二十条): {delivery} is not allowed; choose of {allowed}.',
    },
  },
  personal_basis_required: {
    status: 409,
    zh: {
      title: '个人信息缺少处理依据',
      detail:
        '资产 {assetId} 来自个人，须登记处理依据（个人信息保护法第十三条、第二十三条），或由合规评估认定已匿名化。',
    },
    en: {
      title: 'Personal data needs a basis',
      detail:
        'Asset {assetId} is of personal origin: record its basis (PIPL art. 13, 23) with its grading, ' +
        'or have an assessment find it anonymised.',
    },
  },
  opinion_required: {
    status: 409,
    zh: {
      title: '需要合规评估意见',
      detail: '级别 {grade} 的数据挂牌前须有合规评估意见。请先提交评估。',
    },
    en: {
      title: 'A compliance opinion is needed',
      detail:
        'Data of grade {grade} is assessed before it is offered: record the assessment first.',
    },
  },
  opinion_negative: {
    status: 409,
    zh: {
      title: '合规评估意见为否定',
      detail: '评估 {assessmentId} 为否定意见。请整改后重新评估。',
    },
    en: {
      title: 'The compliance opinion is negative',
      detail:
        'Assessment {assessmentId} is negative: mend what it found and have it assessed again.',
    },
  },
  opinion_expired: {
    status: 409,
    zh: {
      title: '合规评估意见已过期',
      detail: '评估 {assessmentId} 有效至 {validUntil}。请重新评估。',
    },
    en: {
      title: 'The compliance opinion has run out',
      detail: 'Assessment {assessmentId} was valid until {validUntil}: have it assessed again.',
    },
  },
  opinion_of_another_edition: {
    status: 409,
    zh: {
      title: '合规评估意见针对的是另一版本',
      detail: '评估 {assessmentId} 针对版本“{assessed}”。请先提交对所售版本的评估（edition）。',
    },
    en: {
      title: 'The compliance opinion is on another edition',
      detail:
        'Assessment {assessmentId} is on edition "{assessed}": have the edition that is to be sold ' +
        'assessed first, and name it (`edition`).',
    },
  },
  risk_assessment_required: {
    status: 409,
    zh: {
      title: '需要风险评估',
      detail:
        '级别 {grade} 的数据提供前须作风险评估（网络数据安全管理条例第三十一条），并在评估中附其摘要。',
    },
    en: {
      title: 'A risk assessment is needed',
      detail:
        'Data of grade {grade} is risk-assessed before it is provided (Network Data Security ' +
        'Regulation art. 31): give riskAssessmentDigest with the assessment.',
    },
  },
  assessor_is_the_seller: {
    status: 409,
    zh: { title: '卖方不得评估自己的挂牌', detail: '请由第三方机构评估。' },
    en: {
      title: 'Nobody assesses what he sells',
      detail: 'Have the offer assessed by a third party.',
    },
  },
  assessor_not_registered: {
    status: 409,
    zh: { title: '评估机构未登记', detail: '主体 {assessorPartyId} 未登记。请先登记评估机构。' },
    en: {
      title: 'The assessor is not registered',
      detail: 'Party {assessorPartyId} is not registered: register the assessor first.',
    },
  },
  assessor_not_admitted: {
    status: 409,
    zh: {
      title: '评估机构未准入',
      detail:
        '交易机构未（或不再）准入主体 {assessorPartyId} 评估以下事项：{lacks}。请由已准入的第三方服务机构评估。',
    },
    en: {
      title: 'The assessor is not admitted',
      detail:
        'The exchange has not, or no longer, admitted party {assessorPartyId} for: {lacks}. Have the ' +
        'offer assessed by an admitted third party.',
    },
  },
  assessment_dates_wrong: {
    status: 409,
    zh: {
      title: '评估日期有误',
      detail: '出具日 {issuedOn} 不得晚于今日 {today}，也不得晚于有效期末日 {validUntil}。',
    },
    en: {
      title: 'The dates of the assessment are wrong',
      detail:
        'Issued on {issuedOn}: not after today ({today}) and not after its last day {validUntil}.',
    },
  },
} as const;
