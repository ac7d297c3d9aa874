import { loadEnvironmentFile } from './environment-file.js';
import { openDatabase } from './open-database.js';
import { sentenceOf } from './sentence.js';
import { runVerify } from './verify/run.js';

/**
 * `npm run verify`: finds the database as every other command does, the embedded one too; all the
 * rest is the verifier's own code. Answers the exit code.
 */
export const runVerifyLog = async (args: readonly string[]): Promise<number> => {
  loadEnvironmentFile();
  const { env } = process;
  const isNamed = (env['DATABASE_URL'] ?? '') !== '';
  const isAsked = args.some((arg) => /^--checkpoint(=|$)/.test(arg));
  const isOfFile = args.some((arg) => /^--export(=|$)/.test(arg));
  if (isNamed || isOfFile || !isAsked) return runVerify(args, env, console.log);
  try {
    const database = await openDatabase(env);
    try {
      return await runVerify(args, { ...env, DATABASE_URL: database.appUrl }, console.log);
    } finally {
      await database.close();
    }
  } catch (error) {
    console.error(sentenceOf(error));
    return 2;
  }
};
