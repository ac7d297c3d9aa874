/** What editions, modes and samples of offers answer. */
export const productProblems = {
  delivery_contradicts_product: {
    status: 409,
    zh: {
      title: '交付方式与产品类型不符',
      detail: '数据接口（{product}）须以 api 方式交付；请在 delivery 或 modes 中给出 api。',
    },
    en: {
      title: 'No mode hands the product over as what it is',
      detail: 'A {product} is delivered as api: name that mode as delivery or among modes.',
    },
  },
  delivery_modes_inconsistent: {
    status: 409,
    zh: {
      title: '交付方式前后不一',
      detail: 'modes 须各不相同，并包含主要交付方式 {delivery}；现为：{modes}。',
    },
    en: {
      title: 'The modes do not go together',
      detail: 'Each mode stands once in modes, and {delivery} is one of them; given: {modes}.',
    },
  },
  delivery_terms_wrong: {
    status: 409,
    zh: {
      title: '交付方式的说明不完整或不相干',
      detail: '方式 {mode} 缺少：{missing}；不应有：{misplaced}。',
    },
    en: {
      title: 'A mode is not described as it must be',
      detail: 'Mode {mode} lacks: {missing}; it does not take: {misplaced}.',
    },
  },
  edition_vintage_reversed: {
    status: 409,
    zh: { title: '数据时段颠倒', detail: '时段自 {from} 开始，却于 {until} 结束。请改正。' },
    en: {
      title: 'The vintage ends before it begins',
      detail: 'It begins on {from} but ends on {until}. Correct the days.',
    },
  },
  edition_label_taken: {
    status: 409,
    zh: {
      title: '版本名称已用过',
      detail: '此挂牌的另一版本已名为 {label}；每个名称只指一个版本，请另起名称。',
    },
    en: {
      title: 'The label names another edition',
      detail: 'An edition of this offer is called {label} already: give this one another label.',
    },
  },
  offer_members_fixed: {
    status: 409,
    zh: {
      title: '挂牌的这些内容不能修改',
      detail: '持有人的授权以 {members} 为准；要改变它们，请另行挂牌。',
    },
    en: {
      title: 'This part of an offer is not revised',
      detail: 'The holder’s authorisation rests on {members}: draft another offer to change them.',
    },
  },
  offer_has_changed: {
    status: 409,
    zh: {
      title: '挂牌内容已变更',
      detail: '您看到的是第 {offerVersion} 版，现为第 {version} 版。请重新查看后再下单。',
    },
    en: {
      title: 'The offer has changed',
      detail: 'You name version {offerVersion}; version {version} stands. Look again, then order.',
    },
  },
  delivery_mode_not_offered: {
    status: 409,
    zh: {
      title: '挂牌不提供此交付方式',
      detail: '此挂牌的交付方式为：{offered}；不提供 {delivery}。',
    },
    en: {
      title: 'The offer does not come in this mode',
      detail: 'It comes as {offered}, not as {delivery}.',
    },
  },
  sample_grade_barred: {
    status: 409,
    zh: {
      title: '此级别的数据不得提供样例',
      detail: '级别为 {grade} 的数据不得提供样例（政策 offer-samples；核心数据一律不得）。',
    },
    en: {
      title: 'Data of this grade is not sampled',
      detail: 'Data graded {grade} is not sampled (policy offer-samples; core data never is).',
    },
  },
  sample_of_personal_data: {
    status: 409,
    zh: {
      title: '个人数据不得提供样例',
      detail:
        '来源属性为个人的数据，未经评估确认匿名化的，不得提供样例（个人信息保护法第四条、第十三条）。',
    },
    en: {
      title: 'Personal data is not sampled',
      detail:
        'Data of personal origin is sampled only once an assessor has found it anonymised (PIPL art. 4, 13).',
    },
  },
  sample_of_public_data: {
    status: 409,
    zh: {
      title: '公共数据不得提供样例',
      detail: '公共数据应“可用不可见”（数据二十条）：不得以文件交付的，也不得提供样例。',
    },
    en: {
      title: 'Public data is not sampled',
      detail:
        'Public data is usable, not visible (数据二十条): what is not delivered as a file is not sampled.',
    },
  },
  sample_not_declared: {
    status: 409,
    zh: {
      title: '须声明样例不含个人信息',
      detail: '请核对样例，并声明其中不含个人信息（declaresNoPersonalInformation 为 true）。',
    },
    en: {
      title: 'The declaration is missing',
      detail:
        'Look through the sample and declare that it holds no personal information ' +
        '(declaresNoPersonalInformation: true).',
    },
  },
  sample_too_large: {
    status: 409,
    zh: {
      title: '样例过大',
      detail: '样例有 {rows} 行、{bytes} 字节；至多 {rowsMax} 行、{bytesMax} 字节。',
    },
    en: {
      title: 'The sample is too large',
      detail: '{rows} rows and {bytes} bytes; at most {rowsMax} rows and {bytesMax} bytes.',
    },
  },
  sample_records_uneven: {
    status: 409,
    zh: {
      title: '样例的记录与字段不符',
      detail: '第 {row} 行（0 表示字段重名）与 {fields} 个字段不一致。请改正。',
    },
    en: {
      title: 'Records and fields of the sample do not go together',
      detail: 'Row {row} (0: two fields have one name) does not fit the {fields} fields.',
    },
  },
  sample_value_of_other_type: {
    status: 409,
    zh: { title: '样例的值与字段类型不符', detail: '这些字段的值与所述类型不符：{fields}。' },
    en: {
      title: 'A value is not of its field’s type',
      detail: 'Values of these fields are not of the type stated: {fields}.',
    },
  },
  sample_shows_personal_information: {
    status: 409,
    zh: {
      title: '样例疑含个人信息',
      detail:
        '这些字段中有身份号码、手机号码、银行卡号或电子邮箱：{fields}。请去除或以虚构值代替（个人信息保护法第四条）。',
    },
    en: {
      title: 'The sample shows personal information',
      detail:
        'Identity, mobile or card numbers or mail addresses stand in: {fields}. Take them out or ' +
        'put invented values in their place (PIPL art. 4).',
    },
  },
  offer_sample_not_found: {
    status: 404,
    zh: { title: '没有样例', detail: '此挂牌没有样例，或者现在不能下载。' },
    en: { title: 'No sample', detail: 'The offer has no sample, or it cannot be downloaded now.' },
  },
} as const;
