/** Whose pledges are searched. */
export type SearchedPledgor = {
  readonly partyId: string;
  /** The name by which it was named, present or earlier; absent: by id or code alone. */
  readonly name?: string;
};

/** What was asked: one asset, the pledges that one party gave, or both at once. */
export type SearchQuery =
  | {
      readonly kind: 'asset';
      readonly assetId: string;
      /** The registration certificate by which the asset was named; absent: by its id. */
      readonly certificateNo?: string;
      /** Whose other pledges were searched along; absent: the asset alone. */
      readonly pledgor?: SearchedPledgor;
    }
  | ({ readonly kind: 'pledgor' } & SearchedPledgor);

/** The party whose pledges are searched, alone or beside an asset. */
export const pledgorIn = (query: SearchQuery): SearchedPledgor | undefined =>
  query.kind === 'pledgor' ? query : query.pledgor;

/** `none`: nothing stands on it as of the position, as far as this ledger knows. */
export type SearchFinding = 'none' | 'encumbered';

/** Facts of `search-<no>`: a search, and the certificate that was made of it. */
export type PledgeSearchEvent =
  | {
      /** A lender searched; what was found is kept among the documents under its digest. */
      readonly type: 'PledgeSearched';
      readonly data: {
        readonly no: string;
        readonly query: SearchQuery;
        /** Why, in the searcher's words; not printed on the certificate. */
        readonly purpose: string;
        readonly searcherPartyId: string;
        /** Instant of the search, RFC 3339 UTC. */
        readonly searchedAt: string;
        /** Position of the log that the result has seen. */
        readonly asOf: number;
        readonly finding: SearchFinding;
        /** SHA-256 of the RFC 8785 JSON of the result, hex: where it is kept. */
        readonly resultDigest: string;
      };
    }
  | {
      /** The certificate is signed; these bytes are it for ever. */
      readonly type: 'SearchCertificateIssued';
      readonly data: {
        readonly no: string;
        /** SHA-256 of the certificate's bytes, hex: where it is kept. */
        readonly certificateDigest: string;
        /** Size of the checkpoint that is embedded. */
        readonly treeSize: number;
        /** RFC 7638 thumbprint of the key that signed. */
        readonly keyId: string;
      };
    };
