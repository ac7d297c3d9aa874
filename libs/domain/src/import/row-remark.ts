import { columns, type ColumnKey } from './columns.js';
import { allowedValues, valueLabels, type CodedField } from './values.js';

/** What is wrong with a row (it is refused), or what was done otherwise than asked (a note). */
export type RowRemarkCode = keyof typeof texts;

export type RowRemark = {
  /** The column concerned; `row` where it is the row as a whole. */
  readonly field: ColumnKey | 'row';
  readonly code: RowRemarkCode;
  /** What stood there, cut to 60 characters. */
  readonly value?: string;
  /** The limit that was passed. */
  readonly limit?: number;
};

/** Longest value that a remark repeats, in characters. */
const valueCharactersMax = 60;

/** A remark with what stood in the cell, shortened. */
export const remark = (
  field: RowRemark['field'],
  code: RowRemarkCode,
  value?: string,
  limit?: number,
): RowRemark => ({
  field,
  code,
  ...(value === undefined || value === '' ? {} : { value: shortened(value) }),
  ...(limit === undefined ? {} : { limit }),
});

/** The remark for a reader: the field's name, what is the matter, and what to do about it. */
export const remarkText = (
  { field, code, value = '', limit = 0 }: RowRemark,
  language: 'zh' | 'en',
): { readonly field: string; readonly problem: string; readonly remedy: string } => {
  const name = field === 'row' ? { zh: '整行', en: 'row' }[language] : columns[field][language];
  const [problem, remedy] = texts[code][language];
  const allowed = field in valueLabels ? allowedValues(field as CodedField, language) : [];
  const list = allowed.join(language === 'zh' ? '、' : ', ');
  const filled = (text: string) =>
    text.replace(/\{(field|value|limit|allowed)\}/gu, (_, key: string) => {
      if (key === 'field') return name;
      if (key === 'value') return value;
      return key === 'limit' ? String(limit) : list;
    });
  return { field: name, problem: filled(problem), remedy: filled(remedy) };
};

/** Cuts by characters, so that no pair of surrogates is torn; control characters become blanks. */
const shortened = (value: string): string => {
  const characters = [...value.slice(0, valueCharactersMax * 2 + 2)];
  const kept = characters.slice(0, valueCharactersMax).join('');
  const clean = kept.replace(/[\p{Cc}\p{Surrogate}]/gu, ' ');
  return kept.length < value.length ? `${clean}…` : clean;
};

type Text = readonly [problem: string, remedy: string];

const text = (zh: Text, en: Text): { readonly zh: Text; readonly en: Text } => ({ zh, en });

