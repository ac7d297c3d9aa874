import { appendContract } from './contract/append.contract.js';
import { chainContract } from './contract/chain.contract.js';
import { followContract } from './contract/follow.contract.js';
import type { OpenLog } from './contract/log-under-test.js';
import { repeatContract } from './contract/repeat.contract.js';
import { snapshotContract } from './contract/snapshot.contract.js';

/** What every adapter of the event log must do; each adapter's spec runs all of it. */
export const eventLogContract = (open: OpenLog): void => {
  appendContract(open);
  repeatContract(open);
  chainContract(open);
  snapshotContract(open);
  followContract(open);
};
