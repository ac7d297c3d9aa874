import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

const wellFormed = /^[\w.:-]{8,128}$/;

/** The caller's `X-Correlation-Id` where it is 8 to 128 plain characters, else a new one. */
export const correlationIdOf = (headers: IncomingHttpHeaders): string => {
  const given = headers['x-correlation-id'];
  return typeof given === 'string' && wellFormed.test(given) ? given : randomUUID();
};
