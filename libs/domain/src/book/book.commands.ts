import type { RecognitionInputs } from '../accounting/recognition.js';
import type { Meta } from '../decider.js';
import type { Money } from '../money.js';
import type { BookDataOf, BookEvent, LifeEstimate } from './book.events.js';
import type { Settlement } from './book.terms.js';

type Of<Type extends string, Data extends object> = {
  readonly type: Type;
  readonly data: Data & { readonly bookId: string };
  readonly meta: Meta;
};

/** What a command says of its fact is what the event will say, unless it is measured. */
type DataWithout<Type extends BookEvent['type'], Names extends string> = {
  [Key in keyof BookDataOf<Type> as Key extends Names ? never : Key]: BookDataOf<Type>[Key];
};

/** Absent: all of it by the account that is usual for the fact. */
type Settled = { readonly settlement?: readonly Settlement[] };

/** What the entity may do with the asset, as the handler read it (pattern 2: evidence). */
export type AssetEvidence = {
  readonly assetId: string;
  readonly titleVersion: number;
  /** Whether an entry of the entity stands in the title. */
  readonly isHeld: boolean;
  /** Inclusive last day of the entity's right; absent: without end. */
  readonly rightUntil?: string;
};

export type BookCommand =
  | Of<
      'OpenBook',
      DataWithout<'BookOpened', 'entityPartyId'> & {
        /** Of the asset that it is about, where one is named. */
        readonly evidence?: AssetEvidence;
      }
    >
  | Of<'LinkAsset', { readonly evidence: AssetEvidence }>
  | Of<'TakeOpeningBalance', BookDataOf<'OpeningBalanceTaken'>>
  | Of<'RecordAcquisition', DataWithout<'DataAcquired', 'settlement'> & Settled>
  | Of<'RecordCost', DataWithout<'CostIncurred', 'settlement' | 'treatment'> & Settled>
  | Of<'RecordResearch', DataWithout<'ResearchIncurred', 'settlement'> & Settled>
  | Of<'RecordDevelopment', DataWithout<'DevelopmentIncurred', 'settlement'> & Settled>
  | Of<'RecordConditions', DataWithout<'CapitalisationConditionsMet', 'on'>>
  | Of<
      'DecideRecognition',
      DataWithout<'RecognitionDecided', 'result'> & { readonly inputs: RecognitionInputs }
    >
  | Of<
      'EstimateLife',
      DataWithout<'UsefulLifeEstimated', 'estimate' | 'asset'> & {
        readonly estimate: Pick<LifeEstimate, 'method' | 'months' | 'units' | 'residual' | 'use'>;
        /** Of the linked asset, where there is one. */
        readonly evidence?: AssetEvidence;
      }
    >
  | Of<'RecordUnits', BookDataOf<'UnitsUsed'>>
  | Of<'TestImpairment', DataWithout<'ImpairmentRecognised', 'of' | 'carrying' | 'loss'>>
  | Of<'WriteDown', DataWithout<'InventoryWrittenDown', 'amount'>>
  | Of<'ReverseWriteDown', DataWithout<'WriteDownReversed', 'amount' | 'of'>>
  | Of<'Reclassify', DataWithout<'BookReclassified', 'from' | 'removed'>>
  | Of<'ClassifyHeldForSale', DataWithout<'HeldForSaleClassified', 'removed' | 'loss'>>
  | Of<
      'WithdrawHeldForSale',
      DataWithout<'HeldForSaleWithdrawn', 'restored' | 'released' | 'unclassified' | 'loss'>
    >
  | Of<
      'Sell',
      DataWithout<'DataSold', 'carriedAs' | 'removed' | 'settlement'> &
        Settled & { readonly controlTransferred: boolean }
    >
  | Of<'LapsePart', DataWithout<'DataPartlyLapsed', 'carriedAs' | 'removed'>>
  | Of<'Lapse', DataWithout<'DataLapsed', 'carriedAs' | 'removed'>>
  | Of<
      'HandOver',
      DataWithout<'BookHandedOver', 'carriedAs' | 'removed' | 'toPartyId'> & {
        /** In whose place the actor's organisation stands, as the handler read it (pattern 2). */
        readonly standsFor: readonly string[];
        /** The same on the day of the fact. */
        readonly stoodFor: readonly string[];
      }
    >
  | Of<
      'TakeOver',
      BookDataOf<'BookTakenOver'> &
        Pick<BookDataOf<'BookOpened'>, 'entityPartyId' | 'name'> & { readonly lot?: string }
    >
  | Of<
      'EarnRevenue',
      DataWithout<'ServiceRevenueEarned', 'settlement' | 'contractCost'> &
        Settled & { readonly contractCost?: Money }
    >
  | Of<'ReverseFact', BookDataOf<'FactReversed'>>;

export type CommandOf<Type extends BookCommand['type']> = Extract<
  BookCommand,
  { readonly type: Type }
>;
