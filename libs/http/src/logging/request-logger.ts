import type { FastifyBaseLogger } from 'fastify';
import type { Bindings } from 'pino';

type Line = Parameters<FastifyBaseLogger['info']>;

/**
 * What Fastify calls for as the logger of one request. A child of ours, made when something is first
 * said with it: hardly ever, for what is told of every request is told by ourselves.
 */
class RequestLogger {
  private made: FastifyBaseLogger | undefined;

  constructor(
    private readonly parent: FastifyBaseLogger,
    private readonly bindings: Bindings,
  ) {}

  get level(): string {
    return this.parent.level;
  }

  fatal(...line: Line): void {
    this.own.fatal(...line);
  }

  error(...line: Line): void {
    this.own.error(...line);
  }

  warn(...line: Line): void {
    this.own.warn(...line);
  }

  info(...line: Line): void {
    this.own.info(...line);
  }

  debug(...line: Line): void {
    this.own.debug(...line);
  }

  trace(...line: Line): void {
    this.own.trace(...line);
  }

  child(bindings: Bindings): FastifyBaseLogger {
    return this.own.child(bindings);
  }

  private get own(): FastifyBaseLogger {
    return (this.made ??= this.parent.child(this.bindings));
  }
}

/** A logger whose lines carry these bindings, for Fastify. */
export const requestLogger = (parent: FastifyBaseLogger, bindings: Bindings): FastifyBaseLogger =>
  new RequestLogger(parent, bindings) as unknown as FastifyBaseLogger;
