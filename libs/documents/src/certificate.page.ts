import { escaped } from '@ledger/domain/markup.js';
import {
  certificateWords as words,
  colon,
  type CertificateSheet,
  partyText,
  standingText,
  validityText,
} from './certificate.js';
import { shanghaiTime } from './instants.js';
import { type Language, otherLanguage, page, pageStyle } from './page.js';
import { qrSquares } from './qr-code.js';

/** Styles of the page, which a policy names by their digest; there is nothing else to load. */
export const certificateStyle = `${pageStyle}
main{max-width:46rem;margin:2rem auto;background:#fff;border:4px double #12395f;padding:2.5rem}
h1{margin:0;text-align:center;font-size:2rem}h1:lang(zh){letter-spacing:.08em}
.address{overflow-wrap:anywhere}
header p{text-align:center;margin:.25rem 0}
.badge{display:inline-block;border:1px solid;border-radius:.4rem;padding:.1rem .8rem;font-weight:700}
.valid{color:#1f7a3d}.suspended{color:#8a5200}.cancelled,.revoked{color:#a02323}.expired{color:#565d68}
table{width:100%;border-collapse:collapse;margin:1.5rem 0}
caption{text-align:left;padding-bottom:.35rem;font-weight:600;color:#12395f}
th,td{border:1px solid #d4dae1;padding:.5rem .75rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}
td{white-space:pre-line}
th{background:#eef3f8;color:#12395f;width:9rem;font-weight:600}
thead th{background:#12395f;color:#fff;width:auto}thead th:first-child{width:12rem}
footer{display:flex;gap:1.5rem;align-items:flex-start}footer div{flex:1}
svg{width:8rem;height:8rem;flex:none}
@media(max-width:40rem){main{margin:0;padding:1.25rem;border-width:2px}th,thead th:first-child{width:6rem}th,td{padding:.4rem .5rem;font-size:.9em}footer{flex-direction:column}}
@media print{main{margin:0;max-width:none;border:4px double #12395f}tr{break-inside:avoid}tbody tr:first-child{break-before:avoid}caption{break-after:avoid}thead th{color:#12395f;background:#fff}}
`;

/** A certificate as a page. */
export const certificatePage = (certificate: CertificateSheet, language: Language): string => {
  const { certificateNo, standing, at, version } = certificate;
  const { [language]: title, [language === 'zh' ? 'en' : 'zh']: subtitle } = words.document;
  const state = standingText(certificate, language);
  const main = `<nav>${otherLanguage(language)}<a href="../certificates.html?language=${language}">${escaped(words.another[language])}</a><a href="${escaped(pathOf(certificateNo))}.pdf">PDF</a></nav>
<header><h1>${escaped(title)}</h1>
<p class="en">${escaped(subtitle)}</p>
<p>${escaped(words.number[language])} <strong>${escaped(certificateNo)}</strong></p>
<p><span class="badge ${standing}">${escaped(`${words.state[language]}${colon[language]}${state}`)}</span></p></header>
<table><tbody>${fields(certificate, language)}</tbody></table>
${rights(certificate, language)}
<footer><div><p>${escaped(words.prevails[language])}</p>
<p class="en address">${escaped(certificate.lookUpUrl)}</p>
<p class="en">${escaped(words.asOf[language] + colon[language])}<time datetime="${escaped(at)}">${shanghaiTime(at)}</time>
 · ${escaped(words.version[language] + colon[language])}${version}</p></div>${code(certificate.lookUpUrl)}</footer>`;
  return page({
    ...{ language, style: certificateStyle, main, isUnlisted: true },
    title: `${title} ${certificateNo}`,
  });
};

const pathOf = (certificateNo: string): string => encodeURIComponent(certificateNo);

const fields = (certificate: CertificateSheet, language: Language): string => {
  const { name, summary, registrants, scheme, registrar } = certificate;
  return [
    row(words.name[language], name),
    summary === undefined ? '' : row(words.summary[language], summary),
    row(words.registrants[language], registrants.map((one) => partyText(one, language)).join('\n')),
    row(words.scheme[language], scheme[language]),
    row(words.validity[language], validityText(certificate, language)),
    row(words.registrar[language], partyText(registrar, language)),
    row(words.asset[language], certificate.assetId),
  ].join('');
};

const row = (label: string, value: string): string =>
  `<tr><th scope="row">${escaped(label)}</th><td>${escaped(value)}</td></tr>`;

const rights = ({ rights: all }: CertificateSheet, language: Language): string => {
  const rows = all.map(({ label, holders }) => {
    const names = language === 'zh' ? [label.zh2026, label.zh2022] : [label.en2026, label.en2022];
    const parties = holders.map((holder) => escaped(partyText(holder, language))).join('<br>');
    return `<tr><td>${escaped(names[0] ?? '')}<br><span class="en">${escaped(names[1] ?? '')}</span></td><td>${parties}</td></tr>`;
  });
  const heads = [words.right[language], words.holders[language]]
    .map((head) => `<th scope="col">${escaped(head)}</th>`)
    .join('');
  return `<table><caption>${escaped(words.rights[language])}</caption><thead><tr>${heads}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
};

/** The code as a drawing in the page itself. */
const code = (address: string): string => {
  const squares = qrSquares(address);
  const size = squares.length + 8;
  const path = squares
    .flatMap((cells, y) =>
      cells.flatMap((isDark, x) => (isDark ? [`M${x + 4} ${y + 4}h1v1h-1z`] : [])),
    )
    .join('');
  return `<svg viewBox="0 0 ${size} ${size}" role="img" aria-label="${escaped(address)}"><path fill="#fff" d="M0 0h${size}v${size}h-${size}z"/><path d="${path}"/></svg>`;
};
