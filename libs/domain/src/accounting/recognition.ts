import type { JsonObject } from '../json.js';
import type { BookSource } from './entry.js';

/** How a recognised book is carried; `unrecognised` means recorded, but in no balance. */
export type BookClass = 'intangible' | 'inventory' | 'contractCost' | 'unrecognised';

/** What the accountant finds before a resource is recognised (fact sheet 2; CAS 6 art. 3–4). */
export type RecognitionInputs = JsonObject & {
  /** What it is held for: own operations, serving customers repeatedly, or sale. */
  readonly purpose: 'ownUse' | 'service' | 'sale';
  readonly identifiable: boolean;
  readonly controlled: boolean;
  readonly benefitsProbable: boolean;
  readonly costReliable: boolean;
  /** Whether its costs fulfil a customer's contract (CAS 14), where it is no asset of its own. */
  readonly fulfilsContract: boolean;
};

/** The row of the table that decided, and what follows from it. */
export type RecognitionResult = JsonObject & {
  /** Row of the recognition table, 1 to 7. */
  readonly rule: number;
  readonly carriedAs: BookClass;
  readonly standard: 'CAS 1' | 'CAS 6' | 'CAS 14';
};

/** What the book itself knows beside the inputs. */
export type Formation = {
  readonly source: BookSource;
  /** The five conditions of CAS 6 art. 9 were recorded as met. */
  readonly conditionsMet: boolean;
  /** Services were bought whose result is no asset (rule 5). */
  readonly hasCosts: boolean;
};

/**
 * The recognition table (财会〔2023〕11号 第二部分; fact sheet 2). Total: every combination of inputs
 * has exactly one row, and the row is stored with the inputs that led to it.
 */
export const recognise = (inputs: RecognitionInputs, formation: Formation): RecognitionResult => {
  const { purpose, identifiable, controlled, benefitsProbable, costReliable } = inputs;
  const isAsset = identifiable && controlled && benefitsProbable && costReliable;
  if (isAsset && purpose === 'sale') return row(2, 'inventory', 'CAS 1');
  if (isAsset && formation.source !== 'selfMade') return row(1, 'intangible', 'CAS 6');
  if (isAsset && formation.conditionsMet) return row(4, 'intangible', 'CAS 6');
  if (isAsset) return row(3, 'unrecognised', 'CAS 6');
  if (purpose === 'service' && inputs.fulfilsContract) return row(6, 'contractCost', 'CAS 14');
  if (formation.hasCosts) return row(5, 'unrecognised', 'CAS 6');
  return row(7, 'unrecognised', 'CAS 14');
};

const row = (
  rule: number,
  carriedAs: BookClass,
  standard: RecognitionResult['standard'],
): RecognitionResult => ({ rule, carriedAs, standard });
