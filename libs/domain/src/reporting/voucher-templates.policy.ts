import type { PolicyDefinition } from '../policy/policy.definition.js';
import type { PolicyFault } from '../policy/policy.shape.js';

/** What a column of an import template holds. `fixed`: the text that the column names. */
const templateFields = [
  'date',
  'year',
  'period',
  'number',
  'line',
  'attachments',
  'summary',
  'accountCode',
  'accountName',
  'debit',
  'credit',
  'amount',
  'preparer',
  'reviewer',
  'fixed',
  'blank',
] as const;
export type TemplateField = (typeof templateFields)[number];

export type TemplateColumn = {
  readonly header: string;
  readonly field: TemplateField;
  /** Of `fixed`. */
  readonly text?: string;
};

/** The columns in which an accounting package takes vouchers in. */
export type VoucherTemplate = {
  readonly name: string;
  readonly title: string;
  /** What stands between an account and its detail; empty: nothing. */
  readonly codeSeparator: 'none' | 'dot';
  readonly columns: readonly TemplateColumn[];
};

export type VoucherTemplates = { readonly templates: readonly VoucherTemplate[] };

const column = (header: string, field: TemplateField, text?: string): TemplateColumn => ({
  header,
  field,
  ...(text === undefined ? {} : { text }),
});

/** General-ledger tool of the one package: date, voucher word and number tell a voucher apart. */
const yonyou: VoucherTemplate = {
  name: 'yonyou',
  title: '用友 U8 总账工具（凭证引入）',
  codeSeparator: 'none',
  columns: [
    column('制单日期', 'date'),
    column('凭证类别字', 'fixed', '记'),
    column('凭证号', 'number'),
    column('附单据数', 'attachments'),
    column('摘要', 'summary'),
    column('科目编码', 'accountCode'),
    column('金额借方', 'debit'),
    column('金额贷方', 'credit'),
    column('数量', 'blank'),
    column('外币', 'blank'),
    column('汇率', 'blank'),
    column('制单人', 'preparer'),
    column('结算方式', 'blank'),
    column('票号', 'blank'),
    column('发生日期', 'date'),
  ],
};

/** Standard form of the other: accounts with a point before their detail. */
const kingdee: VoucherTemplate = {
  name: 'kingdee',
  title: '金蝶 K/3 标准格式凭证引入',
  codeSeparator: 'dot',
  columns: [
    column('凭证日期', 'date'),
    column('会计年度', 'year'),
    column('会计期间', 'period'),
    column('凭证字', 'fixed', '记'),
    column('凭证号', 'number'),
    column('科目代码', 'accountCode'),
    column('科目名称', 'accountName'),
    column('币别代码', 'fixed', 'RMB'),
    column('币别名称', 'fixed', '人民币'),
    column('原币金额', 'amount'),
    column('借方', 'debit'),
    column('贷方', 'credit'),
    column('制单', 'preparer'),
    column('审核', 'reviewer'),
    column('凭证摘要', 'summary'),
    column('附件数', 'attachments'),
    column('分录序号', 'line'),
    column('汇率类型', 'fixed', '公司汇率'),
    column('汇率', 'fixed', '1'),
  ],
};

const shipped: VoucherTemplates = { templates: [yonyou, kingdee] };

const nameForm = '^[a-z][a-z0-9-]{0,30}$';

/** Templates by which vouchers go into accounting packages; editions differ, so columns are set here. */
export const voucherTemplatesPolicy: PolicyDefinition<VoucherTemplates> = {
  name: 'voucher-templates',
  title: { zh: '凭证引入模板', en: 'Import templates for vouchers' },
  of: 'both',
  partyMayAdopt: true,
  isConfidential: false,
  shape: {
    is: 'object',
    members: {
      templates: {
        is: 'list',
        max: 20,
        about: '模板：one for each accounting package and edition.',
        of: {
          is: 'object',
          members: {
            name: { is: 'text', max: 31, pattern: nameForm, about: 'Name in the address.' },
            title: { is: 'text', max: 60, about: 'What people call it.' },
            codeSeparator: {
              is: 'oneOf',
              values: ['none', 'dot'],
              about: '科目级次分隔：what stands between an account and its detail.',
            },
            columns: {
              is: 'list',
              max: 60,
              about: '列：in the order of the package.',
              of: {
                is: 'object',
                members: {
                  header: { is: 'text', max: 40, about: '列名：header of the column.' },
                  field: { is: 'oneOf', values: templateFields, about: '内容：what it holds.' },
                  text: {
                    is: 'text',
                    max: 40,
                    optional: true,
                    about: '固定内容：the text of a `fixed` column.',
                  },
                },
              },
            },
          },
        },
      },
    },
  },
  moreFaults: (content) => templateFaults(content),
  shipped: () => shipped,
};

/** Each name once, and a text just where it is one. */
const templateFaults = ({ templates }: VoucherTemplates): readonly PolicyFault[] =>
  templates.flatMap(({ name, columns }, at) => [
    ...(templates.findIndex((one) => one.name === name) === at
      ? []
      : [{ pointer: `/templates/${at}/name`, expected: 'each name once' }]),
    ...columns.flatMap(({ field, text }, index) =>
      (field === 'fixed') === (text !== undefined)
        ? []
        : [
            {
              pointer: `/templates/${at}/columns/${index}/text`,
              expected: 'a text for `fixed` columns only',
            },
          ],
    ),
  ]);
