/** On what a data export rests (CAC Order 16; Network Data Security Regulation art. 35–37). */
export const exportBases = [
  /** Neither personal nor important data (art. 3). */
  'noPersonalOrImportant',
  /** Data from abroad that only passes through (art. 4). */
  'transit',
  /** Contract, human resources, emergency (art. 5 para. 1 no. 1–3). */
  'necessity',
  /** Few persons (art. 5 para. 1 no. 4). */
  'belowThreshold',
  /** Outside the negative list of a free-trade zone (art. 6). */
  'freeTradeZone',
  'standardContract',
  'certification',
  'securityAssessment',
] as const;
export type ExportBasis = (typeof exportBases)[number];

/** Facts of `export-<partyId>-<yyyy>`: what an organisation provided abroad in a year (Shanghai). */
export type ExportEvent =
  | {
      readonly type: 'ExportDeclared';
      readonly data: {
        readonly exportId: string;
        readonly exporterPartyId: string;
        /** Calendar year in Shanghai: the counters begin anew on 1 January. */
        readonly year: number;
        readonly on: string;
        /** ISO 3166-1 alpha-2 code of the receiver's country or region. */
        readonly destination: string;
        readonly receiver: string;
        /** The order of the exchange that it belongs to. */
        readonly orderId?: string;
        readonly basis: ExportBasis;
        readonly isImportant: boolean;
        /** Persons not declared before this year, whose information is not sensitive. */
        readonly persons: number;
        readonly sensitivePersons: number;
        /** What predecessors had counted this year by then: it counts with the exporter's own. */
        readonly inherited?: { readonly persons: number; readonly sensitivePersons: number };
        /** SHA-256 of the filing, certificate or assessment result, hex. */
        readonly documentDigest?: string;
        /** Version of the policy `cross-border`. */
        readonly policyVersion: number;
      };
    }
  | {
      /** Declared by mistake, or it did not happen: it counts no more. */
      readonly type: 'ExportWithdrawn';
      readonly data: {
        readonly exportId: string;
        readonly exporterPartyId: string;
        readonly year: number;
        readonly reason: string;
      };
    };

export type ExportDeclaration = Extract<ExportEvent, { readonly type: 'ExportDeclared' }>['data'];
