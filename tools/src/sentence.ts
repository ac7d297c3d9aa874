import { EmbeddedPostgresFailure } from '@ledger/database/embedded/failure.js';
import { BadConfiguration } from '@ledger/http/environment.js';
import { languageOf } from './language.js';
import { StartFailure } from './start-failure.js';

/** One sentence where the reason is known; else everything, for then it is a bug. */
export const sentenceOf = (error: unknown): string => {
  if (error instanceof StartFailure || error instanceof EmbeddedPostgresFailure) {
    return error.text(languageOf(process.env));
  }
  if (error instanceof BadConfiguration) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
};
