import type {
  AccountDto,
  AccountEntryDto,
  InvoiceDto,
  PledgeProceedsDto,
} from '@ledger/contracts/settlement/settlement.dto.js';
import { fromMinorUnits, type Money } from '@ledger/domain/money.js';
import type {
  InvoiceView,
  LedgerAccountView,
  LedgerEntryView,
  PledgeProceedsView,
} from './settlement.views.js';

/** Fen as text, as money. */
export const money = (minor: string): Money => fromMinorUnits(BigInt(minor));

export const accountAnswer = ({
  accountId: id,
  kind,
  owner,
  debitMinor,
  creditMinor,
}: Omit<LedgerAccountView, 'lastPosition'>): AccountDto => {
  const difference = BigInt(creditMinor) - BigInt(debitMinor);
  const isCredit = difference > 0n;
  return {
    id,
    kind,
    owner,
    debit: money(debitMinor),
    credit: money(creditMinor),
    balance: fromMinorUnits(isCredit ? difference : -difference),
    side: difference === 0n ? 'even' : isCredit ? 'credit' : 'debit',
  };
};

export const entryAnswer = (row: LedgerEntryView): AccountEntryDto => ({
  id: row.entryId,
  position: row.position,
  on: row.onDate,
  eventType: row.eventType,
  stream: row.stream,
  counterAccount: row.counterAccount,
  side: row.side,
  amount: money(row.amountMinor),
});

export const invoiceAnswer = (row: InvoiceView): InvoiceDto => ({
  id: row.invoiceId,
  kind: row.kind,
  orderId: row.orderId,
  ...(row.blueInvoiceId !== null && { blueInvoiceId: row.blueInvoiceId }),
  sellerPartyId: row.sellerPartyId,
  buyerPartyId: row.buyerPartyId,
  on: row.onDate,
  ...(row.chargeNo !== null && { chargeNo: row.chargeNo }),
  ...(row.periodFrom !== null &&
    row.periodUntil !== null && { period: { from: row.periodFrom, until: row.periodUntil } }),
  ...(row.quantity !== null && { quantity: row.quantity }),
  ...(row.unit !== null && { unit: row.unit }),
  ...(row.unitPrice !== null && { unitPrice: row.unitPrice }),
  vatRate: row.vatRate,
  net: fromMinorUnits(BigInt(row.grossMinor) - BigInt(row.vatMinor)),
  vat: money(row.vatMinor),
  gross: money(row.grossMinor),
});

/** A pledgee sees his own claim; who sees the order sees all of them. */
export const proceedsAnswer = (
  { orderId, state, pledges }: PledgeProceedsView,
  pledgees?: readonly string[],
): PledgeProceedsDto => ({
  orderId,
  state,
  pledges: pledges
    .filter(({ pledgeePartyId }) => pledgees === undefined || pledgees.includes(pledgeePartyId))
    .map(({ pledgeId, pledgeePartyId, proceeds, secured, amount }) => ({
      pledgeId,
      pledgeePartyId,
      proceeds,
      secured,
      ...(amount !== undefined && { amount: { amount, currency: 'CNY' as const } }),
    })),
});
