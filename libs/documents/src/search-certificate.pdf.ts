import { groupedAmount } from '@ledger/domain/money.js';
import { shanghaiTime } from './instants.js';
import { qrSquares } from './qr-code.js';
import { a4, ink, Sheet, type Style } from './sheet.js';
import { type CellText, type Column, drawTable, type Place } from './table.js';

/** Something that weighs, or weighed, on an entry. */
export interface SearchedItem {
  readonly kind: string;
  readonly id: string;
  readonly stands: boolean;
  readonly ordinal?: number;
  readonly state?: string;
  readonly until?: string;
  readonly pledgeePartyId?: string;
  readonly authority?: string;
  readonly remaining?: { readonly amount: string };
}

/** What a certificate of a search says; printing looks nothing up. */
export interface SearchCertificateSheet {
  readonly no: string;
  readonly issuer: string;
  readonly query: { readonly kind: string; readonly assetId?: string; readonly partyId?: string };
  readonly searchedAt: string;
  readonly asOf: number;
  readonly finding: string;
  readonly resultDigest: string;
  readonly result: {
    readonly titles: readonly {
      readonly assetId: string;
      readonly titleVersion: number;
      readonly items: readonly SearchedItem[];
    }[];
  };
  readonly meaning: { readonly zh: string; readonly en: string };
  /** SHA-256 of the certificate's bytes, hex. */
  readonly certificateDigest: string;
  /** Address of the certificate itself. */
  readonly lookUpUrl: string;
}

const margin = 48;
const inner = a4.width - 2 * margin;
const bottom = a4.height - 64;
const text: Style = { size: 9 };
const strong: Style = { size: 9, weight: 'bold' };
const quiet: Style = { size: 7, colour: ink.quiet };
const codeSide = 84;

const kinds: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  pledge: ['质押', 'Pledge'],
  bar: ['限制', 'Bar'],
  licenceReservation: ['许可预留', 'Licence reserved'],
  registrationReservation: ['登记预留', 'Registration reserved'],
  consent: ['处分同意', 'Consent'],
};

/** The certificate on paper: the same certificate gives the same bytes. */
export const searchCertificatePdf = async (found: SearchCertificateSheet): Promise<Buffer> => {
  const { no, searchedAt: at, result } = found;
  const info = {
    title: `质押查询证明 ${no}`,
    subject: 'Pledge search certificate',
    keywords: no,
    at,
  };
  const sheet = new Sheet(info, margin);
  const place: Place = { x: margin, bottom, nextPage: () => turned(sheet) };
  let y = head(sheet, found);
  y = drawTable(sheet, factColumns, factRows(found), place, y);
  for (const { assetId, titleVersion, items } of result.titles) {
    if (y + 90 > bottom) y = place.nextPage();
    sheet.line(`${assetId} · 登记簿版本 version ${titleVersion}`, margin, y + 12, strong);
    y += 30;
    if (items.length > 0) y = drawTable(sheet, itemColumns, items.map(itemRow), place, y);
    else {
      sheet.line('登记簿上从无负担的记载。 No encumbrance was ever recorded.', margin, y, text);
      y += 16;
    }
  }
  foot(sheet, found, y + codeSide + 60 > bottom ? place.nextPage() : y + 16);
  return sheet.finish((page, pages) => {
    const numbered = `${no}  ·  第 ${page} 页，共 ${pages} 页 · Page ${page} of ${pages}`;
    sheet.line(numbered, a4.width / 2, a4.height - 40, quiet, 'centre');
  });
};

const turned = (sheet: Sheet): number => {
  sheet.doc.addPage();
  return margin + 8;
};

const factColumns: readonly Column[] = [{ width: 128, isLabel: true }, { width: inner - 128 }];
const itemColumns: readonly Column[] = [
  { width: 96, head: ['种类', 'Kind'] },
  { width: 60, head: ['存续', 'Stands'] },
  { width: 56, head: ['登记先后', 'Order'] },
  { width: inner - 320, head: ['标识与当事人', 'Id and party'] },
  { width: 108, head: ['余额与期限', 'Amount and term'] },
];

const head = (sheet: Sheet, { finding }: SearchCertificateSheet): number => {
  const title: Style = { size: 20, weight: 'bold', colour: ink.accent };
  sheet.line('质押查询证明', a4.width / 2, 48, title, 'centre');
  const english: Style = { size: 10, colour: ink.quiet };
  sheet.line('Pledge search certificate', a4.width / 2, 80, english, 'centre');
  sheet.rule(margin, 104, a4.width - margin, 104, ink.accent, 1.2);
  const [zh, en] =
    finding === 'none'
      ? ['本登记簿中无存续的负担', 'Nothing stood in this ledger']
      : ['本登记簿中有存续的负担', 'Encumbered in this ledger'];
  sheet.line(`${zh} · ${en}`, a4.width / 2, 112, { size: 12, weight: 'bold' }, 'centre');
  return 140;
};

const factRows = (found: SearchCertificateSheet): readonly (readonly (readonly CellText[])[])[] => {
  const { no, query, searchedAt, asOf, issuer, resultDigest, certificateDigest } = found;
  const rows: readonly (readonly [zh: string, en: string, value: string])[] = [
    ['证明编号', 'Number', no],
    query.kind === 'asset'
      ? ['查询资产', 'Asset searched', query.assetId ?? '']
      : ['查询出质人', 'Pledgor searched', query.partyId ?? ''],
    ['查询时间', 'Searched at', shanghaiTime(searchedAt)],
    ['日志位置', 'As of position', String(asOf)],
    ['日志名称', 'Log', issuer],
    ['结果摘要', 'Digest of the result', resultDigest],
    ['证明摘要', 'Digest of the certificate', certificateDigest],
  ];
  return rows.map(([zh, en, value]) => [
    [
      { text: zh, style: strong },
      { text: en, style: quiet },
    ],
    [{ text: value, style: text }],
  ]);
};

const itemRow = (item: SearchedItem): readonly (readonly CellText[])[] => {
  const [zh, en] = kinds[item.kind] ?? [item.kind, item.kind];
  const { ordinal = 0, remaining, until = '' } = item;
  const party = item.pledgeePartyId ?? item.authority;
  return [
    [
      { text: zh, style: strong },
      { text: en, style: quiet },
    ],
    [
      { text: item.stands ? '是' : '否', style: text },
      { text: item.state ?? (item.stands ? 'yes' : 'no'), style: quiet },
    ],
    [{ text: ordinal === 0 ? '—' : String(ordinal), style: text }],
    [
      { text: item.id, style: text },
      ...(party === undefined ? [] : [{ text: party, style: quiet }]),
    ],
    [
      ...(remaining === undefined
        ? []
        : [{ text: `¥ ${groupedAmount(remaining.amount)}`, style: text }]),
      { text: until === '' ? '—' : until, style: quiet },
    ],
  ];
};

const foot = (sheet: Sheet, { meaning, lookUpUrl }: SearchCertificateSheet, top: number): void => {
  const right = a4.width - margin;
  sheet.rule(margin, top, right, top, ink.hair);
  sheet.squares(qrSquares(lookUpUrl), right - codeSide, top + 10, codeSide);
  const width = inner - codeSide - 24;
  let y = sheet.paragraph(meaning.zh, margin, top + 10, width, text);
  y = sheet.paragraph(meaning.en, margin, y + 2, width, quiet);
  sheet.paragraph(lookUpUrl, margin, y + 4, width, { size: 8, colour: ink.accent });
};
