import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { noStream, type StreamHead } from '@ledger/event-store/digest.js';
import type { EventLog } from '@ledger/event-store/event-log.js';
import { InMemoryEventLog } from '@ledger/event-store/in-memory/in-memory-event-log.js';
import { newEvent } from '@ledger/event-store/testing/new-event.js';
import { countedLog } from '@ledger/event-store/testing/wrapped-log.js';
import { TitleParties } from './title-parties.js';

const clock = { now: () => '2026-11-20T02:00:00.000Z' };
const [assetId, holder, heir, heirsHeir] = ['asset', 'holder', 'heir', 'heirs-heir'] as const;

/** A log with one title, and what is written to it next. */
const world = async () => {
  const log = new InMemoryEventLog(clock);
  const heads = new Map<string, StreamHead>();
  const write = async (stream: string, type: string, data: object): Promise<void> => {
    const events = [newEvent({ type, data: { ...data } })];
    const { head } = await log.append(stream, heads.get(stream) ?? noStream, events);
    heads.set(stream, head);
  };
  const entry = { holdingId: 'h', right: 'holding', basis: '自行采集', from: '2026-01-01' };
  await write(`title-${assetId}`, 'TitleOpened', {
    assetId,
    registrarPartyId: 'registrar',
    inHouse: false,
    entries: [{ ...entry, holders: [{ partyId: holder }] }],
  });
  const succeed = (partyId: string, successor: string): Promise<void> =>
    write(`party-${partyId}`, 'PartySucceeded', {
      partyId,
      kind: 'merger',
      on: '2026-02-01',
      successors: [{ partyId: successor }],
      successorEvidence: [{ partyId: successor, version: 1 }],
    });
  const counted = countedLog(log as EventLog);
  const parties = new TitleParties(new CommandLoop(counted.log, clock));
  const look = async () => {
    const { facts, parties: found, title } = await parties.look(assetId);
    return {
      named: [...found.keys()].sort(),
      succeeded: facts.map(({ partyId }) => partyId).sort(),
      noted: [...title.successions.keys()].sort(),
    };
  };
  return { look, write, succeed, calls: counted.calls };
};

const alone = { named: [holder, 'registrar'], succeeded: [], noted: [] };

describe('a title with its parties', () => {
  it('takes one look once it is known whom the title names', async () => {
    const { look, calls } = await world();
    expect(await look()).toEqual(alone);
    const before = calls.versions;
    expect(await look()).toEqual(alone);
    expect(calls.versions).toBe(before + 1);
  });

  it('knows who followed its parties, though nothing was written to the title', async () => {
    const { look, succeed } = await world();
    expect(await look()).toEqual(alone);
    await succeed(holder, heir);
    const followed = { named: [heir, holder, 'registrar'], succeeded: [holder], noted: [holder] };
    expect(await look()).toEqual(followed);
    await succeed(heir, heirsHeir);
    expect(await look()).toEqual({
      named: [heir, heirsHeir, holder, 'registrar'],
      succeeded: [heir, holder],
      noted: [heir, holder],
    });
  });

  it('names the parties of a later version too', async () => {
    const { look, write } = await world();
    await look();
    await write(`title-${assetId}`, 'LenderAuthorised', {
      assetId,
      authorisationId: 'a',
      holdingId: 'h',
      lenderPartyId: 'lender',
      purpose: 'pledge',
      on: '2026-01-02',
      until: '2027-01-02',
    });
    expect((await look()).named).toEqual([holder, 'lender', 'registrar']);
  });
});
