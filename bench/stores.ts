import { ledgerLog } from './ledger-log.js';
import { act } from './peers/act.js';
import { castore } from './peers/castore.js';
import { emmett } from './peers/emmett.js';
import { messageDbCategoryEach, messageDbOneCategory } from './peers/message-db.js';
import { rawInserts } from './raw-insert.js';
import type { Store } from './store.js';

/** All that is measured, in the order in which it takes turns. */
export const stores: readonly Store[] = [
  ledgerLog,
  castore,
  messageDbCategoryEach,
  messageDbOneCategory,
  emmett,
  act,
  rawInserts,
];
