import type { RightKind } from '@ledger/domain/asset/asset.events.js';
import { groupedAmount } from '@ledger/domain/money.js';
import type { BarGround } from '@ledger/domain/title/title.events.js';
import {
  barGroundWords,
  rightLabels,
  type Words,
} from '@ledger/domain/title/title-extract.words.js';
import { shanghaiTime } from './instants.js';
import { qrSquares } from './qr-code.js';
import {
  foundWords,
  kindWords,
  type SearchCertificateSheet,
  type SearchedItem,
  type SearchedTitle,
  stateWords,
} from './search-certificate.js';
import { a4, ink, lineHeightOf, Sheet, type Style } from './sheet.js';
import { type CellText, type Column, drawTable, type Place } from './table.js';

const margin = 48;
const inner = a4.width - 2 * margin;
const bottom = a4.height - 64;
const text: Style = { size: 9 };
const strong: Style = { size: 9, weight: 'bold' };
const quiet: Style = { size: 7, colour: ink.quiet };
const codeSide = 84;

type Row = readonly (readonly CellText[])[];
type Names = SearchCertificateSheet['names'];

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
  for (const title of result.titles) y = titled(sheet, title, found.names, place, y);
  if (result.titles.length === 0) {
    y = said(sheet, foundWords.noTitle, y + 12);
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
const entryColumns: readonly Column[] = [
  { width: 156, head: ['权利（2026 / 2022）', 'Right (2026 / 2022)'] },
  { width: inner - 216, head: ['权利人', 'Holder'] },
  { width: 60, head: ['存续', 'Stands'] },
];
const itemColumns: readonly Column[] = [
  { width: 88, head: ['种类', 'Kind'] },
  { width: 70, head: ['状态', 'State'] },
  { width: 46, head: ['登记先后', 'Order'] },
  { width: inner - 324, head: ['当事人与标识', 'Parties and id'] },
  { width: 120, head: ['金额与期限', 'Amount and term'] },
];

const head = (sheet: Sheet, { finding }: SearchCertificateSheet): number => {
  const title: Style = { size: 20, weight: 'bold', colour: ink.accent };
  sheet.line('质押查询证明', a4.width / 2, 48, title, 'centre');
  const english: Style = { size: 10, colour: ink.quiet };
  sheet.line('Pledge search certificate', a4.width / 2, 80, english, 'centre');
  sheet.rule(margin, 104, a4.width - margin, 104, ink.accent, 1.2);
  const { zh, en } = finding === 'none' ? foundWords.none : foundWords.encumbered;
  sheet.line(`${zh} · ${en}`, a4.width / 2, 112, { size: 12, weight: 'bold' }, 'centre');
  return 140;
};

const label = ({ zh, en }: Words): readonly CellText[] => [
  { text: zh, style: strong },
  { text: en, style: quiet },
];

/** A party by its name of the day, with what identifies it; by its id alone where it has none. */
const party = (names: Names, partyId: string, role?: Words): readonly CellText[] => {
  const found = names?.parties.find((one) => one.partyId === partyId);
  return [
    ...(role === undefined ? [] : [{ text: `${role.zh} ${role.en}`, style: quiet }]),
    { text: found?.name ?? partyId, style: text },
    ...(found?.identifier === undefined ? [] : [{ text: found.identifier, style: quiet }]),
  ];
};

const factRows = (found: SearchCertificateSheet): readonly Row[] => {
  const { no, query, searchedAt, asOf, issuer, resultDigest, certificateDigest } = found;
  const { names, searcherPartyId } = found;
  const plain = (value: string): readonly CellText[] => [{ text: value, style: text }];
  const { assetId = '', certificateNo } = query;
  const { partyId, name } = query.pledgor ?? query;
  const assetName = names?.assets.find((one) => one.assetId === assetId)?.name;
  const assetCell = [
    ...(assetName === undefined ? [] : [{ text: assetName, style: strong }]),
    ...plain(assetId),
  ];
  return [
    [label(foundWords.number), plain(no)],
    ...(query.kind === 'asset' ? [[label(foundWords.asset), assetCell]] : []),
    ...(certificateNo === undefined
      ? []
      : [[label(foundWords.certificateNo), plain(certificateNo)]]),
    ...(partyId === undefined
      ? []
      : [[label(foundWords.pledgor), [...party(names, partyId), { text: partyId, style: quiet }]]]),
    ...(name === undefined ? [] : [[label(foundWords.askedName), plain(name)]]),
    ...(searcherPartyId === undefined
      ? []
      : [[label(foundWords.searcher), party(names, searcherPartyId)]]),
    [label(foundWords.searchedAt), plain(shanghaiTime(searchedAt))],
    [label(foundWords.asOf), plain(String(asOf))],
    [label(foundWords.log), plain(issuer)],
    [label(foundWords.resultDigest), [{ text: resultDigest, style: quiet }]],
    [label(foundWords.certificateDigest), [{ text: certificateDigest, style: quiet }]],
  ];
};

const said = (sheet: Sheet, { zh, en }: Words, y: number): number => {
  sheet.line(zh, margin, y, text);
  sheet.line(en, margin + sheet.widthOf(zh, text) + 8, y + 1.5, quiet);
  return y + 16;
};

/** One title: its entries, all that weighs or weighed on it, who stands in whose place. */
const titled = (
  sheet: Sheet,
  title: SearchedTitle,
  names: Names,
  place: Place,
  from: number,
): number => {
  const { assetId, titleVersion, entries = [], items } = title;
  let y = from + 120 > bottom ? place.nextPage() : from + 12;
  const name = names?.assets.find((one) => one.assetId === assetId)?.name;
  y = sheet.paragraph(name ?? assetId, margin, y, inner, { size: 10.5, weight: 'bold' });
  const about = `${assetId} · 登记簿版本 version ${titleVersion}`;
  sheet.line(about, margin, y, quiet);
  y += 14;
  const rights = entries.map((entry) => entryRow(entry, names));
  if (rights.length > 0) y = drawTable(sheet, entryColumns, rights, place, y) + 10;
  if (items.length === 0) return said(sheet, foundWords.never, y);
  const rightOf = new Map(entries.map(({ holdingId, right }) => [holdingId, right]));
  const rows = items.map((item) => itemRow(item, names, rightOf.get(item.holdingId)));
  y = drawTable(sheet, itemColumns, rows, place, y);
  return agreed(sheet, title, names, place, y);
};

/** Agreements on rank, and successions: each a line below the table. */
const agreed = (
  sheet: Sheet,
  { subordinations = [], successions = [] }: SearchedTitle,
  names: Names,
  place: Place,
  from: number,
): number => {
  const named = (partyId: string): string =>
    names?.parties.find((one) => one.partyId === partyId)?.name ?? partyId;
  const lines: readonly Words[] = [
    ...subordinations.map(({ pledgeId, toPledgeId, on }) => ({
      zh: `${on} 约定：${pledgeId} 在其间后于 ${toPledgeId} 受偿，第三人的顺位不变。`,
      en: `Agreed on ${on}: between the two, ${pledgeId} comes after ${toPledgeId}; others stand as before.`,
    })),
    ...successions.map(({ partyId, on, successorPartyIds }) => ({
      zh: `${named(partyId)} 的权利义务自 ${on} 起由 ${successorPartyIds.map(named).join('、')} 承受。`,
      en: `In the place of ${named(partyId)} stand, from ${on}: ${successorPartyIds.map(named).join(', ')}.`,
    })),
  ];
  return lines.reduce((y, { zh, en }) => {
    const count = sheet.wrap(zh, inner, text).length + sheet.wrap(en, inner, quiet).length;
    const top = y + 6 + count * lineHeightOf(text) > bottom ? place.nextPage() : y + 6;
    return sheet.paragraph(en, margin, sheet.paragraph(zh, margin, top, inner, text), inner, quiet);
  }, from);
};

const yesNo = (stands: boolean): readonly CellText[] =>
  label(stands ? foundWords.yes : foundWords.no);

const entryRow = (
  { right, holderPartyIds, stands }: NonNullable<SearchedTitle['entries']>[number],
  names: Names,
): Row => {
  const labels = rightLabels[right as RightKind];
  return [
    [
      { text: `${labels.zh2026} / ${labels.zh2022}`, style: strong },
      { text: `${labels.en2026} / ${labels.en2022}`, style: quiet },
    ],
    holderPartyIds.flatMap((partyId) => party(names, partyId)),
    yesNo(stands),
  ];
};

/** One thing, with the right it stands on: the same party may hold several. */
const itemRow = (item: SearchedItem, names: Names, right: string | undefined): Row => {
  const { ordinal = 0, state, ground, authority, granterPartyId, granteePartyId } = item;
  const kind = item.exclusive === true ? 'exclusiveGrant' : item.kind;
  const ofGround = ground === undefined ? undefined : barGroundWords[ground as BarGround];
  const stateOf = state === undefined ? undefined : stateWords[state];
  return [
    [
      ...label(kindWords[kind] ?? same(kind)),
      ...(ofGround ? label(ofGround) : []),
      ...(right === undefined ? [] : rightCell(right)),
    ],
    label(stateOf ?? (item.stands ? foundWords.stands : foundWords.over)),
    [{ text: ordinal === 0 ? '—' : String(ordinal), style: text }],
    [
      ...(item.pledgeePartyId === undefined
        ? []
        : party(names, item.pledgeePartyId, foundWords.pledgee)),
      ...(item.pledgorPartyIds ?? []).flatMap((id) => party(names, id, foundWords.givenBy)),
      ...(granterPartyId === undefined ? [] : party(names, granterPartyId, foundWords.granter)),
      ...(granteePartyId === undefined ? [] : party(names, granteePartyId, foundWords.grantee)),
      ...(authority === undefined ? [] : [{ text: authority, style: text }]),
      { text: item.id, style: quiet },
    ],
    amountCell(item),
  ];
};

const rightCell = (right: string): readonly CellText[] => {
  const { zh2026, en2026 } = rightLabels[right as RightKind];
  return [zh2026, en2026].map((words) => ({ text: words, style: quiet }));
};

const same = (word: string): Words => ({ zh: word, en: word });

const amountCell = ({
  secured,
  remaining,
  from = '',
  until = '',
  lapsesAfter = '',
  state,
}: SearchedItem) => {
  const isOpenClaim = state === 'claimed' && lapsesAfter !== '';
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(until);
  const last = isDay || until === '' ? until : shanghaiTime(until);
  const line = ({ zh, en }: Words, value: string): readonly CellText[] => [
    { text: `${zh} ${en}`, style: quiet },
    { text: value, style: text },
  ];
  const amount = (words: Words, money: { readonly amount: string } | undefined) =>
    money === undefined ? [] : line(words, `¥ ${groupedAmount(money.amount)}`);
  return [
    ...amount(foundWords.secured, secured),
    ...amount(foundWords.remaining, remaining),
    ...(from === '' ? [] : line(foundWords.from, from)),
    ...line(foundWords.until, last === '' ? '—' : last),
    ...(isOpenClaim ? line(foundWords.lapsesAfter, lapsesAfter) : []),
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
