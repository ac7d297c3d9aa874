import type {
  ExtractedEncumbrance,
  ExtractedParty,
  ExtractedRight,
  Line,
  TitleExtract,
  Words,
} from '@ledger/domain/title/title-extract.js';
import { shanghaiTime, withShanghaiTimes } from './instants.js';
import { a4, ink, lineHeightOf, Sheet, type Style } from './sheet.js';
import { type CellText, type Column, drawTable, type Place } from './table.js';

const margin = 44;
const inner = a4.width - 2 * margin;
const bottom = a4.height - 62;
const text: Style = { size: 9 };
const strong: Style = { size: 9, weight: 'bold' };
const quiet: Style = { size: 7, colour: ink.quiet };
const heading: Style = { size: 12, weight: 'bold', colour: ink.accent };

const words = {
  property: { zh: '第一部分　标的', en: 'Part I  Property' },
  rights: { zh: '第二部分　权利', en: 'Part II  Rights' },
  encumbrances: { zh: '第三部分　负担与限制', en: 'Part III  Encumbrances' },
  noRights: { zh: '登记簿上没有权利记载。', en: 'The title has no entry.' },
  noEncumbrances: { zh: '没有负担或限制的记载。', en: 'No encumbrance is recorded.' },
  notes: { zh: '说明', en: 'Notes' },
  asset: { zh: '资产标识', en: 'Asset' },
  version: { zh: '登记簿版本', en: 'Version of the title' },
  position: { zh: '日志位置', en: 'Position of the log' },
  at: { zh: '截至', en: 'As of' },
  allRights: { zh: '全部', en: 'all' },
} as const satisfies Readonly<Record<string, Words>>;

/**
 * The page of a title as PDF, in the order of a land register: property, rights, encumbrances. The
 * same extract gives the same bytes.
 */
export const titleExtractPdf = async (extract: TitleExtract): Promise<Buffer> => {
  const { document, assetId, at, asOf, titleVersion } = extract;
  const info = {
    title: `${document.zh} ${assetId}`,
    subject: document.en,
    keywords: [assetId, `version ${titleVersion}`, `position ${asOf}`].join(', '),
    at,
  };
  const sheet = new Sheet(info, margin);
  const place: Place = { x: margin, bottom, nextPage: () => turned(sheet) };
  let y = head(sheet, extract);
  y = section(sheet, words.property, y, place);
  y = drawTable(sheet, propertyColumns, extract.property.map(propertyRow), place, y);
  const ofRights = { about: words.rights, none: words.noRights, columns: rightColumns };
  y = listed(sheet, ofRights, extract.rights.map(rightRow), place, y + 16);
  const burdens = extract.encumbrances.map((one) => encumbranceRow(one, extract));
  const { encumbrances: about, noEncumbrances: none } = words;
  y = listed(sheet, { about, none, columns: encumbranceColumns }, burdens, place, y + 16);
  notes(sheet, extract.notes, y + 16, place);
  return sheet.finish((page, pages) => footer(sheet, extract, page, pages));
};

const turned = (sheet: Sheet): number => {
  sheet.doc.addPage();
  return margin + 8;
};

const propertyColumns: readonly Column[] = [{ width: 128, isLabel: true }, { width: inner - 128 }];
const rightColumns: readonly Column[] = [
  { width: 28, head: ['序号', 'No.'] },
  { width: 118, head: ['权利（2026 / 2022）', 'Right (2026 / 2022)'] },
  { width: 148, head: ['权利人', 'Holder'] },
  { width: inner - 364, head: ['内容', 'Contents'] },
  { width: 70, head: ['登记时间', 'Recorded'] },
];
const encumbranceColumns: readonly Column[] = [
  { width: 28, head: ['序号', 'No.'] },
  { width: 84, head: ['种类', 'Kind'] },
  { width: 34, head: ['权利', 'Rights'] },
  { width: 132, head: ['当事人', 'Parties'] },
  { width: inner - 348, head: ['内容', 'Contents'] },
  { width: 70, head: ['登记时间', 'Recorded'] },
];

const head = (sheet: Sheet, extract: TitleExtract): number => {
  const { document, assetId, titleVersion, asOf, at } = extract;
  const title: Style = { size: 20, weight: 'bold', colour: ink.accent };
  sheet.line(document.zh, a4.width / 2, 48, title, 'centre');
  sheet.line(document.en, a4.width / 2, 80, { size: 10, colour: ink.quiet }, 'centre');
  sheet.rule(margin, 104, a4.width - margin, 104, ink.accent, 1.2);
  sheet.rule(margin, 107, a4.width - margin, 107, ink.accent, 0.4);
  const facts: readonly (readonly [Words, string])[] = [
    [words.asset, assetId],
    [words.at, shanghaiTime(at)],
    [words.version, String(titleVersion)],
    [words.position, String(asOf)],
  ];
  for (const [index, [label, value]] of facts.entries()) {
    const x = margin + (index % 2) * (inner * 0.58);
    const y = 116 + Math.floor(index / 2) * 16;
    const name = `${label.zh} ${label.en}`;
    sheet.line(name, x, y + 1.5, quiet);
    sheet.line(value, x + sheet.widthOf(name, quiet) + 8, y, strong);
  }
  return 158;
};

const headingHeight = lineHeightOf(heading) + 4;

const headed = (sheet: Sheet, { zh, en }: Words, top: number): void => {
  sheet.line(zh, margin, top, heading);
  sheet.line(en, margin + sheet.widthOf(zh, heading) + 10, top + 3.5, {
    size: 8.5,
    colour: ink.quiet,
  });
};

