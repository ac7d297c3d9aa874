import { idOf } from '@ledger/contracts/dataspace/protocol.js';
import type { Pids } from '@ledger/contracts/dataspace/read-message.js';
import { problem } from '@ledger/http/problems/http-problem.js';

/** Whether an id in a message names the process of ours that the path names. */
const isOwnPid = (inPath: string, named: string): boolean => idOf(inPath) === idOf(named);

/**
 * Of the two ids in a message one is the path's; the other one is the sender's. Throws `not_found`
 * where it is about another process than its path.
 */
export const theirs = (pid: string, { providerPid, consumerPid }: Pids): string => {
  if (isOwnPid(pid, providerPid)) return consumerPid;
  if (isOwnPid(pid, consumerPid)) return providerPid;
  throw problem('not_found');
};
