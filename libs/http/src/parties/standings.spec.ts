import { partyKind } from '@ledger/domain/party/party.decider.js';
import { partyStream } from '@ledger/domain/party/party.state.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { newId } from '@ledger/event-store/ids.js';
import { InMemoryEventLog } from '@ledger/event-store/in-memory/in-memory-event-log.js';
import { wrappedLog } from '@ledger/event-store/testing/wrapped-log.js';
import { Standings } from './standings.js';

const [old, heir, other, last, stranger] = [newId(), newId(), newId(), newId(), newId()];
let now: string;
let looks: number;
let standings: Standings;
let close: () => Promise<void>;
let write: (partyId: string, command: object) => Promise<unknown>;

beforeEach(async () => {
  now = '2026-06-01T02:00:00.000Z';
  looks = 0;
  const clock = { now: () => now };
  const log = new InMemoryEventLog(clock);
  const counted = wrappedLog(log, (call, work) => {
    looks += call === 'versions' ? 1 : 0;
    return work();
  });
  const loop = new CommandLoop(log, clock);
  write = (partyId, command) =>
    loop.handler(partyKind)(partyStream(partyId), command as never, {
      actor: { person: 'p', partyId: 'registrar', role: 'registrar' },
      correlationId: 'c',
    });
  standings = new Standings(new CommandLoop(counted, clock), clock);
  close = () => log.close();
  for (const [at, partyId] of [old, heir, other, last].entries()) {
    const identifier = { kind: 'foreign', value: `DE:HRB ${at}` };
    await write(partyId, {
      type: 'RegisterParty',
      data: { partyId, identifier, name: `n${at}`, partyClass: 'enterprise' },
    });
  }
});
afterEach(() => close());

const succeed = async (
  partyId: string,
  on: string,
  ...successors: readonly { readonly partyId: string; readonly share?: string }[]
): Promise<void> => {
  const kind = successors.length > 1 ? 'division' : 'merger';
  const successorEvidence = successors.map((one) => ({ partyId: one.partyId, version: 1 }));
  const data = { partyId, kind, successors, on, successorEvidence };
  await write(partyId, { type: 'SucceedParty', data });
  for (const one of successors) {
    const noted = { partyId: one.partyId, predecessorPartyId: partyId, kind, on };
    await write(one.partyId, { type: 'NotePredecessor', data: noted });
  }
};

it('asks the log once for whoever succeeded nobody', async () => {
  expect(await standings.of(stranger)).toEqual({
    partyId: stranger,
    joint: [stranger],
    sole: [stranger],
  });
  expect(looks).toBe(1);
});

it('finds predecessors down the line, the next time in one look', async () => {
  await succeed(old, '2026-06-01', { partyId: heir });
  await succeed(heir, '2026-06-02', { partyId: last });
  expect((await standings.of(heir)).joint.toSorted()).toEqual([heir, old].toSorted());
  now = '2026-06-02T02:00:00.000Z';
  expect((await standings.of(last)).joint.toSorted()).toEqual([last, heir, old].toSorted());
  expect((await standings.of(heir)).joint).toEqual([]);
  looks = 0;
  const [both, none] = await standings.ofEach([last, stranger]);
  expect(both?.sole.toSorted()).toEqual([last, heir, old].toSorted());
  expect(none?.joint).toEqual([stranger]);
  expect(looks).toBe(1);
});

it('remembers which streams to look at, not what they said', async () => {
  await succeed(old, '2026-06-01', { partyId: heir });
  expect((await standings.of(heir)).joint).toHaveLength(2);
  await succeed(other, '2026-06-01', { partyId: heir }, { partyId: last });
  expect((await standings.of(heir)).joint.toSorted()).toEqual([heir, old, other].toSorted());
  expect((await standings.of(last)).sole).toEqual([last]);
});

it('says who stands in the place of many', async () => {
  await succeed(
    old,
    '2026-06-01',
    { partyId: heir, share: '1/3' },
    { partyId: other, share: '2/3' },
  );
  const standIns = await standings.standIns([old, stranger, heir]);
  expect(standIns.of(old)).toEqual([heir, other]);
  expect(standIns.of(stranger)).toEqual([stranger]);
});
