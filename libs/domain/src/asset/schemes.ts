import type { RegistrarDesignation } from '../policy/registrar.policy.js';
import type { Scheme } from '../policy/scheme.js';

/** The highest serial that a scheme's certificate number can hold. */
export const serialMax = ({ certificate }: Scheme): number => 10 ** certificate.serialDigits - 1;

/** Who numbers, and how the scheme says so in the number. */
type Registrar = {
  readonly partyId: string;
  /** Absent where the scheme's numbers do not name one. */
  readonly designation?: RegistrarDesignation | undefined;
};

/**
 * A certificate number: prefix, registrar, year and month, serial. `SJ4412026090001` has region 44
 * and registrar 1 (guide, annex 6: 15 characters); in-house `N6f1d3c52202611000001` has the first 8
 * hex digits of the holder's party id. `month` is `yyyy-MM`.
 */
export const certificateNumber = (
  scheme: Scheme,
  registrar: Registrar,
  month: string,
  serial: number,
): string =>
  `${headOf(scheme, registrar)}${month.replace('-', '')}` +
  String(serial).padStart(scheme.certificate.serialDigits, '0');

/**
 * Numbers are drawn from one series per registrar and month (`yyyy-MM`), without gaps. The series is
 * named by what the numbers begin with, so that no two series give the same number.
 */
export const certificateSeries = (scheme: Scheme, registrar: Registrar, month: string): string =>
  scheme.certificate.registrarCode === 'partyId'
    ? `certificate-${registrar.partyId}-${month}`
    : `certificate-${headOf(scheme, registrar)}-${month}`;

const headOf = ({ certificate }: Scheme, { partyId, designation }: Registrar): string => {
  if (certificate.registrarCode === 'partyId') return certificate.prefix + partyId.slice(0, 8);
  if (designation === undefined) throw new Error(`Registrar ${partyId} has no designation.`);
  return certificate.prefix + designation.region + designation.digit;
};
