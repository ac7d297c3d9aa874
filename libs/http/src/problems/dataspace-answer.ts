import { dataspaceContext, dataspacePath } from '@ledger/contracts/dataspace/protocol.js';
import type { JsonObject, JsonValue } from '@ledger/domain/json.js';
import type { FastifyRequest } from 'fastify';
import type { ProblemAnswer } from './problem-answer.js';

/** A process that nobody named: the schema of errors asks for both ids in any case. */
const nobody = 'urn:uuid:00000000-0000-0000-0000-000000000000';

/**
 * How an error is told to a connector: the protocol has its own error messages, answers 400 where a
 * state or a rule says no, and tells who has no part in a process that it is not there. `undefined`:
 * the request was none of a connector.
 */
export const dataspaceAnswer = (
  { status, headers, body }: ProblemAnswer,
  { url, body: sent }: Pick<FastifyRequest, 'url' | 'body'>,
): ProblemAnswer | undefined => {
  const [path = ''] = url.split('?');
  if (path !== dataspacePath && !path.startsWith(`${dataspacePath}/`)) return undefined;
  const below = path.slice(dataspacePath.length).replace(/^\/participants\/[^/]*/, '');
  const [, area, pid] = below.split('/');
  const errors = (body['errors'] ?? []) as readonly JsonObject[];
  const said = errors.map(({ pointer, message }) => `${String(pointer)}: ${String(message)}`);
  const told = { code: String(body['code']), reason: [String(body['detail']), ...said] };
  return {
    status: statuses[status] ?? status,
    headers: { ...headers, 'content-type': 'application/json; charset=utf-8' },
    body: { '@context': dataspaceContext, ...typed(area, pidOf(pid), sent), ...told },
  };
};

const statuses: Readonly<Record<number, number>> = { 403: 404, 409: 400, 412: 400, 422: 400 };

const typed = (area: string | undefined, pid: string | undefined, sent: unknown): JsonObject => {
  if (area !== 'negotiations' && area !== 'transfers') return { '@type': 'CatalogError' };
  const { providerPid, consumerPid } = (sent ?? {}) as Record<string, JsonValue | undefined>;
  return {
    '@type': area === 'transfers' ? 'TransferError' : 'ContractNegotiationError',
    providerPid: textOr(providerPid, pid),
    consumerPid: textOr(consumerPid, pid),
  };
};

const textOr = (value: unknown, otherwise = nobody): string =>
  typeof value === 'string' && value !== '' ? value : otherwise;

/** The process that a path names, where it names one. */
const pidOf = (segment: string | undefined): string | undefined =>
  segment === undefined || ['request', 'offers', ''].includes(segment) ? undefined : segment;
