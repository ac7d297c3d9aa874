import { escaped } from '@ledger/domain/markup.js';
import type { MarketMonth, MonthFigures } from '@ledger/domain/market/market-month.js';
import { fromMinorUnits, groupedAmount } from '@ledger/domain/money.js';
import { type Language, otherLanguage, page, pageStyle } from './page.js';

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
  few: { zh: '参与方过少，不公布', en: 'too few to tell' },
} as const;

const note = {
  zh: (least: number) =>
    `按结算月份统计，价格为不含增值税人民币元；成交不足 ${least} 笔、或买方、卖方不足 ${least} 家的月份不公布价格；` +
    '全额退款的交易、申报为关联方之间的交易不计。',
  en: (least: number) =>
    `By month of settlement; prices in yuan without VAT. Months of fewer than ${least} deals, sellers ` +
    'or buyers tell no price; deals given back in full and deals between declared related parties ' +
    'do not count.',
} as const;

/** Styles of the page, which a policy names by their digest; there is nothing else to load. */
export const marketPageStyle = `${pageStyle}
main{max-width:52rem;margin:2rem auto;background:#fff;padding:2rem}
h1{margin:0 0 1rem;font-size:1.6rem}h2{margin:2rem 0 0;font-size:1.15rem}
svg{width:100%;height:auto}
.wide{overflow-x:auto}
table{width:100%;border-collapse:collapse;margin:1rem 0;font-variant-numeric:tabular-nums}
th,td{border:1px solid #d4dae1;padding:.35rem .6rem;text-align:right;white-space:nowrap}
th{background:#12395f;color:#fff;font-weight:600}
th:first-child,td:first-child{text-align:left}
.few{color:#565d68;text-align:center}
@media(max-width:40rem){main{margin:0;padding:1rem}table{font-size:.8em}svg{min-width:36rem}}
@media print{main{margin:0;max-width:none}tr{break-inside:avoid}th{color:#12395f;background:#fff}}
`;

/** What a page of the market shows. */
interface MarketSheet {
  readonly months: readonly MarketMonth[];
  readonly dealsMin: number;
  /** The same as SVG. */
  readonly picture: string;
  /** What the page is asked for beside its language, e.g. `kind=exclusive`. */
  readonly filters: Readonly<Record<string, string>>;
}

/** The market as a page. */
export const marketPage = (
  { months, dealsMin, picture, filters }: MarketSheet,
  language: Language,
): string => {
  const charged = months.flatMap((month) => (month.charged ? [month.charged] : []));
  const { [language]: title } = words.title;
  const main = `<nav>${otherLanguage(language, filters)}</nav>
<h1>${title}</h1>
<div class="wide" role="region" tabindex="0" aria-label="${title}">${picture}</div>
${tableOf(months, words.deals, language)}
${charged.length === 0 ? '' : `<h2>${words.charged[language]}</h2>\n${tableOf(charged, words.orders, language)}`}
<p class="en">${escaped(note[language](dealsMin))}</p>`;
  return page({ language, title, style: marketPageStyle, main });
};

const tableOf = (
  figures: readonly MonthFigures[],
  count: Readonly<Record<Language, string>>,
  language: Language,
): string => {
  const heads = [words.month, count, words.volume, words.lowest, words.median, words.highest];
  const head = heads.map((each) => `<th scope="col">${each[language]}</th>`).join('');
  return `<div class="wide" role="region" tabindex="0" aria-label="${count[language]}"><table><thead><tr>${head}</tr></thead>
<tbody>${figures.map((each) => rowOf(each, language)).join('\n')}</tbody></table></div>`;
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
