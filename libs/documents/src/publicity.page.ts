import { escaped } from '@ledger/domain/markup.js';
import type { RightLabels, Words } from '@ledger/domain/title/title-extract.js';
import { colon, partyText, type PrintedParty } from './certificate.js';
import { shanghaiTime } from './instants.js';
import { type Language, otherLanguage, page, pageLink, pageStyle } from './page.js';

/** One application in publicity. */
export interface PublicisedApplication {
  readonly assetId: string;
  readonly name: string;
  readonly summary: string;
  readonly limits?: string | undefined;
  readonly scheme: Words;
  readonly applicant: PrintedParty;
  readonly registrar: PrintedParty;
  readonly rights: readonly {
    readonly label: RightLabels;
    readonly holders: readonly PrintedParty[];
  }[];
  /** First and last day, both inclusive. */
  readonly from: string;
  readonly until: string;
}

/** A page of the public list. */
export interface PublicitySheet {
  readonly items: readonly PublicisedApplication[];
  /** Instant (RFC 3339 UTC) as of which all of it holds. */
  readonly at: string;
  /** What the page is asked for beside its language, e.g. `scheme=shenzhen`. */
  readonly filters: Readonly<Record<string, string>>;
  /** Where the next page begins; absent on the last one. */
  readonly next?: string | undefined;
}

export const publicityWords = {
  document: { zh: '数据产权登记公示', en: 'Data property applications in publicity' },
  name: { zh: '数据名称', en: 'Name of the data' },
  summary: { zh: '概述', en: 'Summary' },
  limits: { zh: '限制范围', en: 'Limits' },
  none: { zh: '无', en: 'none' },
  applicant: { zh: '申请人', en: 'Applicant' },
  rights: { zh: '申请登记的权利', en: 'Rights applied for' },
  scheme: { zh: '登记规则', en: 'Scheme' },
  registrar: { zh: '登记机构', en: 'Registrar' },
  term: { zh: '公示期（含首尾日）', en: 'In publicity (both days inclusive)' },
  asset: { zh: '申请标识', en: 'Application id' },
  empty: { zh: '目前没有处于公示期的申请。', en: 'No application is in publicity now.' },
  next: { zh: '下一页', en: 'Next page' },
  asOf: { zh: '截至', en: 'As of' },
  howToObject: {
    zh: '对公示的申请有异议的，可在公示期内向登记机构提出，说明理由并提交材料（工作指引第二十五条）：登录后以申请标识提交 POST /v1/assets/{申请标识}/objections。登记后仍可提出异议（第二十九条）。',
    en: 'Whoever objects to an application tells its registrar while it is in publicity, with reasons and material (guide art. 25): signed in, by its id, POST /v1/assets/{application id}/objections. Objecting is possible after registration, too (art. 29).',
  },
} as const satisfies Readonly<Record<string, Words>>;

/** Styles of the page, which a policy names by their digest; there is nothing else to load. */
export const publicityStyle = `${pageStyle}
main{max-width:52rem;margin:2rem auto;padding:0 1rem}
h1{margin:0;font-size:1.7rem}h2{margin:0 0 .5rem;font-size:1.15rem;overflow-wrap:anywhere}
article{background:#fff;border:1px solid #d4dae1;border-top:3px solid #12395f;padding:1.25rem 1.5rem;margin:1rem 0;break-inside:avoid}
dl{display:grid;grid-template-columns:9rem 1fr;gap:.3rem 1rem;margin:0}dt{color:#12395f;font-weight:600}dd{margin:0;overflow-wrap:anywhere;white-space:pre-line}
.how{background:#fff8e6;border:1px solid #ecd9a3;padding:.75rem 1rem}
@media(max-width:40rem){dl{grid-template-columns:1fr}dt{margin-top:.4rem}}
`;

/** The applications in publicity as a page. */
export const publicityPage = (sheet: PublicitySheet, language: Language): string => {
  const { items, at, filters, next } = sheet;
  const { [language]: title } = publicityWords.document;
  const list = items.map((item) => article(item, language)).join('\n');
  const onward =
    next === undefined
      ? ''
      : `<nav><a rel="next" href="${pageLink({ ...filters, language, cursor: next })}">${publicityWords.next[language]}</a></nav>`;
  const main = `<nav>${otherLanguage(language, filters)}</nav>
<header><h1>${escaped(title)}</h1>
<p class="en">${publicityWords.asOf[language]} <time datetime="${escaped(at)}">${shanghaiTime(at)}</time></p></header>
<p class="how">${escaped(publicityWords.howToObject[language])}</p>
${items.length === 0 ? `<p>${publicityWords.empty[language]}</p>` : list}
${onward}`;
  return page({ language, title, style: publicityStyle, main });
};

const article = (item: PublicisedApplication, language: Language): string => {
  const { name, summary, limits, applicant, registrar, scheme, assetId, from, until } = item;
  const line = (words: Words, value: string): string =>
    `<dt>${escaped(words[language])}</dt><dd>${value}</dd>`;
  const rights = item.rights.map(({ label, holders }) => {
    const right = language === 'zh' ? label.zh2026 : label.en2026;
    const parties = holders.map((holder) => partyText(holder, language));
    return escaped(`${right}${colon[language]}${parties.join(language === 'zh' ? '、' : ', ')}`);
  });
  return `<article><h2>${escaped(name)}</h2><dl>${[
    line(publicityWords.summary, escaped(summary)),
    line(publicityWords.applicant, escaped(partyText(applicant, language))),
    line(publicityWords.rights, rights.join('<br>')),
    line(publicityWords.limits, escaped(limits ?? publicityWords.none[language])),
    line(publicityWords.term, `<strong>${escaped(from)} — ${escaped(until)}</strong>`),
    line(publicityWords.registrar, escaped(partyText(registrar, language))),
    line(publicityWords.scheme, escaped(scheme[language])),
    line(publicityWords.asset, `<code>${escaped(assetId)}</code>`),
  ].join('')}</dl></article>`;
};