const texts = {
  required_missing: text(
    [
      '缺少{field}',
      '请在表格中填写，或在导入的默认值中给出（外部编号、名称、概述须在表格中填写）。',
    ],
    [
      '{field} is missing',
      'Fill in the cell, or give a default (number, name and summary must be in the sheet).',
    ],
  ),
  value_unknown: text(
    ['{field}的值“{value}”无法识别', '请填写下列之一：{allowed}。'],
    ['“{value}” is not a value of {field}', 'Use one of: {allowed}.'],
  ),
  industry_unknown: text(
    [
      '所属行业“{value}”不在国民经济行业分类中',
      '请填写 GB/T 4754 的门类字母，可带两位大类代码，如 J 或 J66。',
    ],
    [
      '“{value}” is no industry of GB/T 4754',
      'Use the section letter, with its division if known, such as J or J66.',
    ],
  ),
  text_too_long: text(
    ['{field}超过 {limit} 个字符', '请缩短至 {limit} 个字符以内。'],
    ['{field} is longer than {limit} characters', 'Shorten it to {limit} characters.'],
  ),
  text_malformed: text(
    ['{field}含有无法保存的控制字符', '请删除控制字符后重新导入。'],
    ['{field} holds control characters that cannot be stored', 'Remove the control characters.'],
  ),
  cell_error: text(
    ['{field}的公式结果是错误值（{value}）', '请在电子表格中更正公式，或填写数值。'],
    [
      'The formula of {field} has an error for its result ({value})',
      'Correct the formula, or write the value.',
    ],
  ),
  date_invalid: text(
    ['{field}“{value}”不是存在的日期', '请写作 2026-11-21。'],
    ['{field} “{value}” is not a date that exists', 'Write it as 2026-11-21.'],
  ),
  time_span_reversed: text(
    ['时域的结束早于开始（{value}）', '请更正开始与结束日期。'],
    ['The time span ends before it begins ({value})', 'Correct the two dates.'],
  ),
  number_invalid: text(
    ['{field}“{value}”不是非负数量', '请填写不带单位的数字，至多 30 位。'],
    [
      '{field} “{value}” is not a quantity',
      'Write a non-negative number of at most 30 digits, without a unit.',
    ],
  ),
  number_rounded: text(
    [
      '{field}“{value}”超过 15 位，而电子表格的数值单元格只保留前 15 位',
      '请核对；须保留全部数字的，将单元格设为文本格式后重新填写。',
    ],
    [
      '{field} “{value}” has more than 15 digits; a numeric cell of a spreadsheet keeps the first 15',
      'Check it. To keep every digit, format the cell as text and write the number again.',
    ],
  ),
  volume_contradicts: text(
    ['同时给出字节数与 TB 数（{value}）', '两列只填一列。'],
    ['Both bytes and terabytes are given ({value})', 'Fill in one of the two columns.'],
  ),
  url_invalid: text(
    ['来源网址“{value}”不是网址', '请填写以 http:// 或 https:// 开头的网址。'],
    ['“{value}” is not a web address', 'Use an address that starts with http:// or https://.'],
  ),
  too_many_items: text(
    ['{field}超过 {limit} 项', '请减至 {limit} 项以内。'],
    ['{field} has more than {limit} items', 'Keep at most {limit} items.'],
  ),
  external_number_repeated: text(
    ['外部编号“{value}”在本表第 {limit} 行已出现', '每项数据使用不同的外部编号。'],
    [
      'External number “{value}” already stands in row {limit} of this sheet',
      'Give each asset its own number.',
    ],
  ),
  cells_beyond_header: text(
    ['该行的单元格多于表头', '请检查该行多余的分隔符，或补上表头。'],
    ['The row has more cells than the header', 'Look for a stray delimiter, or add the header.'],
  ),
  members_repeated: text(
    ['{field}在该行由多个成员给出（{value}）', '每个字段只保留一个成员。'],
    ['Several members of the line give {field} ({value})', 'Keep one member for each field.'],
  ),
  not_an_object: text(
    ['该行不是 JSON 对象', '每行写一个值为文本、数字、布尔或文本列表的 JSON 对象。'],
    [
      'The line is not a JSON object of plain values',
      'Write one object a line; values are text, numbers, booleans or lists of text.',
    ],
  ),
  rights_missing: text(
    ['没有权利声明', '请在导入的默认值 rights 中给出权利及其依据，或在“权利声明”列填写。'],
    [
      'No rights are stated',
      'State the rights and their basis in the defaults (`rights`), or in the rights column.',
    ],
  ),
  rights_invalid: text(
    [
      '权利声明无法识别',
      '请填写 JSON 列表：right、basis、from 必填，until、proofDigest、purposes、fields、territory、remarks、holders（partyId、share）可选。',
    ],
    [
      'The rights statement cannot be read',
      'Write a JSON list: right, basis and from; optionally until, proofDigest, purposes, fields, territory, remarks, holders (partyId, share).',
    ],
  ),
  sources_invalid: text(
    ['{field}“{value}”不是资产标识', '请填写来源数据资产在本台账中的标识，多个之间用“；”分隔。'],
    [
      '{field} “{value}” are no asset ids',
      'Write the ids of the assets in this ledger, parted by semicolons.',
    ],
  ),
  fingerprint_invalid: text(
    [
      '内容指纹无法识别',
      '请填写 JSON 对象：contentDigest（SHA-256）必填，fields、sampleDigests 可选。',
    ],
    [
      'The fingerprint cannot be read',
      'Write a JSON object: contentDigest (SHA-256); optionally fields, sampleDigests.',
    ],
  ),
  circumstances_invalid: text(
    [
      '形成情形无法识别',
      '请填写 JSON 对象：entrusted、jointFusion、authorisedOperation、notSubstituting、sourceAgreementUntil，各项写法同登记申请接口。',
    ],
    [
      'The circumstances cannot be read',
      'Write a JSON object of entrusted, jointFusion, authorisedOperation, notSubstituting, sourceAgreementUntil, each as an application over REST has it.',
    ],
  ),
  right_term_reversed: text(
    ['权利的截止日早于起始日（{value}）', '请更正权利的期限。'],
    ['A right ends before it begins ({value})', 'Correct its term.'],
  ),
  operation_without_proof: text(
    [
      '声明了经营权但没有证明材料摘要',
      '请给出合同或其他证明的 SHA-256 摘要（proofDigest），或不声明经营权。',
    ],
    [
      'An operation right is stated without the digest of its proof',
      'Give the SHA-256 of the contract (proofDigest), or leave the right out.',
    ],
  ),
  application_refused: text(
    ['登记规则拒绝了该申请（{value}）', '请按接口文档中该代码的说明更正后重新导入。'],
    [
      'The rules of registration refused the application ({value})',
      'Correct the row as the API documentation says of this code.',
    ],
  ),
  scheme_requires: text(
    [
      '登记申请缺少{field}，该行已存为草稿',
      '请在表格或导入的默认值中补充后提交（《数据产权登记工作指引（试行）》第十四条、附件1）。',
    ],
    [
      'The application lacks {field}; the row is kept as a draft',
      'Add it to the sheet or the defaults, then submit (guide of 2026, article 14 and annex 1).',
    ],
  ),
  scheme_limits: text(
    [
      '{field}超出登记申请的限制，该行已存为草稿',
      '请按登记方案的限制修改后提交（《数据产权登记工作指引（试行）》附件1：名称40字、概述400字）。',
    ],
    [
      '{field} breaks a limit of the application; the row is kept as a draft',
      'Correct it, then submit (guide of 2026, annex 1: name 40, summary 400 characters).',
    ],
  ),
  scheme_refuses: text(
    [
      '按登记方案尚不能提交（{value}），该行已存为草稿',
      '请按接口文档中该代码的说明补充材料后提交（《数据产权登记工作指引（试行）》第十五条、第二十条至第二十二条）。',
    ],
    [
      'The scheme does not take the application as it stands ({value}); the row is kept as a draft',
      'Complete it as the API documentation says of this code, then submit (articles 15, 20 to 22).',
    ],
  ),
  operation_left_out: text(
    [
      '自动化程序收集的公开数据不登记经营权，已只登记持有权与使用权',
      '依据《数据产权登记工作指引（试行）》第二十一条；如为不实质性替代来源的数据产品，请另行申请。',
    ],
    [
      'Public data gathered by automated means carries no operation right; it was left out',
      'Guide of 2026, article 21. Apply separately for a data product that does not replace its source.',
    ],
  ),
  differs: text(
    ['已登记资产的{field}与本表不同，未作改动', '如需更改，请提交变更登记。'],
    [
      '{field} of the asset on record differs; nothing was changed',
      'Apply for a change of the registration.',
    ],
  ),
  form_limit_exceeded: text(
    ['{field}超出登记申请表的字数限制', '本单位自建台账可以登记；申请国家登记前请缩短。'],
    [
      '{field} is longer than the application form allows',
      'Fine in an in-house ledger; shorten it before a national registration.',
    ],
  ),
} as const;
