import { EventLog1795000000001 } from './0001-event-log.js';

/** All migrations, in order. Forward only: what was released is never edited. */
export const migrations = [EventLog1795000000001];
