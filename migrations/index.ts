import { EventLog1795000000001 } from './0001-event-log.js';
import { ReadModels1795000000002 } from './0002-read-models.js';
import { SideStores1795000000003 } from './0003-side-stores.js';

/** All migrations, in order. Forward only: what was released is never edited. */
export const migrations = [EventLog1795000000001, ReadModels1795000000002, SideStores1795000000003];
