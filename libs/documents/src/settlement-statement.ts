import type { Currency } from '@ledger/domain/money.js';

/** Money as answers carry it. */
export interface Amount {
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
    /** What this charge is for, in words. */
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
