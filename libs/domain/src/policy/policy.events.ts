import type { JsonObject } from '../json.js';

/** Facts of `policy-<name>` and `policy-<name>-<partyId>`: the parameters that decisions rest on. */
export type PolicyEvent = {
  readonly type: 'PolicyAdopted';
  readonly data: {
    readonly name: string;
    /** Whose policy it is; absent: the ledger's own, for all who have none of their own. */
    readonly partyId?: string;
    /** The whole content of this version, of the shape that the policy's definition describes. */
    readonly content: JsonObject;
    /** First day (Asia/Shanghai) on which decisions follow this version. */
    readonly from: string;
    readonly reason: string;
  };
};
