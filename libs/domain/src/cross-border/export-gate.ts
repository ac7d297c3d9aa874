import { refuse } from '../refusal.js';
import type { ExportDeclaration } from './cross-border.events.js';
import type { ExportYear } from './cross-border.state.js';

/** A delivery that leaves the country, and what its exporter has declared (pattern 2). */
export interface Abroad {
  /** Calendar year in Shanghai: each year in which data leaves has counters of its own. */
  readonly year: number;
  /** ISO 3166-1 alpha-2 code, where the seller named one. */
  readonly destination?: string;
  readonly isImportant: boolean;
  readonly isPersonal: boolean;
  /** Declarations of the year for this order that were not withdrawn. */
  readonly declared: readonly Declared[];
}

type Declared = Pick<
  ExportDeclaration,
  'exportId' | 'destination' | 'basis' | 'isImportant' | 'documentDigest'
>;

/** What a delivery keeps of the declaration that it relied on. */
export type Exported = {
  readonly exportId: string;
  readonly year: number;
  readonly destination: string;
};

/** The exporter's declarations for an order, as his year has them. */
export const declaredFor = (
  { declared }: ExportYear,
  orderId: string,
  destination?: string,
): readonly Declared[] =>
  [...declared.values()].filter(
    (one) =>
      one.orderId === orderId &&
      !one.isWithdrawn &&
      (destination === undefined || one.destination === destination),
  );

/**
 * Data goes abroad on a declared basis only (CAC Order 16; Network Data Security Regulation art. 35),
 * important data after its security assessment (art. 37), and personal information is not declared as
 * none (PIPL art. 38). The persons count in the exporter's year with the declaration itself.
 */
export const checkExport = (
  orderId: string,
  { year, destination, isImportant, isPersonal, declared }: Abroad,
): Exported => {
  const named = destination === undefined ? {} : { destination };
  if (declared.length === 0) return refuse('order_export_undeclared', { orderId, year, ...named });
  const assessed = isImportant ? declared.filter(isAssessed) : declared;
  const exportIds = declared.map(({ exportId }) => exportId);
  if (assessed.length === 0) return refuse('order_export_unassessed', { orderId, exportIds });
  const stated = assessed.filter(({ basis }) => !isPersonal || basis !== 'noPersonalOrImportant');
  const last = stated.at(-1) ?? refuse('order_export_understated', { orderId, exportIds });
  return { exportId: last.exportId, year, destination: last.destination };
};

const isAssessed = ({ isImportant, basis, documentDigest }: Declared): boolean =>
  isImportant && basis === 'securityAssessment' && documentDigest !== undefined;
