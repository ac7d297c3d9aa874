import type {
  AssetForm,
  AssetSource,
  Category,
  Grade,
  Origin,
  RightKind,
  Territory,
  UpdateFrequency,
} from '../asset/asset.events.js';

/** How one coded value is written: in Chinese, in English, and what else sheets write for it. */
export interface ValueLabel {
  readonly zh: string;
  readonly en: string;
  readonly aliases: readonly string[];
}

type Labels<Code extends string> = Readonly<Record<Code, ValueLabel>>;

const label = (zh: string, en: string, ...aliases: string[]): ValueLabel => ({ zh, en, aliases });

const source: Labels<AssetSource> = {
  generated: label('采集生成', 'generated', '自行采集', '自采', '采集', 'own collection'),
  automatedPublic: label(
    '自动化程序收集公开数据',
    'public data gathered by automated means',
    '自动化收集',
    '自动化程序收集',
    '爬取',
    '网络采集',
    'automated',
  ),
  agreement: label('协议取得', 'by agreement', '协议', '协议获取', '采购', '外购', 'contract'),
  derived: label('衍生创造', 'derived', '衍生', '衍生数据', '加工衍生'),
};

const origin: Labels<Origin> = {
  public: label('公共数据', 'public data', '公共'),
  enterprise: label('企业数据', 'enterprise data', '企业'),
  personal: label('个人数据', 'personal data', '个人', '个人信息'),
};

const territory: Labels<Territory> = {
  international: label('国际', 'international', '全球', '境外', 'global', 'worldwide'),
  national: label('全国', 'national', '中国', '国内', 'china'),
  provincial: label('省', 'provincial', '省级', '省份', '自治区', '直辖市', 'province'),
  municipal: label('市', 'municipal', '市级', '地市', '城市', 'city'),
  county: label('区县', 'county', '区县级', '县', '区', 'district'),
  belowCounty: label('区县以下', 'below county', '乡镇', '街道', '社区', '村'),
};

const updateFrequency: Labels<UpdateFrequency> = {
  daily: label('天', 'daily', '日', '每天', '每日', '日更', 'day'),
  weekly: label('周', 'weekly', '每周', 'week'),
  monthly: label('月', 'monthly', '每月', '月度', 'month'),
  yearly: label('年', 'yearly', '每年', '年度', 'annual', 'annually', 'year'),
  onDemand: label('按需', 'on demand', '按需更新'),
  realTime: label('实时', 'real time', '实时更新', 'realtime'),
  other: label('其他', 'other', '其它', '不定期', 'irregular'),
};

const form: Labels<AssetForm> = {
  picture: label('图片', 'picture', '图像', 'image'),
  text: label('文本', 'text', '文字', '文档', 'document'),
  video: label('视频', 'video', '影像'),
  audio: label('音频', 'audio', '声音', '语音'),
  table: label('表格', 'table', '数据表', '库表', '数据库表', 'tabular'),
  other: label('其他', 'other', '其它'),
};

const structure: Labels<'structured' | 'semiStructured' | 'unstructured'> = {
  structured: label('结构化', 'structured', '结构化数据'),
  semiStructured: label('半结构化', 'semi-structured', '半结构化数据'),
  unstructured: label('非结构化', 'unstructured', '非结构化数据'),
};

const category: Labels<Category> = {
  customer: label('客户数据', 'customer data', '客户'),
  business: label('业务数据', 'business data', '业务'),
  management: label('经营管理数据', 'management data', '经营管理', '管理数据'),
  system: label('系统运行和安全管理数据', 'system and security data', '系统运行', '系统数据'),
};

const grade: Labels<Grade> = {
  core: label('核心', 'core', '核心数据'),
  important: label('重要', 'important', '重要数据'),
  sensitive: label('敏感', 'sensitive', '敏感数据', '一般敏感', '一般（敏感）'),
  general: label('其他一般', 'general', '一般', '一般数据', '其他一般数据', '其它一般'),
};

/** The three rights under the names of the guide of 2026 and of the twenty measures of 2022. */
const right: Labels<RightKind> = {
  holding: label('数据持有权', 'holding', '数据资源持有权', '持有权', '持有'),
  processing: label('数据使用权', 'processing', '数据加工使用权', '加工使用权', '使用权', '使用'),
  operation: label('数据经营权', 'operation', '数据产品经营权', '经营权', '经营'),
};

/** Every field whose values are a closed list, with all their spellings. */
export const valueLabels = {
  source,
  origin,
  territory,
  updateFrequency,
  form,
  structure,
  category,
  grade,
  right,
} as const;

export type CodedField = keyof typeof valueLabels;
export type CodeOf<Field extends CodedField> = keyof (typeof valueLabels)[Field] & string;

/** The code that a cell means, by its code or any spelling; undefined where it means none. */
export const codeOf = <Field extends CodedField>(
  field: Field,
  text: string,
): CodeOf<Field> | undefined => codes[field].get(spelling(text)) as CodeOf<Field> | undefined;

/** What a code is called in a language. */
export const valueLabel = (field: CodedField, code: string, language: 'zh' | 'en'): string =>
  (valueLabels[field] as Readonly<Record<string, ValueLabel>>)[code]?.[language] ?? code;

/** What a field takes, for a remedy: its labels in that language, each once. */
export const allowedValues = (field: CodedField, language: 'zh' | 'en'): readonly string[] =>
  Object.values<ValueLabel>(valueLabels[field]).map((value) => value[language]);

const spelling = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_()-]/gu, '');

const codes = Object.fromEntries(
  Object.entries(valueLabels).map(([field, labels]) => [
    field,
    new Map(
      Object.entries<ValueLabel>(labels).flatMap(([code, { zh, en, aliases }]) =>
        [code, zh, en, ...aliases].map((text) => [spelling(text), code] as const),
      ),
    ),
  ]),
) as unknown as Readonly<Record<CodedField, ReadonlyMap<string, string>>>;
