/** Injection token of the `EvidenceConfiguration`. */
export const EVIDENCE_CONFIGURATION = Symbol('EvidenceConfiguration');
