import { appendContract } from './contract/append.contract.js';
import { chainContract } from './contract/chain.contract.js';
import { followContract } from './contract/follow.contract.js';
import type { OpenLog } from './contract/log-under-test.js';
import { modelContract } from './contract/model.contract.js';
import { repeatContract } from './contract/repeat.contract.js';
import { snapshotContract } from './contract/snapshot.contract.js';

/**
 * What every adapter of the event log must do; each adapter's spec runs all of it. `histories` is
 * the number of random histories that are compared with a model.
 */
export const eventLogContract = (open: OpenLog, { histories }: { histories: number }): void => {
  appendContract(open);
  repeatContract(open);
  chainContract(open);
  snapshotContract(open);
  followContract(open);
  modelContract(open, histories);
};
