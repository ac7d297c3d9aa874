import { PostgresAccessRecords } from './postgres-access-records.js';
import { PostgresApiKeys } from './postgres-api-keys.js';
import { PostgresDocuments } from './postgres-documents.js';
import { PostgresPersons } from './postgres-persons.js';
import type { SideStores } from './side-stores.js';
import type { Sql } from './sql.js';

/** The side stores in the schema `side`. */
export const postgresSideStores = (sql: Sql): SideStores => ({
  persons: new PostgresPersons(sql),
  apiKeys: new PostgresApiKeys(sql),
  accessRecords: new PostgresAccessRecords(sql),
  documents: new PostgresDocuments(sql),
});
