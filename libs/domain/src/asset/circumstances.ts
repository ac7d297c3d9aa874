/**
 * How the data came about, as far as the right to register depends on it (guide art. 15, 21). Where
 * a member is absent, the applicant states that it does not apply.
 */
export type Circumstances = {
  /** The applicant processed the data for somebody else (受托处理). */
  readonly entrusted?: {
    /** SHA-256 of the contract by which the rights are the processor's all the same, hex. */
    readonly agreedRightsDigest?: string;
  };
  /** The data was made by several parties together (融合). */
  readonly jointFusion?: {
    readonly participantPartyIds: readonly string[];
    /** Whether their contract says who has the operation right; it is the right's proof then. */
    readonly contractAllocates: boolean;
    /** Consents of the other participants to an operation right of the applicant. */
    readonly consents: readonly { readonly partyId: string; readonly digest: string }[];
  };
  /** A product of public data under authorised operation (公共数据授权运营). */
  readonly authorisedOperation?: {
    /** Its number on the public-data registration platform. */
    readonly platformRegistrationNo?: string;
  };
  /** Of data gathered by automated means: a product that does not replace the source's. */
  readonly notSubstituting?: {
    readonly statement: string;
    /** SHA-256 of the evidence, hex. */
    readonly digest: string;
  };
  /** Inclusive last day of the agreement that the data came by. */
  readonly sourceAgreementUntil?: string;
};
