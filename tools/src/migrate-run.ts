import { databaseOf, dataDirOf } from './configuration.js';
import { migrateEmbedded, prepareGiven, startEmbedded } from './database.js';
import { loadEnvironmentFile } from './environment-file.js';
import { languageOf } from './language.js';
import { root } from './root.js';
import { sentenceOf } from './sentence.js';

const done = {
  en: 'The database is up to date.',
  zh: '数据库已是最新版本。',
};

/** `npm run migrate`: brings the configured database up to date. Answers the exit code. */
export const runMigrate = async (): Promise<number> => {
  loadEnvironmentFile();
  try {
    await migrated(process.env);
    console.log(done[languageOf(process.env)]);
    return 0;
  } catch (error) {
    console.error(sentenceOf(error));
    return 1;
  }
};

const migrated = async (env: NodeJS.ProcessEnv): Promise<void> => {
  const choice = databaseOf(env);
  if (choice.kind === 'given') {
    await prepareGiven(choice);
    return;
  }
  const server = await startEmbedded(dataDirOf(env, root), choice);
  try {
    await migrateEmbedded(server);
  } finally {
    await server.stop();
  }
};
