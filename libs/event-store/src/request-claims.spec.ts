import { partyKind } from '@ledger/domain/party/party.decider.js';
import { partyStream } from '@ledger/domain/party/party.state.js';
import { systemClock } from './clock.js';
import type { CommandContext } from './command-context.js';
import { CommandLoop } from './command-loop.js';
import { InMemoryEventLog } from './in-memory/in-memory-event-log.js';
import { KeyReused } from './loop-errors.js';
import { RequestClaims } from './request-claims.js';

const context = (fingerprint: string): CommandContext => ({
  actor: { person: 'token-1', partyId: 'registrar', role: 'registrar' },
  correlationId: 'correlation-1',
  idempotency: { scope: 'caller POST /v1/parties', key: 'key-1', fingerprint },
});

const setUp = () => {
  const log = new InMemoryEventLog();
  const loop = new CommandLoop(log, systemClock);
  const handle = loop.handler(partyKind);
  const claims = new RequestClaims(loop);
  const register = (value: string, fingerprint: string, name = '示例银行') =>
    claims.run(context(fingerprint), () =>
      handle(
        partyStream(`party-of-${value}`),
        {
          type: 'RegisterParty',
          data: {
            partyId: `party-of-${value}`,
            identifier: { kind: 'uscc', value },
            name,
            partyClass: 'enterprise',
          },
        },
        context(fingerprint),
      ),
    );
  const types = async () => (await log.readAll(0, 100)).events.map(({ type }) => type);
  return { register, types };
};

describe('a keyed request whose target follows from its content', () => {
  it('is carried out once and answered again', async () => {
    const { register, types } = setUp();
    expect((await register('91440300MADX00019R', 'a')).replayed).toBe(false);
    expect((await register('91440300MADX00019R', 'a')).replayed).toBe(true);
    expect(await types()).toEqual(['PartyRegistered', 'RequestClaimed']);
  });

  it('is carried out once when it races itself', async () => {
    const { register, types } = setUp();
    const twins = Array.from({ length: 20 }, () => register('91440300MADX00019R', 'a'));
    const versions = (await Promise.all(twins)).map(({ version }) => version);
    expect(new Set(versions)).toEqual(new Set([1]));
    expect(await types()).toEqual(['PartyRegistered', 'RequestClaimed']);
  });

  it('is refused with another body, though that names another stream', async () => {
    const { register, types } = setUp();
    await register('91440300MADX00019R', 'a');
    await expect(register('91330100K123456779', 'b')).rejects.toThrow(KeyReused);
    expect(await types()).toEqual(['PartyRegistered', 'RequestClaimed']);
  });

  it('leaves the key free when it is refused', async () => {
    const { register, types } = setUp();
    await expect(register('91440300MADX00019T', 'a')).rejects.toThrow('uscc_check_failed');
    expect(await types()).toEqual([]);
    await register('91440300MADX00019R', 'b');
    expect(await types()).toEqual(['PartyRegistered', 'RequestClaimed']);
  });

  it('tells one of two different requests that race under one key', async () => {
    const { register } = setUp();
    const racing = await Promise.allSettled([
      register('91440300MADX00019R', 'a'),
      register('91330100K123456779', 'b'),
    ]);
    const told = racing.filter(({ status }) => status === 'rejected');
    expect(told).toEqual([{ status: 'rejected', reason: expect.any(KeyReused) as unknown }]);
  });
});
