import type { JsonObject } from '../json.js';
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
export const checkExport = (orderId: string, abroad: Abroad): Exported => {
  const { gap, exported } = reliedOn(orderId, abroad);
  return exported ?? refuse(gap.code, gap.obstacles);
};

/**
 * The same for one use of a licence: the gate to delivery systems answers it as it does whatever
 * else forbids a use.
 */
export const checkUseAbroad = (orderId: string, abroad: Abroad): void => {
  const { gap } = reliedOn(orderId, abroad);
  if (gap !== undefined) refuse('use_abroad_not_covered', { ...gap.obstacles, because: gap.code });
};

type Gap = { readonly code: ExportGap; readonly obstacles: JsonObject };
type ExportGap = 'order_export_undeclared' | 'order_export_unassessed' | 'order_export_understated';
type Relied =
  | { readonly exported: Exported; readonly gap?: undefined }
  | { readonly gap: Gap; readonly exported?: undefined };

/** The declaration on which data may go abroad, or what is missing. */
const reliedOn = (
  orderId: string,
  { year, destination, isImportant, isPersonal, declared }: Abroad,
): Relied => {
  const named = destination === undefined ? {} : { destination };
  const exportIds = declared.map(({ exportId }) => exportId);
  const lacks = (code: ExportGap, more: JsonObject): Relied => ({
    gap: { code, obstacles: { orderId, ...more } },
  });
  if (declared.length === 0) return lacks('order_export_undeclared', { year, ...named });
  const assessed = isImportant ? declared.filter(isAssessed) : declared;
  if (assessed.length === 0) return lacks('order_export_unassessed', { exportIds });
  const stated = assessed.filter(({ basis }) => !isPersonal || basis !== 'noPersonalOrImportant');
  const last = stated.at(-1);
  if (last === undefined) return lacks('order_export_understated', { exportIds });
  return { exported: { exportId: last.exportId, year, destination: last.destination } };
};

const isAssessed = ({ isImportant, basis, documentDigest }: Declared): boolean =>
  isImportant && basis === 'securityAssessment' && documentDigest !== undefined;
