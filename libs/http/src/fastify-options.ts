import { dataspacePath } from '@ledger/contracts/dataspace/protocol.js';
import { LogController } from 'fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Logger } from 'pino';
import type { HttpConfiguration } from './configuration.js';
import { newId } from '@ledger/event-store/ids.js';
import { correlationIdOf } from './logging/correlation.js';
import { requestLogger } from './logging/request-logger.js';
import { problemOf } from './problems/found-problem.js';
import { problem } from './problems/http-problem.js';
import { problemAnswer } from './problems/problem-answer.js';
import { securityHeaders } from './security-headers.js';

/** Longest path parameter, in characters; a longer one is 414. */
const paramLengthMax = 300;
const keepAliveMs = 72_000;

/** How Fastify is set up under Nest. */
export const fastifyOptions = (configuration: HttpConfiguration, logger: Logger) => ({
  loggerInstance: logger,
  childLoggerFactory: requestLogger,
  logController: new LogController({ disableRequestLogging: true }),
  genReqId: ({ headers }: IncomingMessage) => correlationIdOf(headers),
  bodyLimit: configuration.bodyBytesMax,
  requestTimeout: configuration.receiveTimeoutMs,
  keepAliveTimeout: keepAliveMs,
  forceCloseConnections: 'idle' as const,
  routerOptions: { maxParamLength: paramLengthMax },
  rewriteUrl: ({ url = '/' }: IncomingMessage) => connectorUrl(url),
  frameworkErrors: answerOutsideRoutes,
  clientErrorHandler: answerToSocket,
});

/**
 * Connectors write addresses of the Dataspace Protocol with a slash at the end or without. Of the
 * path alone: a query may end in a slash that belongs to it.
 */
export const connectorUrl = (url: string): string => {
  if (!url.startsWith(`${dataspacePath}/`)) return url;
  const query = url.indexOf('?');
  let end = query === -1 ? url.length : query;
  const rest = url.slice(end);
  while (url[end - 1] === '/') end -= 1;
  return url.slice(0, end) + rest;
};

/** What the router itself refuses (a malformed address) reaches neither hooks nor filter. */
const answerOutsideRoutes = (error: Error, request: FastifyRequest, reply: FastifyReply): void => {
  const answer = problemAnswer(problemOf(error), {
    url: request.url,
    correlationId: request.id,
    acceptLanguage: request.headers['accept-language'],
  });
  void reply
    .code(answer.status)
    .headers({ ...securityHeaders, ...answer.headers, 'x-correlation-id': request.id })
    .send(JSON.stringify(answer.body));
};

/** What Node cannot read as HTTP at all is answered on the bare socket. */
function answerToSocket(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy(error);
    return;
  }
  const correlationId = newId();
  const found = problem(socketCodes[error.code ?? ''] ?? 'invalid_request');
  const { status, headers, body } = problemAnswer(found, { url: '/', correlationId });
  const text = JSON.stringify(body);
  const lines = Object.entries({
    ...headers,
    'x-correlation-id': correlationId,
    'content-length': String(Buffer.byteLength(text)),
    connection: 'close',
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status} Refused\r\n${lines.join('')}\r\n${text}`);
}

const socketCodes = {
  HPE_HEADER_OVERFLOW: 'headers_too_large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request_timeout',
} as Readonly<Record<string, 'headers_too_large' | 'request_timeout'>>;
