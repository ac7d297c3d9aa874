import { policyKind } from '@ledger/domain/policy/policy.decider.js';
import { policyStream } from '@ledger/domain/policy/policy.state.js';
import {
  registrarCodeKind,
  registrarCodeStream,
} from '@ledger/domain/policy/registrar-code.decider.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { RecordedEvent } from '@ledger/event-store/event.js';
import { InMemoryEventLog } from '@ledger/event-store/in-memory/in-memory-event-log.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { RegistrarCodeProcess } from './registrar-code.process.js';
import { RegistrarCodes } from './registrar-codes.js';

const [one, two, three] = ['1', '2', '3'].map((n) => `3f2a1b0c-1111-5111-8111-11111111111${n}`) as [
  string,
  string,
  string,
];
const context: CommandContext = {
  actor: { person: 'token-1', partyId: 'operator', role: 'admin' },
  correlationId: 'c-1',
};
const clock = { now: () => '2026-11-20T02:00:00.000Z' };
const content = { schemes: ['shenzhen'], region: '44', digit: '1' };

describe('designations of before codes were claimed', () => {
  it('have theirs claimed, the first one of two; a third is refused', async () => {
    const log = new InMemoryEventLog(clock);
    const loop = new CommandLoop(log, clock);
    const codes = new RegistrarCodes(loop, new Standings(loop, clock), clock);
    const process = new RegistrarCodeProcess(codes);
    const adopted: RecordedEvent[] = [];
    for (const partyId of [one, two]) {
      const data = { name: 'registrar', partyId, content, from: '2026-11-20', reason: '列入名单' };
      const stream = policyStream('registrar', partyId);
      await loop.handler(policyKind)(stream, { type: 'AdoptPolicy', data }, context);
      adopted.push(...(await log.read(stream)));
    }
    for (const event of [...adopted, ...adopted]) await process.react(event);
    const stream = registrarCodeStream('441');
    expect((await log.read(stream)).map(({ data }) => data)).toEqual([
      { code: '441', partyId: one },
    ]);
    expect((await loop.load(registrarCodeKind, stream)).state).toEqual({ partyId: one });
    await expect(codes.claim(three, content, context)).rejects.toMatchObject({
      code: 'registrar_code_taken',
    });
  });

  it('of other policies, and for no scheme, claim nothing', async () => {
    const log = new InMemoryEventLog(clock);
    const loop = new CommandLoop(log, clock);
    const codes = new RegistrarCodes(loop, new Standings(loop, clock), clock);
    const event = (data: object) =>
      ({ id: 'e-1', type: 'PolicyAdopted', data, metadata: context }) as unknown as RecordedEvent;
    const process = new RegistrarCodeProcess(codes);
    await process.react(event({ name: 'working-days', content: {} }));
    await process.react(
      event({ name: 'registrar', partyId: one, content: { ...content, schemes: [] } }),
    );
    expect((await log.readAll(0, 10)).events).toEqual([]);
  });
});
