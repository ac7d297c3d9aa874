interface Words {
  readonly zh: string;
  readonly en: string;
}

const words: Readonly<Record<string, Words>> = {
  not_a_certificate: { zh: '不是查询证明文件', en: 'This is no search certificate.' },
  bytes_not_canonical: { zh: '文件字节已被改动', en: 'The bytes of the file were changed.' },
  format_unknown: { zh: '格式未知', en: 'The format is unknown.' },
  signature_malformed: { zh: '签名格式有误', en: 'The signature is malformed.' },
  signature_invalid: { zh: '签名无效：内容已被改动', en: 'The signature is invalid: changed.' },
  key_unknown: { zh: '签名公钥不在所给公钥之中', en: 'It was signed by a key that is not given.' },
  checkpoint_not_signed: {
    zh: '内嵌检查点不是由所给日志公钥签署',
    en: 'The checkpoint inside is not signed by a key given.',
  },
  checkpoint_of_another_log: {
    zh: '内嵌检查点属于另一日志',
    en: 'The checkpoint inside is of another log.',
  },
  result_changed: { zh: '结果与其摘要不符', en: 'The result is not that of its digest.' },
  finding_contradicted: {
    zh: '结论与所列事项不符',
    en: 'The finding contradicts the items listed.',
  },
  result_of_another_asset: { zh: '结果属于另一资产', en: 'The result is of another asset.' },
  headers_incomplete: { zh: '事件头不齐全', en: 'Headers of events are missing.' },
  state_not_proven: {
    zh: '产权登记簿的版本未得到证明：可能有事件被略去',
    en: 'The version of the title is not proven: events may have been left out.',
  },
  events_not_proven: { zh: '事件不在日志之中', en: 'An event is not proven to be in the log.' },
  version_not_as_of_position: {
    zh: '所见版本与查询位置不符',
    en: 'The version seen is not the one of the search’s position.',
  },
  event_not_opened: { zh: '有应公开的事件未公开', en: 'An event that must be opened is not.' },
  event_changed: { zh: '所公开的事件内容已被改动', en: 'The content of an event was changed.' },
  item_left_out: { zh: '有事项被略去或多出', en: 'An item was left out or added.' },
  item_contradicted: {
    zh: '所列事项与事件不符',
    en: 'An item contradicts the events that it rests on.',
  },
};

/** A fault in words for people. */
export const faultWords = (fault: string): Words => words[fault] ?? { zh: fault, en: fault };
