/** The reasons for which the rules of policies say no. Stable for ever: part of the API. */
export type PolicyRefusal =
  /** No policy of that name, or none of that party. */
  | 'policy_not_found'
  /** Only an administrator, or the party whose policy it is, adopts a version. */
  | 'policy_not_own'
  /** A policy of the ledger was addressed to a party, or the other way round. */
  | 'policy_owner_wrong'
  /** The content is not of the policy's shape; `faults` names the members. */
  | 'policy_content_invalid'
  /** A version can only begin today or later: what was decided stays decided. */
  | 'policy_from_past'
  /** Another registrar's certificates carry the region and digit. */
  | 'registrar_code_taken';
