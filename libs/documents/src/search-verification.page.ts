import { escaped } from '@ledger/domain/markup.js';
import { shanghaiTime } from './instants.js';
import { type Language, otherLanguage, page, pageStyle } from './page.js';
import { foundWords } from './search-certificate.js';

/** What is said of a search certificate to whoever holds its number. */
export interface SearchVerification {
  readonly no: string;
  /** What does not hold of it; empty: it is genuine. */
  readonly faults: readonly string[];
  readonly finding: string;
  readonly searchedAt: string;
  readonly asOf: number;
  readonly certificateDigest: string;
  readonly since: { readonly changed: boolean; readonly asOf: number };
}

const words = {
  title: { zh: '质押查询证明核验', en: 'Verify a pledge search certificate' },
  genuine: { zh: '真实', en: 'genuine' },
  notGenuine: { zh: '不真实', en: 'not genuine' },
  finding: { zh: '查询结论', en: 'It found' },
  since: { zh: '查询之后', en: 'Since then' },
  changed: {
    zh: '所查对象已有新的记载，请重新查询。',
    en: 'Something was recorded on what was searched: search again.',
  },
  same: { zh: '所查对象没有新的记载。', en: 'Nothing was recorded on what was searched.' },
  compare: {
    zh: '请将手中证明的编号、结论与证明摘要同本页逐一核对；不一致的，以本页为准。',
    en: 'Compare number, finding and digest with what you hold; where they differ, this page prevails.',
  },
  unknown: {
    zh: '没有编号为此的质押查询证明：',
    en: 'No pledge search certificate has this number: ',
  },
  check: {
    zh: '请核对编号。编号无误的，该证明并非由本登记系统出具。',
    en: 'Check the number. If it is right, the certificate was not issued by this register.',
  },
} as const;

const faultWords: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  bytes_changed: { zh: '内容已被改动', en: 'its bytes were changed' },
  result_changed: { zh: '查询结果已被改动', en: 'its result was changed' },
  of_another_search: { zh: '属于另一次查询', en: 'it belongs to another search' },
  key_unknown: { zh: '签名密钥不明', en: 'it is signed by an unknown key' },
  signature_invalid: { zh: '签名无效', en: 'its signature is invalid' },
};

/** Styles of the page, which a policy names by their digest; there is nothing else to load. */
export const searchVerificationStyle = `${pageStyle}
main{max-width:46rem;margin:2rem auto;background:#fff;border-top:4px solid #12395f;padding:2rem 2.5rem}
h1{margin:0 0 1rem;font-size:1.6rem}
.badge{display:inline-block;border:1px solid;border-radius:.4rem;padding:.1rem .8rem;font-weight:700}
.good{color:#1f7a3d}.bad{color:#a02323}
table{width:100%;border-collapse:collapse;margin:1.5rem 0}
th,td{border:1px solid #d4dae1;padding:.5rem .75rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}
th{background:#eef3f8;color:#12395f;width:9rem;font-weight:600}
[role=alert]{border-left:4px solid #a02323;padding:.25rem 1rem;overflow-wrap:anywhere}
@media(max-width:40rem){main{margin:0;padding:1.25rem}th{width:6rem}}
@media print{main{margin:0;max-width:none}tr{break-inside:avoid}}
`;

/** Whether a search certificate is genuine, and whether anything was recorded since. */
export const searchVerificationPage = (
  { no, faults, finding, searchedAt, asOf, certificateDigest, since }: SearchVerification,
  language: Language,
): string => {
  const { [language]: title } = words.title;
  const isGenuine = faults.length === 0;
  const verdict = (isGenuine ? words.genuine : words.notGenuine)[language];
  const reasons = faults.map((fault) => faultWords[fault]?.[language] ?? fault);
  const found = finding === 'none' ? foundWords.none : foundWords.encumbered;
  const later = (since.changed ? words.changed : words.same)[language];
  const rows = [
    row(foundWords.number[language], `<strong>${escaped(no)}</strong>`),
    row(words.finding[language], found[language]),
    row(foundWords.searchedAt[language], time(searchedAt)),
    row(foundWords.asOf[language], String(asOf)),
    row(words.since[language], `<strong>${later}</strong>${seenUpTo(since.asOf)[language]}`),
    row(foundWords.certificateDigest[language], `<code>${escaped(certificateDigest)}</code>`),
  ].join('');
  const main = `<nav>${otherLanguage(language)}<a href="../${encodeURIComponent(no)}.pdf">PDF</a></nav>
<h1>${title}</h1>
<p><span class="badge ${isGenuine ? 'good' : 'bad'}">${verdict}</span> ${escaped(reasons.join(language === 'zh' ? '，' : ', '))}</p>
<table><tbody>${rows}</tbody></table>
<p>${words.compare[language]}</p>`;
  return page({
    ...{ language, style: searchVerificationStyle, main, isUnlisted: true },
    title: `${title} ${no}`,
  });
};

/** The same where no certificate has the number. */
export const unknownSearchPage = (no: string, language: Language): string => {
  const { [language]: title } = words.title;
  const main = `<nav>${otherLanguage(language)}</nav>
<h1>${title}</h1>
<div role="alert"><p>${words.unknown[language]}<strong>${escaped(no)}</strong></p>
<p>${words.check[language]}</p></div>`;
  return page({ language, title, style: searchVerificationStyle, main, isUnlisted: true });
};

const seenUpTo = (position: number) => ({
  zh: `（截至日志位置 ${position}）`,
  en: ` (as of position ${position})`,
});

const row = (label: string, value: string): string =>
  `<tr><th scope="row">${escaped(label)}</th><td>${value}</td></tr>`;

const time = (at: string): string => `<time datetime="${escaped(at)}">${shanghaiTime(at)}</time>`;
