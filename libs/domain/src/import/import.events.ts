import type { SchemeName } from '../policy/scheme.js';
import type { ImportDefaults } from './import-defaults.js';
import type { RowRemark } from './row-remark.js';

/** Facts of `import-<importId>`: an inventory that was handed in, and what became of each row. */

export type SheetFormat = 'csv' | 'xlsx' | 'ndjson';

/**
 * accepted: applied for by this import; drafted: kept as a draft, because the scheme asks for more;
 * alreadyThere: the ledger had it before; refused: see why.
 */
export type RowOutcome = 'accepted' | 'drafted' | 'alreadyThere' | 'refused';

export type ReportedRow = {
  /** The number that a person sees beside the row; the header is row 1 of a sheet. */
  readonly row: number;
  readonly externalNumber?: string;
  readonly name?: string;
  readonly outcome: RowOutcome;
  /** Absent where the row is refused before there is an asset. */
  readonly assetId?: string;
  /** Why it is refused, everything at once. */
  readonly problems: readonly RowRemark[];
  /** What a reader should know of an accepted row, of a draft or of one already there. */
  readonly notes: readonly RowRemark[];
};

export type OutcomeCounts = {
  readonly [outcome in Exclude<RowOutcome, 'drafted'>]: number;
} & {
  /** Absent where there are none. */
  readonly drafted?: number;
};

export type ImportEvent =
  | {
      readonly type: 'ImportStarted';
      readonly data: {
        readonly importId: string;
        readonly applicantPartyId: string;
        /** Version of `party-<applicantPartyId>` at which it was seen to be registered. */
        readonly applicantVersion: number;
        /** SHA-256 of the file, hex. */
        readonly fileDigest: string;
        /** SHA-256 of the pieces, in order, in which the document store keeps the file. */
        readonly filePartDigests: readonly string[];
        readonly fileName?: string;
        readonly fileBytes: number;
        readonly format: SheetFormat;
        /** Rows of the file, the header and empty ones not counted. */
        readonly rowCount: number;
        /** Headers that no field of an application has; what stands below them is not read. */
        readonly ignoredColumns: readonly string[];
        readonly scheme: SchemeName;
        /** Who keeps the register; absent: the applicant itself. */
        readonly registrarPartyId?: string;
        readonly defaults: ImportDefaults;
      };
    }
  | {
      /** What became of the next rows; the rows of one import are reported once, in order. */
      readonly type: 'ImportRowsReported';
      readonly data: { readonly importId: string; readonly rows: readonly ReportedRow[] };
    }
  | {
      readonly type: 'ImportCompleted';
      readonly data: { readonly importId: string; readonly counts: OutcomeCounts };
    }
  | {
      /** Somebody of the applicant no longer wants it: rows that are not under way are left. */
      readonly type: 'ImportCancellationRequested';
      readonly data: { readonly importId: string };
    }
  | {
      /** The rows under way were reported; rows that were taken stay as they are. */
      readonly type: 'ImportCancelled';
      readonly data: { readonly importId: string; readonly counts: OutcomeCounts };
    }
  | {
      /** The file could not be read to its end; rows reported before stay as they are. */
      readonly type: 'ImportFailed';
      readonly data: { readonly importId: string; readonly code: string };
    };
