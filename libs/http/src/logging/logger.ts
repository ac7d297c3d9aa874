import type { LoggerService } from '@nestjs/common';
import { pino } from 'pino';
import type { DestinationStream, Logger } from 'pino';
import type { LogLevel } from '../configuration.js';

export interface LoggerOptions {
  /** Which service speaks. */
  readonly name: string;
  readonly level: LogLevel;
  /** Where lines go; standard output when absent. */
  readonly stream?: DestinationStream;
}

/** A JSON web token or one of our API keys, wherever in a line it stands. */
const secrets = /\beyJ[\w-]+\.[\w-]+\.[\w-]*|\bdak_[0-9a-f]{32}_[\w-]+/g;
const redacted = '[redacted]';

/** One JSON object a line. Secrets are taken out twice: by their place, and by their look. */
export const createLogger = ({ name, level, stream }: LoggerOptions): Logger =>
  pino(
    {
      name,
      level,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: [
          'authorization',
          '["x-api-key"]',
          'token',
          'secret',
          'password',
          'key',
          'cookie',
        ].flatMap((path) => [path, `*${path.startsWith('[') ? path : `.${path}`}`]),
        censor: redacted,
      },
      hooks: { streamWrite: (line) => line.replace(secrets, redacted) },
    },
    stream ?? pino.destination(1),
  );

/** What Nest itself has to say, in the same log. */
export class NestLogs implements LoggerService {
  constructor(private readonly logger: Logger) {}

  /** Nest tells of every module and route when it starts: of interest only to who looks for it. */
  log(message: unknown, ...rest: unknown[]): void {
    this.logger.debug({ context: rest.at(-1) }, String(message));
  }

  error(message: unknown, ...rest: unknown[]): void {
    if (message instanceof Error) this.logger.error({ err: message, context: rest.at(-1) });
    else this.logger.error({ context: rest.at(-1), stack: rest[0] }, String(message));
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.logger.warn({ context: rest.at(-1) }, String(message));
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.logger.debug({ context: rest.at(-1) }, String(message));
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.logger.trace({ context: rest.at(-1) }, String(message));
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.logger.fatal({ context: rest.at(-1) }, String(message));
  }
}
