import { Inject, Injectable } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import { Authenticator } from '../auth/authenticator.js';
import type { Caller, CallerRole } from '../auth/caller.js';
import { requestState } from '../request-state.js';
import { type ReadContext, readerOf } from './read-context.decorator.js';

/** Bytes of addresses that are kept, and what an entry costs beside its address. */
const bytesMax = 8 * 1024 * 1024;
const entryBytes = 500;

/** Who asks now. */
export interface Asker {
  readonly caller: Caller;
  readonly reader: ReadContext;
  readonly reply: FastifyReply;
}

/** Answers the question of an address to who asks now: JSON as bytes, or what becomes JSON. */
export type AnswerAgain = (asker: Asker) => Promise<Buffer | object>;

interface Judged {
  /** In which roles it was asked, and which of them the route gave it to. */
  readonly roles: string;
  readonly role: CallerRole;
  readonly answer: AnswerAgain;
}

/**
 * Questions that are asked again word for word. Whether callers in some roles may ask something, and
 * whether address and query are sound, depends on those roles and the address alone: Nest's guards
 * and pipes have judged it when it was asked first, and it is not judged again. Who is asking is
 * found out every time, and the same method of the controller answers.
 */
@Injectable()
export class AskedAgain {
  private readonly judged = new LRUCache<string, Judged>({
    maxSize: bytesMax,
    sizeCalculation: (_, url) => 2 * url.length + entryBytes,
  });

  constructor(@Inject(Authenticator) private readonly authenticator: Authenticator) {}

  /** For who asks the same again; called by a route when it has answered, so behind all guards. */
  keep(request: FastifyRequest, answer: AnswerAgain): void {
    const { caller, role } = requestState(request);
    if (request.method !== 'GET' || !caller || !role) return;
    this.judged.set(request.url, { roles: caller.roles.join(' '), role, answer });
  }

  /** Answers what is asked again before Nest comes to it. Anything else goes its way. */
  watch(instance: FastifyInstance): void {
    instance.addHook('onRequest', (request, reply, done) => {
      const judged = isBareGet(request) ? this.judged.get(request.url) : undefined;
      const caller = judged && this.authenticator.remembered(request.headers);
      if (!judged || caller?.roles.join(' ') !== judged.roles) return done();
      const state = requestState(request);
      state.caller = caller;
      state.role = judged.role;
      const send = (answer: unknown): unknown => reply.sent || reply.send(answer);
      void judged.answer({ caller, reader: readerOf(request), reply }).then(send, send);
    });
  }
}

/** What carries a body is for the guards to judge: a kept address says nothing about it. */
const isBareGet = ({ method, headers }: FastifyRequest): boolean =>
  method === 'GET' &&
  headers['content-length'] === undefined &&
  headers['transfer-encoding'] === undefined;
