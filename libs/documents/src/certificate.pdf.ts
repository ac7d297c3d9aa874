import {
  certificateWords as words,
  type CertificateSheet,
  type CertificateStanding,
  partyText,
  standingText,
  validityText,
} from './certificate.js';
import { shanghaiTime } from './instants.js';
import { qrSquares } from './qr-code.js';
import { a4, ink, lineHeightOf, Sheet, type Style } from './sheet.js';
import { type CellText, drawTable } from './table.js';

const margin = 56;
const inner = a4.width - 2 * margin;
const body: Style = { size: 10 };
const quiet: Style = { size: 7.5, colour: ink.quiet };
const labelZh: Style = { size: 9.5, weight: 'bold', colour: ink.accent };
const labelEn: Style = { size: 7, colour: ink.quiet };
const codeSide = 86;
/** The table ends above the foot with the code and the registrar. */
const footHeight = 190;

const colours: Readonly<Record<CertificateStanding, string>> = {
  valid: '#1f7a3d',
  suspended: '#b26a00',
  cancelled: '#a02323',
  revoked: '#a02323',
  expired: '#6b7280',
};

/** A certificate as PDF: A4, Chinese and English, the same bytes for the same content. */
export const certificatePdf = async (certificate: CertificateSheet): Promise<Buffer> => {
  const { certificateNo, name, at } = certificate;
  const title = `${words.document.zh} ${certificateNo}`;
  const keywords = [certificateNo, certificate.assetId].join(' ');
  const sheet = new Sheet({ title, subject: name, keywords, at }, margin);
  head(sheet, certificate);
  const place = { x: margin, bottom: a4.height - footHeight - 24, nextPage: () => turned(sheet) };
  const below = drawTable(sheet, fieldColumns, fieldRows(certificate), place, 210);
  drawTable(sheet, rightColumns, rightRows(certificate), place, below + 12);
  foot(sheet, certificate);
  return sheet.finish((page, pages) => frame(sheet, certificate, page, pages));
};

const turned = (sheet: Sheet): number => {
  sheet.doc.addPage();
  return margin + 20;
};

const fieldColumns = [{ width: 118, isLabel: true }, { width: inner - 118 }];
const rightColumns = [
  { width: 30, head: ['序号', 'No.'] },
  { width: 176, head: ['权利（2026 / 2022）', 'Right (2026 / 2022)'] },
  { width: inner - 206, head: ['权利人', 'Holder'] },
] as const;

const head = (sheet: Sheet, certificate: CertificateSheet): void => {
  const { certificateNo, standing } = certificate;
  const middle = a4.width / 2;
  sheet.line(
    words.document.zh,
    middle,
    78,
    { size: 27, weight: 'bold', colour: ink.accent },
    'centre',
  );
  sheet.line(words.document.en, middle, 122, { size: 11, colour: ink.quiet }, 'centre');
  sheet.rule(middle - 70, 146, middle + 70, 146, ink.accent, 1);
  const number = `${words.number.zh} ${words.number.en}  ${certificateNo}`;
  sheet.line(number, margin, 168, { size: 10.5, weight: 'bold' });
  const badge: Style = { size: 10.5, weight: 'bold', colour: colours[standing] };
  const en = standingText({ standing }, 'en');
  const text = `${standingText(certificate, 'zh')} · ${en}`;
  const width = sheet.widthOf(text, badge) + 20;
  const left = a4.width - margin - width;
  sheet.doc
    .lineWidth(1)
    .strokeColor(colours[standing])
    .roundedRect(left, 164, width, 22, 4)
    .stroke();
  sheet.line(text, left + 10, 168, badge);
};

const labelled = ({ zh, en }: { readonly zh: string; readonly en: string }) => [
  { text: zh, style: labelZh },
  { text: en, style: labelEn },
];

const fieldRows = (
  certificate: CertificateSheet,
): readonly (readonly (readonly CellText[])[])[] => {
  const { name, summary, registrants, scheme, registrar } = certificate;
  const plain = (text: string): readonly CellText[] => [{ text, style: body }];
  return [
    [labelled(words.name), [{ text: name, style: { size: 11.5, weight: 'bold' } }]],
    ...(summary === undefined ? [] : [[labelled(words.summary), plain(summary)]]),
    [labelled(words.registrants), registrants.flatMap((one) => plain(partyText(one)))],
    [labelled(words.scheme), [...plain(scheme.zh), { text: scheme.en, style: quiet }]],
    [
      labelled(words.validity),
      [
        ...plain(validityText(certificate, 'zh')),
        { text: validityText(certificate, 'en'), style: quiet },
      ],
    ],
    [labelled(words.registrar), plain(partyText(registrar))],
    [labelled(words.asset), plain(certificate.assetId)],
  ];
};

const rightRows = ({ rights }: CertificateSheet): readonly (readonly (readonly CellText[])[])[] =>
  rights.map(({ label, holders }, index) => [
    [{ text: String(index + 1), style: body }],
    [
      { text: label.zh2026, style: { size: 10, weight: 'bold' } },
      { text: label.zh2022, style: body },
      { text: `${label.en2026} / ${label.en2022}`, style: quiet },
    ],
    holders.map((holder) => ({ text: partyText(holder), style: body })),
  ]);

const foot = (sheet: Sheet, certificate: CertificateSheet): void => {
  const top = a4.height - footHeight;
  const right = a4.width - margin;
  sheet.rule(margin, top, right, top, ink.hair);
  const codeLeft = right - codeSide;
  sheet.squares(qrSquares(certificate.lookUpUrl), codeLeft, top + 12, codeSide);
  const caption = `${words.lookUp.zh} ${words.lookUp.en}`;
  sheet.line(caption, codeLeft + codeSide / 2, top + 16 + codeSide, quiet, 'centre');
  const width = inner - codeSide - 24;
  let y = top + 12;
  y = sheet.paragraph(words.prevails.zh, margin, y, width, { size: 9 });
  y = sheet.paragraph(words.prevails.en, margin, y + 2, width, quiet);
  y = sheet.paragraph(certificate.lookUpUrl, margin, y + 4, width, { size: 8, colour: ink.accent });
  const asOf = `${words.asOf.zh} ${words.asOf.en}: ${shanghaiTime(certificate.at)}`;
  const version = `${words.version.zh} ${words.version.en}: ${certificate.version}`;
  y = sheet.paragraph(`${asOf}    ${version}`, margin, y + 6, width, quiet);
  const issuer: Style = { size: 10.5, weight: 'bold' };
  const issued = `${words.issued.zh} ${words.issued.en}: ${certificate.issuedOn}`;
  sheet.fitted(certificate.registrar.name, margin, y + 8, width, issuer);
  sheet.line(issued, margin, y + 10 + lineHeightOf(issuer), { size: 9 });
};

/** Two lines around the page, as on a deed, and its number. */
const frame = (
  sheet: Sheet,
  { certificateNo }: CertificateSheet,
  page: number,
  pages: number,
): void => {
  const { doc } = sheet;
  doc.lineWidth(1.6).strokeColor(ink.accent);
  doc.rect(28, 28, a4.width - 56, a4.height - 56).stroke();
  doc
    .lineWidth(0.5)
    .rect(33, 33, a4.width - 66, a4.height - 66)
    .stroke();
  const text = `${certificateNo}  ·  ${page} / ${pages}`;
  sheet.line(text, a4.width / 2, a4.height - 50, quiet, 'centre');
};
