import { DocumentTooLarge } from '@ledger/database/side/side-stores.js';
import { Refused } from '@ledger/domain/refusal.js';
import { AppendTooLarge, LogOverloaded, LogUnavailable } from '@ledger/event-store/event-log.js';
import { Busy, KeyReused, StaleVersion, StreamFull } from '@ledger/event-store/loop-errors.js';
import { isPassingDatabaseError } from '@ledger/read-model/passing.js';
import { HttpException } from '@nestjs/common';
import type { EdgeCode } from './edge.problems.js';
import { HttpProblem, problem } from './http-problem.js';
import type { ProblemOptions } from './http-problem.js';
import type { ProblemCode } from './problem-table.js';

/** An error as the answer will tell it. */
export interface FoundProblem {
  readonly code: ProblemCode;
  readonly options: ProblemOptions;
}

/** What an error of any origin answers. What nobody foresaw is `internal`. */
export const problemOf = (error: unknown): FoundProblem => {
  if (error instanceof HttpProblem) return error;
  if (error instanceof Refused)
    return { code: error.code, options: { obstacles: error.obstacles } };
  return ofTheLog(error) ?? ofTheFramework(error) ?? ofTheDatabase(error) ?? problem('internal');
};

const ofTheLog = (error: unknown): FoundProblem | undefined => {
  if (error instanceof StaleVersion) {
    const { expected, actual } = error;
    return problem('stale_version', { obstacles: { expected, actual } });
  }
  if (error instanceof KeyReused) return problem('key_reused');
  if (error instanceof StreamFull) {
    return problem('stream_full', { obstacles: { eventsMax: error.eventsMax } });
  }
  if (error instanceof AppendTooLarge || error instanceof DocumentTooLarge) {
    return problem('too_large');
  }
  if (error instanceof Busy || error instanceof LogOverloaded) {
    return problem('busy', { retryAfterSeconds: error.retryAfterSeconds });
  }
  if (error instanceof LogUnavailable) return problem('log_unavailable', { cause: error });
  return undefined;
};

const ofTheDatabase = (error: unknown): FoundProblem | undefined =>
  isPassingDatabaseError(error)
    ? problem('unavailable', { cause: error, retryAfterSeconds: 2 })
    : undefined;

/** Errors of Nest and Fastify: those with a name of their own first, then by status. */
const ofTheFramework = (error: unknown): FoundProblem | undefined => {
  const source = error instanceof HttpException ? (error.cause ?? error) : error;
  if (!(source instanceof Error)) return undefined;
  const { code, statusCode } = source as Error & { code?: unknown; statusCode?: unknown };
  const named = typeof code === 'string' ? fastifyCodes[code] : undefined;
  if (named) return ofTheCode(named);
  const status = error instanceof HttpException ? error.getStatus() : statusCode;
  const byStatus = typeof status === 'number' ? statusCodes[status] : undefined;
  return byStatus ? ofTheCode(byStatus) : undefined;
};

/** What the framework refuses comes without the particulars that the words ask for. */
const ofTheCode = (code: EdgeCode): HttpProblem =>
  code === 'unsupported_media_type'
    ? problem(code, { obstacles: { accepts: ['application/json'] } })
    : problem(code);

const fastifyCodes: Readonly<Record<string, EdgeCode>> = {
  FST_ERR_CTP_INVALID_JSON_BODY: 'invalid_json',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'invalid_json',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported_media_type',
  FST_ERR_CTP_BODY_TOO_LARGE: 'too_large',
  FST_ERR_MAX_PARAM_LENGTH: 'uri_too_long',
  FST_INVALID_MULTIPART_CONTENT_TYPE: 'unsupported_media_type',
};

const statusCodes: Readonly<Record<number, EdgeCode>> = {
  400: 'invalid_request',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not_found',
  405: 'method_not_allowed',
  406: 'not_acceptable',
  408: 'request_timeout',
  409: 'conflict',
  413: 'too_large',
  414: 'uri_too_long',
  415: 'unsupported_media_type',
  429: 'too_many_requests',
  431: 'headers_too_large',
  503: 'unavailable',
};
