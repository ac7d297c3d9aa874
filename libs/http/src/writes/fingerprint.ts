import type { CommandContext, Idempotency } from '@ledger/event-store/command-context.js';
import canonicalize from 'canonicalize';
import type { FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';
import type { Caller } from '../auth/caller.js';
import { idempotencyKeyOf } from './preconditions.js';

/** How a request may be repeated, or undefined where the caller gave no key. */
export const idempotencyOf = (request: FastifyRequest, caller: Caller): Idempotency | undefined => {
  const key = idempotencyKeyOf(request.headers);
  if (key === undefined) return undefined;
  const [path = ''] = request.url.split('?');
  return {
    scope: [caller.partyId, caller.person, request.method, path].join(' '),
    key,
    fingerprint: fingerprintOf({
      method: request.method,
      target: request.url,
      body: jsonBodyOf(request),
    }),
  };
};

/**
 * The context of a request whose body is a file: the digest of the bytes takes part in the
 * fingerprint, so that the same key with another file is another request.
 */
export const withBodyDigest = (context: CommandContext, digest: string): CommandContext => {
  if (context.idempotency === undefined) return context;
  const fingerprint = sha256(`${context.idempotency.fingerprint} ${digest}`);
  return { ...context, idempotency: { ...context.idempotency, fingerprint } };
};

/** SHA-256 (hex) of the canonical JSON (RFC 8785) of anything that came as JSON. */
export const fingerprintOf = (value: unknown): string => sha256(canonicalize(value) ?? '');

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A body that was not read as JSON (a file) is added by the route itself. */
const jsonBodyOf = ({ body }: FastifyRequest): unknown => (isJson(body) ? body : null);

const isJson = (body: unknown): boolean =>
  body !== undefined &&
  (typeof body !== 'object' ||
    body === null ||
    Array.isArray(body) ||
    Object.getPrototypeOf(body) === Object.prototype);
