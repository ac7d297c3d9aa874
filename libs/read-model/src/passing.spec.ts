import { LogOverloaded, LogUnavailable } from '@ledger/event-store/event-log.js';
import { Busy } from '@ledger/event-store/loop-errors.js';
import { QueryFailedError } from 'typeorm';
import { backoffMs, isOutage, isPassingDatabaseError, pause, reasonOf } from './passing.js';

const coded = (code: string) => Object.assign(new Error('from the server'), { code });

describe('an outage', () => {
  it.each([
    ['a full log', new LogOverloaded(1)],
    ['an unavailable log', new LogUnavailable('away')],
    ['a busy stream', new Busy('busy')],
    ['a lost connection', coded('08006')],
    ['a refused connection', coded('ECONNREFUSED')],
    ['a server that stops', coded('57P01')],
    ['a full disk', coded('53100')],
    ['a deadlock', coded('40P01')],
    ['a statement that took too long', coded('57014')],
    ['a cut connection', new Error('Connection terminated unexpectedly')],
    ['any of these below TypeORM', new QueryFailedError('SELECT', [], coded('08006'))],
  ])('is %s', (_, error) => expect(isOutage(error)).toBe(true));

  it.each([
    ['a missing table', new QueryFailedError('SELECT', [], coded('42P01'))],
    ['a violated constraint', coded('23505')],
    ['a bug', new TypeError('x is not a function')],
    ['what is no error', 'text'],
  ])('is not %s', (_, error) => expect(isOutage(error)).toBe(false));

  it('of the log is not one of the database', () =>
    expect(isPassingDatabaseError(new LogUnavailable('away'))).toBe(false));
});

describe('backoff', () => {
  it('doubles up to its ceiling', () =>
    expect([1, 2, 3, 4, 99].map((attempt) => backoffMs(attempt, 100, 500))).toEqual([
      100, 200, 400, 500, 500,
    ]));

  it('ends early when the signal aborts', async () => {
    const end = new AbortController();
    const waited = pause(60_000, end.signal);
    end.abort();
    await expect(waited).resolves.toBeUndefined();
    await expect(pause(60_000, end.signal)).resolves.toBeUndefined();
  });
});

describe('a reason', () => {
  it('is one line of bounded length', () => {
    expect(reasonOf(new TypeError('no'))).toBe('TypeError: no');
    expect(reasonOf(new Error('x'.repeat(5_000)))).toHaveLength(2_000);
    expect(reasonOf('text')).toBe('text');
  });
});
