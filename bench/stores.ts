import { ledgerLog } from './ledger-log.js';
import { act, actWithoutDates } from './peers/act.js';
import { castore } from './peers/castore.js';
import { emmett } from './peers/emmett.js';
import { messageDbCategoryEach, messageDbOneCategory } from './peers/message-db.js';
import { rawInserts } from './raw-insert.js';
import type { Role, Store } from './store.js';

/** All that is measured, in the order in which it takes turns. */
export const stores: readonly Store[] = [
  ledgerLog,
  castore,
  messageDbCategoryEach,
  messageDbOneCategory,
  emmett,
  act,
  actWithoutDates,
  rawInserts,
];

const of = (...roles: readonly Role[]): readonly Store[] =>
  stores.filter(({ role }) => roles.includes(role));

/** Those that append to streams of their own, to one stream that all share, and that read. */
export const appending = of('ours', 'peer', 'yardstick');
export const sharing = of('ours', 'peer');
export const reading = of('ours', 'peer', 'variant');
