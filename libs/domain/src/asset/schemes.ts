import type { SchemeReference } from './asset.events.js';

/** Fields of an application that a scheme may require; the rights statement and holder always are. */
export type RequiredField = 'name' | 'summary' | 'source' | 'form';

/** A limit of the application form in characters, and what going beyond it means. */
export type TextLimit = {
  readonly field: 'name' | 'summary';
  readonly charactersMax: number;
  readonly beyond: 'warn' | 'refuse';
  /** Names the rule in warnings; stable. */
  readonly rule: string;
};

/**
 * The rules an application is judged by, as parameters. A version never changes once released: a
 * change is a new version, and what was decided under the old one stays decided.
 */
export type Scheme = {
  readonly reference: SchemeReference;
  readonly required: readonly RequiredField[];
  readonly textLimits: readonly TextLimit[];
  /** Who keeps the register: `applicant` means the holder itself. */
  readonly registrar: 'applicant';
  readonly certificate: {
    readonly prefix: string;
    /** Digits of the serial, which counts the registrar's certificates of a month. */
    readonly serialDigits: number;
    /** Whether anybody may look the number up. */
    readonly isPublic: boolean;
  };
};

export type SchemeName = SchemeReference['name'];

/**
 * A holder's own ledger: text limits of the guide's form (annex 1) only warn, no clocks, no
 * publicity, valid until ended, the number unknown to the public. It makes no claim against third
 * parties, so it takes core-grade data, organs' data and derived data without named sources, which
 * the national scheme does not.
 */
const inHouse: Scheme = {
  reference: { name: 'in-house', version: 1 },
  required: ['name', 'summary', 'source', 'form'],
  textLimits: [
    { field: 'name', charactersMax: 40, beyond: 'warn', rule: 'guide_annex_1_name_40' },
    { field: 'summary', charactersMax: 400, beyond: 'warn', rule: 'guide_annex_1_summary_400' },
  ],
  registrar: 'applicant',
  certificate: { prefix: 'N', serialDigits: 6, isPublic: false },
};

const schemes: Readonly<Record<SchemeName, Scheme>> = { 'in-house': inHouse };

/** The scheme in the version that new applications are judged by. */
export const schemeOf = (name: SchemeName): Scheme => schemes[name];

/** The highest serial that a scheme's certificate number can hold. */
export const serialMax = ({ certificate }: Scheme): number => 10 ** certificate.serialDigits - 1;

/**
 * A certificate number: prefix, first 8 hex digits of the registrar's party id, year and month,
 * serial, e.g. `N6f1d3c52202611000001`. `month` is `yyyy-MM`.
 */
export const certificateNumber = (
  { certificate }: Scheme,
  registrarPartyId: string,
  month: string,
  serial: number,
): string =>
  certificate.prefix +
  registrarPartyId.slice(0, 8) +
  month.replace('-', '') +
  String(serial).padStart(certificate.serialDigits, '0');

/** Numbers are drawn from one series per registrar and month (`yyyy-MM`), without gaps. */
export const certificateSeries = (registrarPartyId: string, month: string): string =>
  `certificate-${registrarPartyId}-${month}`;
