import { isDate } from '../calendar.js';
import { isShare, sumToOne } from '../fraction.js';
import { refuse } from '../refusal.js';
import type { AssetSource, RightStatement } from './asset.events.js';
import type { Circumstances } from './circumstances.js';

/** Lines of one rights statement, at most. */
export const rightsMax = 20;
/** Joint holders of one line, at most. */
export const holdersMax = 20;

const digestForm = /^[0-9a-f]{64}$/;

/** Refuses a rights statement at the first thing that is wrong with it. */
export const checkRights = (
  rights: readonly RightStatement[],
  source: AssetSource,
  applicantPartyId: string,
  circumstances?: Circumstances,
): void => {
  for (const check of rightsChecks(rights, source, applicantPartyId, circumstances)) check();
};

/**
 * Who may register which rights: guide (国数综政策〔2026〕35号) art. 15 and 21. Data gathered by
 * automated means gives nobody an operation right, unless in a product that does not replace the
 * source's; elsewhere an operation right needs its proof. Holding and processing of data got by
 * agreement are what the contract says: the basis names it. The three rights are independent (art. 21
 * last paragraph): any of them may be registered alone.
 */
export const rightsChecks = (
  rights: readonly RightStatement[],
  source: AssetSource,
  applicantPartyId: string,
  circumstances?: Circumstances,
): readonly (() => void)[] => [
  () => checkCount(rights),
  () => checkIds(rights),
  ...rights.map((line, index) => () => checkLine(line, source, `rights[${index}]`, circumstances)),
  () => checkApplicantHolds(rights, applicantPartyId),
];

const checkCount = (rights: readonly RightStatement[]): void => {
  if (rights.length < 1 || rights.length > rightsMax) {
    return refuse('rights_count_invalid', { field: 'rights', rightsMax });
  }
};

const checkApplicantHolds = (rights: readonly RightStatement[], applicantPartyId: string): void => {
  const holders = rights.flatMap((line) => line.holders);
  if (!holders.some(({ partyId }) => partyId === applicantPartyId)) {
    return refuse('applicant_holds_no_right', { field: 'rights' });
  }
};

const checkIds = (rights: readonly RightStatement[]): void => {
  const seen = new Set<string>();
  rights.forEach(({ holdingId }, index) => {
    if (seen.has(holdingId)) {
      return refuse('holding_id_repeated', { field: `rights[${index}].holdingId`, holdingId });
    }
    return void seen.add(holdingId);
  });
};

/** One line by itself: also what a registrar records in the title later. */
export const checkLine = (
  line: RightStatement,
  source: AssetSource,
  field: string,
  circumstances?: Circumstances,
): void => {
  const { holdingId } = line;
  if (line.basis.trim() === '') {
    return refuse('application_field_missing', { field: `${field}.basis`, holdingId });
  }
  checkHolders(line, field);
  checkPeriod(line, field);
  checkDigest(line.proofDigest, `${field}.proofDigest`, holdingId);
  if (line.right !== 'operation') return;
  if (source === 'automatedPublic' && circumstances?.notSubstituting === undefined) {
    return refuse('operation_right_not_for_automated_data', { field: `${field}.right`, holdingId });
  }
  if (line.proofDigest === undefined) {
    return refuse('operation_right_proof_required', { field: `${field}.proofDigest`, holdingId });
  }
};

/** A digest, where there is one, is a SHA-256 in hex. */
export const checkDigest = (
  digest: string | undefined,
  field: string,
  holdingId?: string,
): void => {
  if (digest !== undefined && !digestForm.test(digest)) {
    return refuse('proof_digest_malformed', { field, ...(holdingId && { holdingId }) });
  }
};

const checkHolders = ({ holders, holdingId }: RightStatement, field: string): void => {
  const parties = new Set(holders.map(({ partyId }) => partyId));
  if (holders.length < 1 || holders.length > holdersMax || parties.size < holders.length) {
    return refuse('holders_invalid', { field: `${field}.holders`, holdingId, holdersMax });
  }
  const shares = holders.flatMap(({ share }) => (share === undefined ? [] : [share]));
  if (shares.length === 0) return;
  if (shares.length < holders.length || !shares.every(isShare) || !sumToOne(shares)) {
    return refuse('shares_invalid', { field: `${field}.holders`, holdingId });
  }
};

/** Dates exist and the first is not after the last. */
export const checkPeriod = (
  { from, until }: { readonly from: string; readonly until?: string },
  field: string,
): void => {
  if (!isDate(from)) return refuse('date_invalid', { field: `${field}.from` });
  if (until === undefined) return;
  if (!isDate(until)) return refuse('date_invalid', { field: `${field}.until` });
  if (from > until) return refuse('period_reversed', { field: `${field}.until`, from, until });
};
