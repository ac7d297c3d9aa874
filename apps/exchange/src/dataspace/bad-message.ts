import { BadMessage } from '@ledger/contracts/dataspace/read-values.js';
import { problem } from '@ledger/http/problems/http-problem.js';

/** Runs what reads a message; a message that is none is told as any other wrong input. */
export const reading = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof BadMessage)) throw error;
    throw problem('invalid_request', { errors: [{ in: 'body', ...error.fault }] });
  }
};