/** A heading over what follows it: it never stands alone at the end of a page. */
const section = (sheet: Sheet, words: Words, y: number, place: Place): number => {
  const top = y + 90 > bottom ? place.nextPage() : y;
  headed(sheet, words, top);
  return top + headingHeight;
};

/** A table under its heading, on the page where its first row is; or words that there is nothing. */
const listed = (
  sheet: Sheet,
  {
    about,
    none,
    columns,
  }: { readonly about: Words; readonly none: Words; readonly columns: readonly Column[] },
  rows: readonly (readonly (readonly CellText[])[])[],
  place: Place,
  from: number,
): number => {
  if (rows.length > 0) {
    const draw = (top: number): void => headed(sheet, about, top);
    return drawTable(
      sheet,
      columns,
      rows,
      { ...place, heading: { height: headingHeight, draw } },
      from,
    );
  }
  const y = section(sheet, about, from, place);
  sheet.line(none.zh, margin, y, text);
  sheet.line(none.en, margin + sheet.widthOf(none.zh, text) + 8, y + 1.5, quiet);
  return y + lineHeightOf(text);
};

const propertyRow = ({ label, value }: Line): readonly (readonly CellText[])[] => [
  [
    { text: label.zh, style: { ...strong, colour: ink.accent } },
    { text: label.en, style: quiet },
  ],
  both(value),
];

/** What reads the same in both languages is written once. */
const both = ({ zh, en }: Words): readonly CellText[] => [
  { text: withShanghaiTimes(zh), style: text },
  ...(zh === en ? [] : [{ text: withShanghaiTimes(en), style: quiet }]),
];

const lineText = ({ label, value }: Line): readonly CellText[] => [
  { text: `${label.zh}：${withShanghaiTimes(value.zh)}`, style: text },
  {
    text: value.zh === value.en ? label.en : `${label.en}: ${withShanghaiTimes(value.en)}`,
    style: quiet,
  },
];

const partyText = ({ role, name, partyId, identifier, share }: ExtractedParty) => [
  { text: `${role.zh} ${role.en}`, style: quiet },
  { text: name ?? partyId, style: strong },
  ...(identifier === undefined ? [] : [{ text: identifier, style: text }]),
  ...(share === undefined ? [] : [{ text: `份额 share ${share}`, style: text }]),
];

const recorded = (instant: string): readonly CellText[] => {
  const [date = '', time = '', zone = ''] = shanghaiTime(instant).split(' ');
  return [
    { text: date, style: text },
    { text: `${time} ${zone}`, style: quiet },
  ];
};

const rightRow = (right: ExtractedRight): readonly (readonly CellText[])[] => [
  [{ text: String(right.no), style: strong }],
  [
    { text: right.label.zh2026, style: strong },
    { text: right.label.zh2022, style: text },
    { text: `${right.label.en2026} / ${right.label.en2022}`, style: quiet },
  ],
  right.holders.flatMap(partyText),
  right.lines.flatMap(lineText),
  recorded(right.recordedAt),
];

const encumbranceRow = (
  one: ExtractedEncumbrance,
  { rights }: TitleExtract,
): readonly (readonly CellText[])[] => {
  const isOnAll = one.rights.length === rights.length && rights.length > 1;
  const on = isOnAll ? [words.allRights.zh, words.allRights.en] : [rightsText(one.rights)];
  return [
    [{ text: String(one.no), style: strong }],
    [
      { text: one.label.zh, style: strong },
      { text: one.label.en, style: quiet },
    ],
    on.map((each, index) => ({ text: each, style: index === 0 ? text : quiet })),
    one.parties.flatMap(partyText),
    one.lines.flatMap(lineText),
    recorded(one.recordedAt),
  ];
};

/** Numbers of rights in their order, three or more in a row as their first and last: `1、3–12`. */
const rightsText = (numbers: readonly number[]): string => {
  const runs: [first: number, last: number][] = [];
  for (const number of numbers.toSorted((one, other) => one - other)) {
    const run = runs.at(-1);
    if (run !== undefined && run[1] + 1 === number) run[1] = number;
    else runs.push([number, number]);
  }
  return runs
    .map(([first, last]) =>
      first === last ? String(first) : `${first}${first + 1 === last ? '、' : '–'}${last}`,
    )
    .join('、');
};

const notes = (sheet: Sheet, all: readonly Words[], y: number, place: Place): void => {
  let top = section(sheet, words.notes, y, place);
  for (const [index, { zh, en }] of all.entries()) {
    const height = (sheet.wrap(zh, inner - 16, text).length + 1) * lineHeightOf(text) + 24;
    if (top + height > bottom) top = place.nextPage();
    sheet.line(`${index + 1}.`, margin, top, text);
    top = sheet.paragraph(zh, margin + 16, top, inner - 16, text);
    top = sheet.paragraph(en, margin + 16, top, inner - 16, quiet) + 4;
  }
};

const footer = (
  sheet: Sheet,
  { assetId, asOf, titleVersion, at }: TitleExtract,
  page: number,
  pages: number,
): void => {
  const y = a4.height - 44;
  sheet.rule(margin, y - 6, a4.width - margin, y - 6, ink.hair);
  const about = `${assetId} · ${words.version.zh} ${titleVersion} · ${words.position.zh} ${asOf}`;
  sheet.line(`${about} · ${shanghaiTime(at)}`, margin, y, quiet);
  const numbered = `第 ${page} 页，共 ${pages} 页 · Page ${page} of ${pages}`;
  sheet.line(numbered, a4.width - margin, y, quiet, 'right');
};
