import { escaped } from '@ledger/domain/markup.js';
import { certificateWords } from './certificate.js';
import { type Language, otherLanguage, page, pageStyle } from './page.js';

const words = {
  title: { zh: '数据产权登记凭证核验', en: 'Verify a certificate of data property' },
  how: {
    zh: '输入凭证上的编号，查看登记系统现在的记载。凭证与系统记载不一致的，以系统记载为准。',
    en: 'Enter the number on the certificate to see what the register says now. Where they differ, the register prevails.',
  },
  example: { zh: '例如 SJ4412026090001', en: 'For example SJ4412026090001' },
  verify: { zh: '核验', en: 'Verify' },
  none: {
    zh: '没有公开的凭证使用此编号：',
    en: 'No public certificate has this number: ',
  },
  check: {
    zh: '请核对编号。持有人自有台账的编号不对外公开；仍有疑问的，请向凭证上的登记机构查询。',
    en: 'Check the number. Those of a holder’s own ledger are not public; if in doubt ask the registrar that the certificate names.',
  },
} as const;

/** Styles of the page, which a policy names by their digest; there is nothing else to load. */
export const lookUpStyle = `${pageStyle}
main{max-width:36rem;margin:3rem auto;background:#fff;border-top:4px solid #12395f;padding:2rem 2.5rem}
h1{margin:0 0 1rem;font-size:1.6rem}
form{display:flex;flex-wrap:wrap;gap:.75rem;align-items:end;margin:1.5rem 0}
label{flex:1 1 16rem;display:grid;gap:.35rem;color:#12395f;font-weight:600}
input{box-sizing:border-box;width:100%;font:inherit;font-weight:400;padding:.5rem .75rem;border:1px solid #8a96a3;border-radius:.3rem}
button{font:inherit;padding:.55rem 1.5rem;border:0;border-radius:.3rem;background:#12395f;color:#fff;cursor:pointer}
[role=alert]{border-left:4px solid #a02323;padding:.25rem 1rem;overflow-wrap:anywhere}
@media(max-width:40rem){main{margin:0;padding:1.25rem}}
`;

/** What brought somebody to the page. */
interface LookUp {
  /** A number that is nobody's. */
  readonly unknown?: string | undefined;
  /** The way to the page itself from the address that it is shown at. */
  readonly place?: string;
}

/** Where anybody types the number of a certificate. */
export const lookUpPage = (
  language: Language,
  { unknown, place = 'certificates.html' }: LookUp = {},
): string => {
  const { [language]: title } = words.title;
  const typed = unknown === undefined ? '' : ` value="${escaped(unknown)}"`;
  const asked = unknown === undefined ? {} : { certificateNo: unknown };
  const alert =
    unknown === undefined
      ? ''
      : `<div role="alert"><p>${escaped(words.none[language])}<strong>${escaped(unknown)}</strong></p>
<p>${escaped(words.check[language])}</p></div>`;
  const main = `<nav>${otherLanguage(language, asked, place)}</nav>
<h1>${escaped(title)}</h1>
<p>${escaped(words.how[language])}</p>
<form method="get" action="${escaped(place)}"><label>${escaped(certificateWords.number[language])}
<input name="certificateNo" required maxlength="40" autocomplete="off" spellcheck="false" placeholder="${escaped(words.example[language])}"${typed}></label>
<input type="hidden" name="language" value="${language}"><button>${escaped(words.verify[language])}</button></form>
${alert}`;
  return page({ language, title, style: lookUpStyle, main });
};
