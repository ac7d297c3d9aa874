import { databaseOf, dataDirOf } from './configuration.js';
import { migrateEmbedded, prepareGiven, startEmbedded } from './database.js';
import { root } from './root.js';

/** The database that the environment names, ready to be used. */
export interface OpenDatabase {
  readonly appUrl: string;
  /** Absent where only the application's role is named. */
  readonly ownerUrl?: string;
  /** Stops an embedded server, unless another process looks after it. */
  close(): Promise<void>;
}

/** Starts the embedded database or checks the given one. Throws `StartFailure`. */
export const openDatabase = async (env: NodeJS.ProcessEnv): Promise<OpenDatabase> => {
  const choice = databaseOf(env);
  if (choice.kind === 'given') {
    const { ownerUrl } = choice;
    const appUrl = await prepareGiven(choice);
    return {
      appUrl,
      ...(ownerUrl === undefined ? {} : { ownerUrl }),
      close: async () => undefined,
    };
  }
  const server = await startEmbedded(dataDirOf(env, root), choice);
  const close = (): Promise<void> => server.stop();
  try {
    return { appUrl: await migrateEmbedded(server), ownerUrl: server.ownerUrl('ledger'), close };
  } catch (error) {
    await close();
    throw error;
  }
};

/** Address of the event store where the log is not in Postgres. */
export const eventStoreUrlOf = (env: NodeJS.ProcessEnv): string | undefined => {
  const url = env['EVENT_STORE_URL']?.trim();
  return url === undefined || url === '' ? undefined : url;
};
