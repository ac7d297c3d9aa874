/** Facts of `party-<partyId>`: who an organisation is. Natural persons cannot be parties. */

export type PartyClass = 'enterprise' | 'governmentOrgan' | 'publicInstitution' | 'other';

/** An entry in a register of organisations: GB 32100 code, ISO 17442 LEI, or a foreign register. */
export type PartyIdentifier = {
  readonly kind: 'uscc' | 'lei' | 'foreign';
  readonly value: string;
};

export type PartyEvent =
  | {
      readonly type: 'PartyRegistered';
      readonly data: {
        readonly partyId: string;
        readonly identifier: PartyIdentifier;
        readonly name: string;
        readonly partyClass: PartyClass;
        /** Why a code whose check character fails was taken all the same. */
        readonly checkOverrideReason?: string;
      };
    }
  | {
      readonly type: 'PartyVerified';
      readonly data: {
        readonly partyId: string;
        /** What was looked at, e.g. a business licence. */
        readonly evidence: string;
        /** SHA-256 of the document, hex. */
        readonly documentDigest?: string;
      };
    };
