import { groupedAmount } from '@ledger/domain/money.js';
import { accountParts, exchangeOwner } from '@ledger/domain/settlement/posting.js';
import { accountName, movementName } from '@ledger/domain/settlement/settlement.words.js';
import { shanghaiTime } from './instants.js';
import type { Amount, SettlementStatement } from './settlement-statement.js';
import { a4, ink, lineHeightOf, Sheet, type Style } from './sheet.js';
import { type CellText, type Column, drawTable, type Place } from './table.js';

type Row = readonly (readonly CellText[])[];

const margin = 44;
const inner = a4.width - 2 * margin;
const bottom = a4.height - 56;
const text: Style = { size: 7.5 };
const strong: Style = { size: 9, weight: 'bold' };
const quiet: Style = { size: 7, colour: ink.quiet };
const heading: Style = { size: 11, weight: 'bold', colour: ink.accent };

/** The statement as PDF, A4; the same statement as of the same instant is the same bytes. */
export const settlementStatementPdf = async (statement: SettlementStatement): Promise<Buffer> => {
  const { partyId, from, to, at } = statement;
  const period = `${from} – ${to}`;
  const called = namesOf(statement);
  const sheet = new Sheet(
    { title: `结算对账单 ${period}`, subject: 'Settlement statement', keywords: partyId, at },
    margin,
  );
  const place: Place = { x: margin, bottom, nextPage: () => turned(sheet) };
  let y = head(sheet, statement, called);
  y = section(
    sheet,
    ['账户', 'Accounts'],
    accountColumns,
    statement.accounts.map(accountRow),
    place,
    y,
  );
  y = section(sheet, ['轧差', 'Netting'], nettingColumns, nettingRows(statement), place, y);
  y = section(
    sheet,
    ['计费', 'Charges'],
    chargeColumns,
    statement.charges.map((one) => chargeRow(one, called)),
    place,
    y,
  );
  y = section(
    sheet,
    ['发票', 'Invoices'],
    invoiceColumns,
    statement.invoices.map((one) => invoiceRow(one, called)),
    place,
    y,
  );
  const lines = statement.lines.map((one) => lineRow(one, called));
  y = section(sheet, ['明细', 'Lines'], lineColumns, lines, place, y);
  if (!statement.isComplete) {
    const note = '明细未全部列出，完整明细见 CSV 或 XLSX 文件。 Not all lines: the files hold all.';
    sheet.paragraph(note, margin, y, inner, quiet);
  }
  return sheet.finish((page, pages) => footer(sheet, statement, page, pages));
};

const turned = (sheet: Sheet): number => {
  sheet.doc.addPage();
  return margin;
};

/** What a party is called; `undefined` where nobody knows. */
type Called = (partyId: string) => string | undefined;

const namesOf = ({ parties }: SettlementStatement): Called => {
  const names = new Map(parties.map(({ partyId, name }) => [partyId, name]));
  return (partyId) => names.get(partyId);
};

const head = (
  sheet: Sheet,
  { partyId, parties, from, to }: SettlementStatement,
  called: Called,
): number => {
  const middle = a4.width / 2;
  sheet.line('结算对账单', middle, 44, { size: 18, weight: 'bold', colour: ink.accent }, 'centre');
  sheet.line('Settlement statement', middle, 72, { size: 9, colour: ink.quiet }, 'centre');
  sheet.rule(margin, 92, a4.width - margin, 92, ink.accent, 1.2);
  const identifier = parties.find((one) => one.partyId === partyId)?.identifier ?? '';
  const party = `主体 Party: ${called(partyId) ?? partyId} ${identifier}`.trimEnd();
  const below = sheet.paragraph(party, margin, 100, inner, strong);
  const y = sheet.paragraph(partyId, margin, below, inner, quiet);
  sheet.line('单位：人民币元 In CNY', a4.width - margin, y + 2, quiet, 'right');
  return sheet.paragraph(`期间 Period: ${from} – ${to}`, margin, y, inner, strong) + 8;
};

const section = (
  sheet: Sheet,
  [zh, en]: readonly [string, string],
  columns: readonly Column[],
  rows: readonly Row[],
  place: Place,
  from: number,
): number => {
  const height = lineHeightOf(heading) + 2;
  const draw = (top: number): void => {
    sheet.line(zh, margin, top, heading);
    sheet.line(en, margin + sheet.widthOf(zh, heading) + 8, top + 4, quiet);
  };
  if (rows.length === 0) {
    const top = from + 3 * lineHeightOf(heading) > bottom ? place.nextPage() : from;
    draw(top);
    sheet.line('无 None', margin, top + height, text);
    return top + height + lineHeightOf(text) + 10;
  }
  return drawTable(sheet, columns, rows, { ...place, heading: { height, draw } }, from) + 12;
};

const cell = (value: string): readonly CellText[] => [{ text: value, style: text }];

/** A text with others, quietly, below it. */
const above = (value: string, ...below: readonly string[]): readonly CellText[] => [
  ...cell(value),
  ...below.map((each) => ({ text: each, style: quiet })),
];

