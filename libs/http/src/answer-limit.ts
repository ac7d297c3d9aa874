import type { FastifyInstance, FastifyReply } from 'fastify';
import { problem } from './problems/http-problem.js';

/**
 * Gives up on answers that take longer. Fastify's own `handlerTimeout` ends with the request that
 * came, not with the answer that goes: Node closes a request as soon as its body was read, so that
 * no POST would have a limit; and it makes an abort signal that nobody listens to for every request.
 */
export const limitAnswers = (instance: FastifyInstance, milliseconds: number): void => {
  instance.addHook('onRequest', (_, reply, done) => {
    const timer = setTimeout(giveUp, milliseconds, reply).unref();
    reply.raw.once('close', () => clearTimeout(timer));
    done();
  });
};

/** What has begun to be sent can only be broken off: the caller must not take a part for all. */
const giveUp = (reply: FastifyReply): void => {
  if (reply.sent) return;
  if (reply.raw.headersSent) reply.raw.destroy();
  else void reply.send(problem('busy'));
};
