import { TextField } from '@ledger/contracts/fields.js';
import { Controller, Get, Inject, Param, Query, Res, UseGuards } from '@nestjs/common';
import type { CanActivate } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { AnyRole, CurrentCaller, Public, Roles } from '../auth/access.decorators.js';
import type { Caller } from '../auth/caller.js';
import { problem } from '../problems/http-problem.js';
import { startTestApp } from '../testing/test-app.js';
import type { TestApp } from '../testing/test-app.js';
import { AskedAgain, type Asker } from './asked-again.js';
import { Reader } from './read-context.decorator.js';
import type { ReadContext } from './read-context.decorator.js';

class WhyQuery {
  @TextField({ max: 20, optional: true, description: 'Why.', example: 'a' })
  why?: string;
}

/** Counts what comes to Nest. */
class Judging implements CanActivate {
  static times = 0;

  canActivate(): true {
    Judging.times += 1;
    return true;
  }
}

@Controller('answers')
@AnyRole()
@UseGuards(Judging)
class AnswersController {
  static isGone = false;

  constructor(@Inject(AskedAgain) private readonly again: AskedAgain) {}

  @Get('open')
  @Public()
  open(@Res({ passthrough: true }) { request }: FastifyReply) {
    this.again.keep(request, () => Promise.resolve({ open: 'kept' }));
    return { open: true };
  }

  @Get(':id')
  @Roles('lender', 'manager')
  async one(
    @Param('id') id: string,
    @Query() { why }: WhyQuery,
    @CurrentCaller() caller: Caller,
    @Reader() reader: ReadContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const answer = ({ caller: { org, roles }, reader: { actor }, reply }: Asker) => {
      void reply.header('etag', '"7"');
      if (AnswersController.isGone) return Promise.reject(problem('not_found'));
      return Promise.resolve({ id, why, org, roles, role: actor.role });
    };
    const first = await answer({ caller, reader, reply });
    this.again.keep(reply.request, answer);
    return first;
  }
}

describe('a question that is asked again', () => {
  let test: TestApp;
  let lender: string;
  beforeAll(async () => {
    test = await startTestApp({ controllers: [AnswersController] });
    lender = await test.bearer({ roles: ['lender'] });
  });
  beforeEach(() => {
    AnswersController.isGone = false;
  });
  afterAll(() => test.close());

  /** What was answered, and whether Nest had to judge it. */
  const ask = async (url: string, authorization = lender, method: 'GET' | 'HEAD' = 'GET') => {
    const before = Judging.times;
    const headers = { authorization, 'x-correlation-id': 'trace-12345' };
    const answer = await test.app.inject({ method, url, headers });
    const body = answer.body === '' ? undefined : answer.json<Record<string, unknown>>();
    const judged = Judging.times > before;
    return { status: answer.statusCode, body, headers: answer.headers, judged };
  };

  it('is answered as before without being judged again', async () => {
    const first = await ask('/v1/answers/1?why=loan');
    const second = await ask('/v1/answers/1?why=loan');
    expect([first.judged, second.judged]).toEqual([true, false]);
    expect(first.body).toMatchObject({ id: '1', why: 'loan', role: 'lender' });
    expect({ ...second, judged: true }).toEqual({
      ...first,
      headers: { ...first.headers, date: second.headers.date },
    });
    expect(second.headers).toMatchObject({ etag: '"7"', 'x-correlation-id': 'trace-12345' });
  });

  it('is told to who asks now', async () => {
    const other = '91440300MADX00019R';
    await ask('/v1/answers/2');
    const authorization = await test.bearer({ roles: ['lender'], org: other, subject: 'two' });
    await ask('/v1/answers/other', authorization);
    expect(await ask('/v1/answers/2', authorization)).toMatchObject({
      judged: false,
      body: { id: '2', org: other },
    });
  });

  it('is judged for each choice of roles', async () => {
    await ask('/v1/answers/3');
    const both = await test.bearer({ roles: ['lender', 'manager'] });
    await ask('/v1/answers/other', both);
    expect(await ask('/v1/answers/3', both)).toMatchObject({ judged: true });
    expect(await ask('/v1/answers/3', both)).toMatchObject({
      judged: false,
      body: { roles: ['manager', 'lender'], role: 'lender' },
    });
    const auditor = await test.bearer({ roles: ['auditor'] });
    for (const _ of [1, 2]) {
      expect(await ask('/v1/answers/3', auditor)).toMatchObject({
        status: 403,
        body: { code: 'forbidden' },
      });
    }
  });

  it('is told to nobody without a token that holds', async () => {
    await ask('/v1/answers/4');
    expect(await ask('/v1/answers/4', `${lender}x`)).toMatchObject({ status: 401 });
    const { statusCode } = await test.app.inject('/v1/answers/4');
    expect(statusCode).toBe(401);
  });

  it('is another one with another query or method', async () => {
    await ask('/v1/answers/5?why=a');
    expect(await ask('/v1/answers/5?why=b')).toMatchObject({ judged: true, body: { why: 'b' } });
    expect(await ask('/v1/answers/5?why=a', lender, 'HEAD')).toMatchObject({ judged: true });
    expect(await ask('/v1/answers/5?why=a&what=b')).toMatchObject({
      status: 400,
      body: { code: 'unknown_field' },
    });
  });

  it('goes its way where it carries a body', async () => {
    await ask('/v1/answers/7');
    for (const headers of [{ 'content-length': '2' }, { 'transfer-encoding': 'chunked' }]) {
      const before = Judging.times;
      await test.app.inject({
        method: 'GET',
        url: '/v1/answers/7',
        headers: { authorization: lender, ...headers },
        payload: '{}',
      });
      expect(Judging.times).toBe(before + 1);
    }
    expect(await ask('/v1/answers/7')).toMatchObject({ judged: false });
  });

  it('that can no longer be answered is refused in the usual words', async () => {
    await ask('/v1/answers/6');
    AnswersController.isGone = true;
    expect(await ask('/v1/answers/6')).toMatchObject({
      judged: false,
      status: 404,
      body: { code: 'not_found', instance: '/v1/answers/6' },
    });
  });

  it('of a route for everybody goes its way', async () => {
    expect(await ask('/v1/answers/open')).toMatchObject({ body: { open: true } });
    expect(await ask('/v1/answers/open')).toMatchObject({ body: { open: true }, judged: true });
  });
});
