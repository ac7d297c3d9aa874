import type { JsonObject } from '@ledger/domain/json.js';
import type { EdgeCode } from './edge.problems.js';

/** One thing that is wrong with the request, in both languages. */
export interface InputError {
  readonly in: 'body' | 'query' | 'path' | 'header';
  /** JSON pointer to the value in that part; for a header its name. */
  readonly pointer: string;
  readonly zh: string;
  readonly en: string;
}

export interface ProblemOptions {
  /** What stands in the way; fills the placeholders of the detail. */
  readonly obstacles?: JsonObject;
  readonly errors?: readonly InputError[];
  /** For 503; one second when absent. */
  readonly retryAfterSeconds?: number;
  /** Further headers of the answer, e.g. `Allow`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** What led to it; logged where the answer is a 5xx, never shown. */
  readonly cause?: unknown;
}

/** The edge says no. Thrown through `problem(code)`; the filter turns it into an answer. */
export class HttpProblem extends Error {
  readonly options: ProblemOptions;

  constructor(
    readonly code: EdgeCode,
    options: ProblemOptions = {},
  ) {
    super(code, { cause: options.cause });
    this.name = 'HttpProblem';
    this.options = options;
  }
}

/** `throw problem('not_found')`. */
export const problem = (code: EdgeCode, options: ProblemOptions = {}): HttpProblem =>
  new HttpProblem(code, options);

/** One wrong header, as a problem. */
export const badHeader = (name: string, zh: string, en: string): HttpProblem =>
  problem('invalid_header', { errors: [{ in: 'header', pointer: `/${name}`, zh, en }] });