/** An account of the party itself: what it is. */
const ownAccount = (id: string): readonly CellText[] => {
  const { zh, en } = accountName(id);
  return above(zh, en);
};

/** The account on the other side: what it is, and whose. */
const counterAccount = (id: string, called: Called): readonly CellText[] => {
  const { zh, en } = accountName(id);
  const { kind, owner = id } = accountParts(id) ?? {};
  const isOrder = kind === 'due' || kind === 'escrow';
  const whose = owner === exchangeOwner ? '交易所 The exchange' : (called(owner) ?? owner);
  return above(`${zh} ${en}`, isOrder ? `订单 Order ${owner}` : whose);
};

/** From whom to whom. */
const sidesCell = (
  id: string,
  {
    sellerPartyId,
    buyerPartyId,
  }: { readonly sellerPartyId: string; readonly buyerPartyId: string },
  called: Called,
): readonly CellText[] =>
  above(id, `${called(sellerPartyId) ?? sellerPartyId} → ${called(buyerPartyId) ?? buyerPartyId}`);

const figure = (width: number, head?: readonly [zh: string, en: string]): Column => ({
  ...{ width, isFigure: true },
  ...(head !== undefined && { head }),
});

const amounts = (width: number): readonly Column[] => [
  figure(width, ['不含税', 'Net']),
  figure(width, ['税额', 'VAT']),
  figure(width, ['价税合计', 'Gross']),
];

const accountColumns: readonly Column[] = [
  { width: inner - 4 * 92, head: ['账户', 'Account'] },
  figure(92, ['期初', 'Opening']),
  figure(92, ['借方', 'Debit']),
  figure(92, ['贷方', 'Credit']),
  figure(92, ['期末', 'Closing']),
];

const accountRow = (one: SettlementStatement['accounts'][number]): Row => [
  ownAccount(one.id),
  ...[one.opening, one.debit, one.credit, one.closing].map((amount) => cell(printed(amount))),
];

const nettingColumns: readonly Column[] = [{ width: inner - 140, isLabel: true }, figure(140)];

const nettingRows = ({ netting }: SettlementStatement): readonly Row[] => [
  [cell('应付该主体 Owed to the party'), cell(printed(netting.owedToParty))],
  [cell('该主体应付 Owed by the party'), cell(printed(netting.owedByParty))],
  [cell('轧差净额 Net'), cell(printed(netting.net))],
];

const chargeColumns: readonly Column[] = [
  { width: 72, head: ['日期与计费期', 'Date and period'] },
  { width: inner - 72 - 84 - 3 * 76, head: ['编号', 'Id'] },
  figure(84, ['数量与单价', 'Quantity and price']),
  ...amounts(76),
];

const chargeRow = (one: SettlementStatement['charges'][number], called: Called): Row => [
  above(one.on, `${one.period.from} –`, one.period.until),
  sidesCell(`${one.orderId}.c${one.chargeNo}`, one, called),
  above(one.quantity, ...(one.unitPrice === '' ? [] : [`× ${one.unitPrice}`])),
  ...[one.net, one.vat, one.gross].map((amount) => cell(printed(amount))),
];

const invoiceColumns: readonly Column[] = [
  { width: 58, head: ['日期', 'Date'] },
  { width: 50, head: ['种类', 'Kind'] },
  { width: inner - 108 - 3 * 84, head: ['编号', 'Id'] },
  ...amounts(84),
];

const invoiceRow = (one: SettlementStatement['invoices'][number], called: Called): Row => [
  cell(one.on),
  cell(one.kind === 'blue' ? '蓝字 blue' : '红字 red'),
  sidesCell(one.id, one, called),
  ...[one.net, one.vat, one.gross].map((amount) => cell(printed(amount))),
];

const lineColumns: readonly Column[] = [
  { width: 54, head: ['日期', 'Date'] },
  { width: 76, head: ['账户', 'Account'] },
  { width: inner - 54 - 76 - 2 * 76 - 76, head: ['对方账户', 'Counter-account'] },
  figure(76, ['借方', 'Debit']),
  figure(76, ['贷方', 'Credit']),
  { width: 76, head: ['事由', 'Event'] },
];

const lineRow = (one: SettlementStatement['lines'][number], called: Called): Row => {
  const { zh, en } = movementName(one.eventType);
  return [
    cell(one.on),
    ownAccount(one.accountId),
    counterAccount(one.counterAccount, called),
    cell(one.side === 'debit' ? printed(one.amount) : ''),
    cell(one.side === 'credit' ? printed(one.amount) : ''),
    above(zh, `${en} (${one.position})`),
  ];
};

const footer = (sheet: Sheet, { at }: SettlementStatement, page: number, pages: number): void => {
  const y = a4.height - 40;
  sheet.rule(margin, y - 6, a4.width - margin, y - 6, ink.hair);
  sheet.line(`出具 Drawn up: ${shanghaiTime(at)}`, margin, y, quiet);
  const places = `第 ${page} 页，共 ${pages} 页 · Page ${page} of ${pages}`;
  sheet.line(places, a4.width - margin, y, quiet, 'right');
};

/** In yuan, as the head says. */
const printed = ({ amount }: Amount): string => groupedAmount(amount);
