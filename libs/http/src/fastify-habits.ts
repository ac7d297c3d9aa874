import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { Metrics } from './health/metrics.js';
import { problem } from './problems/http-problem.js';
import { keepRequestStates, requestState } from './request-state.js';
import { securityHeaders } from './security-headers.js';
import { answerWritten } from './writes/answer-written.js';

/** What happens on every request outside Nest: headers, parsing, log lines and numbers. */
export const addHabits = (instance: FastifyInstance, logger: Logger, metrics: Metrics): void => {
  keepRequestStates(instance);
  instance.addHook('onRequest', (request, reply, done) => {
    void reply.headers(securityHeaders).header('x-correlation-id', request.id);
    done();
  });
  let isClosing = false;
  instance.addHook('preClose', (done) => {
    isClosing = true;
    done();
  });
  instance.addHook('onResponse', (request, reply, done) => {
    told(request, reply, logger, metrics);
    // A connection that stays open for more would hold up the closing until it is idle too long.
    if (isClosing) setImmediate(() => instance.server.closeIdleConnections());
    done();
  });
  answerWritten(instance);
  readJsonStrictly(instance);
};

/** Neither query nor headers are logged: what a caller searches for is his own matter. */
const told = (
  request: FastifyRequest,
  reply: FastifyReply,
  logger: Logger,
  metrics: Metrics,
): void => {
  const { method, url, routeOptions } = request;
  const { statusCode: status, elapsedTime } = reply;
  const route = (request.is404 ? undefined : routeOptions.url) ?? 'unmatched';
  metrics.observeRequest(method, route, status, elapsedTime / 1_000);
  if (!logger.isLevelEnabled('info')) return;
  const { correlationId, caller, role } = requestState(request);
  const who = caller ? { person: caller.person, partyId: caller.partyId, role } : {};
  const [path] = url.split('?');
  const ms = Math.round(elapsedTime * 10) / 10;
  logger.info({ method, path, route, status, ms, correlationId, ...who }, 'request');
};

/**
 * JSON in sound UTF-8 only: a body in another encoding would else be recorded with its characters
 * replaced, and nobody would know. Other types pass unread, for routes that take files.
 */
const readJsonStrictly = (instance: FastifyInstance): void => {
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  const parse = instance.getDefaultJsonParser('error', 'error');
  instance.removeAllContentTypeParsers();
  instance.addContentTypeParser<Buffer>(
    'application/json',
    { parseAs: 'buffer' },
    (request, body, done) => {
      // Tools send the header with every POST; a route that needs a body misses its fields itself.
      if (body.length === 0) return done(null, undefined);
      try {
        void parse(request, utf8.decode(body), done);
      } catch {
        done(problem('invalid_json'));
      }
    },
  );
  instance.addContentTypeParser('*', (_, payload, done) => done(null, payload));
};
