import type { FastifyInstance, FastifyReply } from 'fastify';
import { Written } from './written.js';

/** Turns what `written` made into the body and headers of the answer. */
export const answerWritten = (instance: FastifyInstance): void => {
  instance.addHook('preSerialization', (_, reply, answer, done) =>
    done(null, answer instanceof Written ? told(answer, reply) : answer),
  );
};

const told = (
  { outcome: { version, position, replayed }, body, options }: Written<{ readonly id: string }>,
  reply: FastifyReply,
): object => {
  void reply.header('etag', `"${version}"`).header('log-position', String(position));
  if (replayed) void reply.header('idempotency-replayed', 'true');
  if (options.location !== undefined) void reply.header('location', options.location);
  if (options.status !== undefined) void reply.code(options.status);
  return { ...body, version, position };
};
