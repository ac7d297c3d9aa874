import { AppendTooLarge, LogUnavailable } from '../event-log.js';

/** Statuses of gRPC that matter here. */
export const status = {
  cancelled: 1,
  unknown: 2,
  invalidArgument: 3,
  deadlineExceeded: 4,
  permissionDenied: 7,
  aborted: 10,
  unavailable: 14,
  unauthenticated: 16,
} as const;

interface ServiceError extends Error {
  readonly code: number;
  readonly details?: string;
  readonly metadata?: { get(name: string): readonly (string | Buffer)[] };
}

const isServiceError = (error: unknown): error is ServiceError =>
  error instanceof Error && typeof (error as Partial<ServiceError>).code === 'number';

/** What the server calls the failure, where it names it (`Constants.Exceptions`). */
const nameOf = (error: ServiceError): string => String(error.metadata?.get('exception')[0] ?? '');

/** No answer within a deadline of ours. */
export class NoAnswer extends Error {
  constructor(ms: number) {
    super(`no answer within ${ms} ms`);
    this.name = 'NoAnswer';
  }
}

/** Answers came from more than one node, so that together they prove nothing. */
export class NodeChanged extends Error {
  constructor() {
    super('the leader changed while it was asked');
    this.name = 'NodeChanged';
  }
}

/** What the server sent is not something this ledger wrote. */
export class Unreadable extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'Unreadable';
  }
}

/** The read-back of an append is not yet what the append's answer said. */
export class NotThereYet extends Error {
  constructor(stream: string) {
    super(`stream ${stream} does not show yet what was appended`);
    this.name = 'NotThereYet';
  }
}

/**
 * A failure that another node, or this one a moment later, may not have. The client opens another
 * connection, and so looks for the leader again, when a call failed with this status.
 */
export const asUnavailable = (error: unknown): Error => {
  const details = reasonOf(error);
  return Object.assign(new Error(details, { cause: error }), {
    code: status.unavailable,
    details,
  });
};

/**
 * Whether another node may be better: silence, or a leader that finds no quorum or is none. The
 * client itself sees to a lost connection and to a server that names the leader.
 */
export const isOfThisNode = (error: unknown): boolean => {
  if (error instanceof NoAnswer) return true;
  if (!isServiceError(error)) return false;
  const { code, details = '' } = error;
  if (code === status.aborted || code === status.deadlineExceeded) return true;
  return code === status.unknown && /leader|not ready/i.test(details);
};

/** Whether a read was to begin where no event does. */
export const isInvalidPosition = (error: unknown): boolean =>
  isServiceError(error) && /invalid ?position/i.test(error.details ?? '');

/** The same, also in the words of servers of 22.6, which say `Error` of this and of other faults. */
export const mayBeInvalidPosition = (error: unknown): boolean =>
  isInvalidPosition(error) ||
  (isServiceError(error) && /ReadAllResult: Error/.test(error.details ?? ''));

/** Whether the same call may work on another try. */
const isPassing = (error: unknown): boolean => {
  if (!isServiceError(error)) return true;
  const { code } = error;
  if (nameOf(error) === 'not-leader') return true;
  if (code === status.unknown) return !isInvalidPosition(error);
  return ![status.invalidArgument, status.permissionDenied, status.unauthenticated, 5, 6, 9].some(
    (final) => final === code,
  );
};

/** The caller's own error for one that no other try would mend; undefined where one might. */
const finalError = (error: unknown): Error | undefined => {
  if (error instanceof LogUnavailable || error instanceof Unreadable) return error;
  if (isPassing(error) || !isServiceError(error)) return undefined;
  const name = nameOf(error);
  const { code, details = '' } = error;
  if (name === 'maximum-append-size-exceeded' || name === 'maximum-append-event-size-exceeded')
    return new AppendTooLarge(`The event store takes no append of this size: ${details}`);
  if (code === status.permissionDenied || code === status.unauthenticated)
    return new LogUnavailable(
      `The event store refuses the credentials of EVENT_STORE_URL: ${details}`,
      { cause: error },
    );
  if (isInvalidPosition(error))
    return new Error('There is no such position in this event store: another log was followed.', {
      cause: error,
    });
  return new Error(`The event store refuses: ${details}`, { cause: error });
};

/** Whether a failure says only that nobody was found or nobody answered. */
export const isSilence = (error: unknown): boolean =>
  error instanceof Error && /Failed to discover|no answer within/.test(error.message);

const reasonOf = (error: unknown): string => {
  if (isServiceError(error) && error.details) return error.details;
  return error instanceof Error ? error.message : String(error);
};

export const unavailable = (cause: unknown): LogUnavailable =>
  new LogUnavailable(`The event store does not serve: ${reasonOf(cause)}`, { cause });

/** Runs something once; its failure becomes an error of the port. */
export const once = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    throw finalError(error) ?? unavailable(error);
  }
};

/** Milliseconds before another try, each time; the last one again and again. */
const pausesMs = [20, 50, 100, 250, 500];
/** Runs something again when it fails for a passing reason, then it is `LogUnavailable`. */
export const persistently = async <T>(work: () => Promise<T>, msMax: number): Promise<T> => {
  const began = performance.now();
  for (let attempt = 0; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      const final = finalError(error);
      if (final) throw final;
      const pauseMs = pausesMs[attempt] ?? pausesMs.at(-1) ?? 0;
      if (performance.now() - began + pauseMs > msMax) throw unavailable(error);
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
};
