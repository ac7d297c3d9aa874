import { printedMoney, type Currency } from '@ledger/domain/money.js';
import { shanghaiTime } from './instants.js';
import { a4, ink, lineHeightOf, Sheet, type Style } from './sheet.js';
import { type CellText, type Column, drawTable, type Place } from './table.js';

/** Money as answers carry it. */
interface Amount {
  readonly amount: string;
  readonly currency: Currency;
}

/** What a settlement statement prints. */
export interface SettlementStatement {
  readonly partyId: string;
  /** What whoever is named in it is called; ids stand for the others. */
  readonly parties: readonly {
    readonly partyId: string;
    readonly name: string;
    readonly identifier?: string;
  }[];
  readonly from: string;
  readonly to: string;
  /** Instant at which it was drawn up. */
  readonly at: string;
  readonly accounts: readonly {
    readonly id: string;
    readonly opening: Amount;
    readonly debit: Amount;
    readonly credit: Amount;
    readonly closing: Amount;
  }[];
  readonly lines: readonly {
    readonly on: string;
    readonly accountId: string;
    readonly counterAccount: string;
    readonly side: 'debit' | 'credit';
    readonly amount: Amount;
    readonly eventType: string;
    readonly position: number;
  }[];
  readonly isComplete: boolean;
  readonly charges: readonly {
    readonly orderId: string;
    readonly chargeNo: number;
    readonly sellerPartyId: string;
    readonly buyerPartyId: string;
    readonly on: string;
    readonly period: { readonly from: string; readonly until: string };
    /** What this charge is for, with its unit where it has one. */
    readonly quantity: string;
    readonly unitPrice: string;
    readonly net: Amount;
    readonly vat: Amount;
    readonly gross: Amount;
  }[];
  readonly invoices: readonly {
    readonly id: string;
    readonly kind: 'blue' | 'red';
    readonly sellerPartyId: string;
    readonly buyerPartyId: string;
    readonly on: string;
    readonly net: Amount;
    readonly vat: Amount;
    readonly gross: Amount;
  }[];
  readonly netting: {
    readonly owedToParty: Amount;
    readonly owedByParty: Amount;
    readonly net: Amount;
  };
}

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
    statement.accounts.map((one) => accountRow(one, called)),
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
  const isNear = from + 6 * lineHeightOf(heading) > bottom;
  const top = isNear ? place.nextPage() : from;
  sheet.line(zh, margin, top, heading);
  sheet.line(en, margin + sheet.widthOf(zh, heading) + 8, top + 4, quiet);
  const below = top + lineHeightOf(heading) + 2;
  if (rows.length === 0) {
    sheet.line('无 None', margin, below, text);
    return below + lineHeightOf(text) + 10;
  }
  return drawTable(sheet, columns, rows, place, below) + 12;
};

const cell = (value: string): readonly CellText[] => [{ text: value, style: text }];

/** A text with a name below it. */
const named = (value: string, name: string | undefined): readonly CellText[] => [
  ...cell(value),
  ...(name === undefined ? [] : [{ text: name, style: quiet }]),
];

const accountCell = (id: string, called: Called): readonly CellText[] =>
  named(id, called(id.slice(id.indexOf(':') + 1)));

/** From whom to whom. */
const sidesCell = (
  id: string,
  {
    sellerPartyId,
    buyerPartyId,
  }: { readonly sellerPartyId: string; readonly buyerPartyId: string },
  called: Called,
): readonly CellText[] =>
  named(id, `${called(sellerPartyId) ?? sellerPartyId} → ${called(buyerPartyId) ?? buyerPartyId}`);

const accountColumns: readonly Column[] = [
  { width: inner - 4 * 88, head: ['账户', 'Account'] },
  { width: 88, head: ['期初', 'Opening'] },
  { width: 88, head: ['借方', 'Debit'] },
  { width: 88, head: ['贷方', 'Credit'] },
  { width: 88, head: ['期末', 'Closing'] },
];

const accountRow = (one: SettlementStatement['accounts'][number], called: Called): Row => [
  accountCell(one.id, called),
  ...[one.opening, one.debit, one.credit, one.closing].map((amount) => cell(printed(amount))),
];

const nettingColumns: readonly Column[] = [{ width: inner - 140, isLabel: true }, { width: 140 }];

const nettingRows = ({ netting }: SettlementStatement): readonly Row[] => [
  [cell('应付该主体 Owed to the party'), cell(printed(netting.owedToParty))],
  [cell('该主体应付 Owed by the party'), cell(printed(netting.owedByParty))],
  [cell('轧差净额 Net'), cell(printed(netting.net))],
];

const chargeColumns: readonly Column[] = [
  { width: 54, head: ['日期', 'Date'] },
  { width: inner - 54 - 70 - 62 - 62 - 3 * 66, head: ['编号', 'Id'] },
  { width: 70, head: ['期间', 'Period'] },
  { width: 62, head: ['数量', 'Quantity'] },
  { width: 62, head: ['单价', 'Unit price'] },
  { width: 66, head: ['不含税', 'Net'] },
  { width: 66, head: ['税额', 'VAT'] },
  { width: 66, head: ['价税合计', 'Gross'] },
];

const chargeRow = (one: SettlementStatement['charges'][number], called: Called): Row => [
  cell(one.on),
  sidesCell(`${one.orderId}.c${one.chargeNo}`, one, called),
  cell(`${one.period.from} – ${one.period.until}`),
  cell(one.quantity),
  cell(one.unitPrice),
  ...[one.net, one.vat, one.gross].map((amount) => cell(printed(amount))),
];

const invoiceColumns: readonly Column[] = [
  { width: 58, head: ['日期', 'Date'] },
  { width: 50, head: ['种类', 'Kind'] },
  { width: inner - 108 - 3 * 92, head: ['编号', 'Id'] },
  { width: 92, head: ['不含税', 'Net'] },
  { width: 92, head: ['税额', 'VAT'] },
  { width: 92, head: ['价税合计', 'Gross'] },
];

const invoiceRow = (one: SettlementStatement['invoices'][number], called: Called): Row => [
  cell(one.on),
  cell(one.kind === 'blue' ? '蓝字 blue' : '红字 red'),
  sidesCell(one.id, one, called),
  ...[one.net, one.vat, one.gross].map((amount) => cell(printed(amount))),
];

const lineColumns: readonly Column[] = [
  { width: 54, head: ['日期', 'Date'] },
  { width: 130, head: ['账户', 'Account'] },
  { width: 130, head: ['对方账户', 'Counter-account'] },
  { width: inner - 54 - 260 - 150, head: ['借方', 'Debit'] },
  { width: 78, head: ['贷方', 'Credit'] },
  { width: 72, head: ['事由', 'Event'] },
];

const lineRow = (one: SettlementStatement['lines'][number], called: Called): Row => [
  cell(one.on),
  accountCell(one.accountId, called),
  accountCell(one.counterAccount, called),
  cell(one.side === 'debit' ? printed(one.amount) : ''),
  cell(one.side === 'credit' ? printed(one.amount) : ''),
  cell(`${one.eventType} ${one.position}`),
];

const footer = (sheet: Sheet, { at }: SettlementStatement, page: number, pages: number): void => {
  const y = a4.height - 40;
  sheet.rule(margin, y - 6, a4.width - margin, y - 6, ink.hair);
  sheet.line(`出具 Drawn up: ${shanghaiTime(at)}`, margin, y, quiet);
  sheet.line(`${page} / ${pages}`, a4.width - margin, y, quiet, 'right');
};

const printed = ({ amount, currency }: Amount): string => printedMoney({ amount, currency });
