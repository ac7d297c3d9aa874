import { escaped } from '@ledger/domain/markup.js';
import type { MarketMonth, MonthFigures } from '@ledger/domain/market/market-month.js';
import { fromMinorUnits, groupedAmount } from '@ledger/domain/money.js';

type Language = 'zh' | 'en';

const words = {
  title: { zh: '数据交易市场', en: 'The data market' },
  month: { zh: '月份', en: 'Month' },
  deals: { zh: '成交笔数', en: 'Deals' },
  volume: { zh: '成交额', en: 'Volume' },
  lowest: { zh: '最低价', en: 'Lowest' },
  median: { zh: '中位价', en: 'Median' },
  highest: { zh: '最高价', en: 'Highest' },
  charged: { zh: '按期计费', en: 'Charged by period' },
  orders: { zh: '交易数', en: 'Orders' },
  few: { zh: '笔数过少，不公布', en: 'too few deals to tell' },
} as const;

const note = {
  zh: (least: number) =>
    `按结算月份统计，价格为不含增值税人民币元；不足 ${least} 笔的月份不公布价格，全额退款的交易不计。`,
  en: (least: number) =>
    `By month of settlement; prices in yuan without VAT. Months of fewer than ${least} deals tell no ` +
    'price; deals given back in full do not count.',
} as const;

/** Styles of the page, which a policy names by their digest; there is nothing else to load. */
export const marketPageStyle = `
:root{color-scheme:light}
body{margin:0;background:#eef3f8;color:#1b1f24;font:16px/1.6 "Noto Sans SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",sans-serif}
main{max-width:52rem;margin:2rem auto;background:#fff;padding:2rem}
h1{margin:0 0 1rem;color:#12395f;font-size:1.6rem}
svg{width:100%;height:auto}
table{width:100%;border-collapse:collapse;margin:1rem 0}
th,td{border:1px solid #d4dae1;padding:.35rem .6rem;text-align:right}
th{background:#12395f;color:#fff;font-weight:600}
th:first-child,td:first-child{text-align:left}
.few{color:#565d68;text-align:center}
@media(max-width:40rem){main{margin:0;padding:1rem}table{font-size:.8em}}
@media print{body{background:#fff}main{margin:0;max-width:none}tr{break-inside:avoid}}
`;

/** What a page of the market shows. */
export interface MarketSheet {
  readonly months: readonly MarketMonth[];
  readonly dealsMin: number;
  /** The same as SVG. */
  readonly picture: string;
}

/** The market as a page: no script, nothing from elsewhere. */
export const marketPage = (
  { months, dealsMin, picture }: MarketSheet,
  language: Language,
): string => {
  const charged = months.flatMap((month) => (month.charged ? [month.charged] : []));
  return `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>${words.title[language]}</title>
<style>${marketPageStyle}</style></head>
<body><main>
<h1>${words.title[language]}</h1>
${picture}
${tableOf(months, words.deals, language)}
${charged.length === 0 ? '' : `<h2>${words.charged[language]}</h2>\n${tableOf(charged, words.orders, language)}`}
<p>${escaped(note[language](dealsMin))}</p>
</main></body></html>
`;
};

const tableOf = (
  figures: readonly MonthFigures[],
  count: Readonly<Record<Language, string>>,
  language: Language,
): string => {
  const heads = [words.month, count, words.volume, words.lowest, words.median, words.highest];
  return `<table><thead><tr>${heads.map((head) => `<th>${head[language]}</th>`).join('')}</tr></thead>
<tbody>${figures.map((each) => rowOf(each, language)).join('\n')}</tbody></table>`;
};

const rowOf = ({ month, deals, prices }: MonthFigures, language: Language): string => {
  const cell = (text: string): string => `<td>${text}</td>`;
  const start = cell(escaped(month)) + cell(String(deals));
  if (prices === undefined) {
    return `<tr>${start}<td class="few" colspan="4">${deals === 0 ? '—' : words.few[language]}</td></tr>`;
  }
  const { volume, lowest, median, highest } = prices;
  const amounts = [volume, lowest, median, highest].map((fen) =>
    cell(groupedAmount(fromMinorUnits(fen).amount)),
  );
  return `<tr>${start}${amounts.join('')}</tr>`;
};
