import {
  descriptionCharactersMax as max,
  domainCharactersMax,
  domainsMax,
} from '../asset/description.rule.js';

/**
 * The columns of an inventory: what a sheet may say of one data asset. The names are those of the
 * application form (guide 国数综政策〔2026〕35号, annex 1) and of 金规〔2024〕24号. What the export
 * writes as a header, the import reads.
 */
export type ColumnKey = keyof typeof columns;

export interface Column {
  /** Header that the export writes in Chinese. */
  readonly zh: string;
  /** Header that the export writes in English. */
  readonly en: string;
  /** Other spellings that sheets use. */
  readonly aliases: readonly string[];
  /** Longest text of a cell in characters; what an event can hold, not the form's own limit. */
  readonly charactersMax: number;
}

const column = (zh: string, en: string, charactersMax: number, ...aliases: string[]): Column => ({
  zh,
  en,
  charactersMax,
  aliases,
});

/** Longest text that an event holds: a statement that was recorded always fits. */
const eventMax = 65_536;
/** As many tags as an asset may have, were each character one that is escaped. */
const tagsMax = domainsMax * (domainCharactersMax * 2 + 1);

/** Every header that is understood; the key is one too. */
export const columns = {
  externalNumber: column(
    '外部编号',
    'External number',
    100,
    '编号',
    '数据编号',
    '序号',
    'id',
    'no',
  ),
  name: column(
    '数据名称',
    'Name',
    max.name,
    '名称',
    '数据资产名称',
    '资产名称',
    'data name',
    'title',
  ),
  englishName: column('英文名称', 'English name', max.englishName, '英文名', 'name en'),
  summary: column(
    '概述',
    'Summary',
    max.summary,
    '数据概述',
    '简介',
    '数据简介',
    '描述',
    'description',
  ),
  content: column(
    '数据内容',
    'Content',
    max.content,
    '内容',
    '字段说明',
    'contents',
    'data content',
  ),
  industry: column('所属行业', 'Industry', 50, '行业', '行业代码', 'industry code', 'sector'),
  domains: column('领域', 'Domains', tagsMax, '数据领域', '标签', 'domain', 'tags'),
  source: column('来源', 'Source', 50, '数据来源', '来源方式', '取得方式', 'data source'),
  origin: column('数据来源属性', 'Origin', 50, '来源属性', '数据属性', 'data origin'),
  territory: column('地域范围', 'Territory', 50, '区域范围', '覆盖地域', 'region', 'scope'),
  timeFrom: column('时域开始', 'Time span from', 30, '时间范围起', '起始日期', '数据起始日期'),
  timeUntil: column('时域结束', 'Time span until', 30, '时间范围止', '截止日期', '数据截止日期'),
  timeSpan: column('时域范围', 'Time span', 60, '时间范围', 'period'),
  updateFrequency: column('更新频率', 'Update frequency', 50, '更新周期', 'frequency'),
  records: column('数据量（条）', 'Records', 30, '数据量', '记录数', '数据条数', 'record count'),
  bytes: column('数据量（字节）', 'Bytes', 30, '存储字节数', 'size bytes'),
  terabytes: column('数据量（TB）', 'Terabytes', 30, '存储容量（TB）', 'size tb'),
  form: column('形态', 'Form', 50, '数据形态', '形式', 'data form'),
  structure: column('结构类型', 'Structure', 50, '数据结构', '结构', '结构化程度'),
  limits: column('限制范围', 'Limits', max.limits, '使用限制', '限制', 'restrictions'),
  category: column('类别', 'Category', 50, '数据类别', '分类', 'class'),
  grade: column('级别', 'Grade', 50, '数据级别', '安全级别', '分级', 'level'),
  sourceUrl: column(
    '来源网址',
    'Source URL',
    max.sourceUrl,
    '网址',
    '链接',
    'url',
    'website',
    'link',
  ),
  rights: column('权利声明', 'Rights statement', eventMax, '权利', 'right statements'),
  sources: column('来源资产', 'Source assets', 5_000, '来源资产标识', 'source asset ids'),
  fingerprint: column('内容指纹', 'Fingerprint', eventMax),
  circumstances: column('形成情形', 'Circumstances', eventMax),
  /** Of this ledger's own export; what is no such id is some other number, and is not read. */
  assetId: column('资产标识', 'Asset id', eventMax),
} as const satisfies Record<string, Column>;

export const columnKeys = Object.keys(columns) as readonly ColumnKey[];

/** Columns without which no row can be understood, whatever the defaults say. */
export const requiredColumns = ['externalNumber', 'name', 'summary'] as const;

/** The column a header names, or undefined where the header is not known. */
export const columnOf = (header: string): ColumnKey | undefined =>
  keyBySpelling.get(spelling(header));

/** Spaces, case, width, underscores, asterisks (for required fields) and brackets do not matter. */
const spelling = (header: string): string =>
  header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_*()[\]【】:.-]/gu, '');

const keyBySpelling: ReadonlyMap<string, ColumnKey> = new Map(
  columnKeys.flatMap((key) =>
    [key, columns[key].zh, columns[key].en, ...columns[key].aliases].map(
      (text) => [spelling(text), key] as const,
    ),
  ),
);
